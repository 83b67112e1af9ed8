package import Checking
package import Traces

/// What a run says of one property of one model or check, in the terms that reports for other programs share.
package struct Finding: Hashable, Sendable {
  /// In ascending gravity.
  package enum Level: Int, Hashable, Sendable, Comparable {
    /// As it should be: it holds, or a check expects exactly this violation.
    case passed
    /// Worth knowing; the run does not fail because of it.
    case warning
    /// Not as it should be.
    case failure
    /// There is no verdict.
    case error

    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// A step of a trace.
  package struct Step: Hashable, Sendable {
    /// From 0, which is the start state.
    package var number: Int
    /// The rule with its parameters, and where in the kernel it happens.
    package var text: String
    /// Where the rule is.
    package var place: SourceSpan?
    /// Of what the step changes, the path and the new content.
    package var changes: [Change]

    package init(number: Int, text: String, place: SourceSpan?, changes: [Change] = []) {
      self.number = number
      self.text = text
      self.place = place
      self.changes = changes
    }
  }

  package struct Change: Hashable, Sendable {
    package var path: String
    package var content: String

    package init(path: String, content: String) {
      self.path = path
      self.content = content
    }
  }

  package var kind: FindingKind
  /// The check, or the model.
  package var subject: String
  /// The property, or what else was looked at.
  package var property: String
  package var level: Level
  /// Nil if it is about something else than a property.
  package var verdict: VerdictKind?
  /// One sentence, which names the property.
  package var message: String
  /// Where the property is, or what is wrong; of a property that is nowhere, where its trace goes wrong, or the model.
  package var place: SourceSpan
  /// The trace, if it is bad news and there is one.
  package var steps: [Step]
  /// For the reader of a log: the trace as text, or whatever else explains it.
  package var details: [String]
  /// The page of its trace, by file name, if one was written.
  package var page: String?

  package init(
    _ kind: FindingKind, subject: String, property: String, level: Level, message: String, place: SourceSpan,
    steps: [Step] = [], details: [String] = []
  ) {
    self.kind = kind
    self.subject = subject
    self.property = property
    self.level = level
    self.message = message
    self.place = place
    self.steps = steps
    self.details = details
  }

  /// Files are named as `path` says.
  func relocated(_ path: (String) -> String) -> Finding {
    var finding = self
    finding.place.file = path(place.file)
    for (index, step) in steps.enumerated() {
      if let place = step.place { finding.steps[index].place?.file = path(place.file) }
    }
    return finding
  }
}
