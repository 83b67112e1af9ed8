package import Diagnostics
package import OrderedJSON

/// One line of a log: a call with what came of it, or something that was seen.
package struct LogEntry: Hashable, Sendable {
  /// From 1.
  package var line: Int
  /// The line without the space around it.
  package var range: SourceRange
  /// Nil if something was only seen.
  package var call: String?
  package var actor: LogValue?
  package var arguments: Arguments
  /// Nil in a log without times, in which each entry is over before the next begins.
  package var start: LogTime?
  /// Nil without times, and for a call that had not returned when the log ended.
  package var end: LogTime?
  package var result: LogValue?
  /// False if it is known that nothing has failed in it: steps that fail are none of it.
  package var mayFail = true
  /// Names with what was seen under them.
  package var observations: [JSON.Member]

  /// What a call was given, as far as it is known.
  package enum Arguments: Hashable, Sendable {
    /// In the order of the words of the annotation; nil where it is not known.
    case positional([LogValue?])
    case named([Named])

    /// The values by position for a step with parameters of these names; nil if it has no parameter of some name that is given.
    func values(for names: [String?]) -> [LogValue?]? {
      switch self {
      case .positional(let values): return values
      case .named(let arguments):
        var values = [LogValue?](repeating: nil, count: names.count)
        for argument in arguments {
          let positions = names.indices.filter { names[$0] == argument.name }
          if positions.isEmpty { return nil }
          for position in positions { values[position] = argument.value }
        }
        return values
      }
    }
  }

  /// An argument by the name of a parameter.
  package struct Named: Hashable, Sendable {
    package var name: String
    package var value: LogValue?
  }

  /// `push 3`, for people.
  package var text: String {
    guard let call else { return "observation" }
    let words: [String] =
      switch arguments {
      case .positional(let values): values.map { $0?.text ?? "?" }
      case .named(let values): values.map { "\($0.name.visible)=\($0.value?.text ?? "?")" }
      }
    return ([call.visible] + words).joined(separator: " ")
  }
}

/// A log, in the order of its lines.
package struct Log: Hashable, Sendable {
  package var entries: [LogEntry]
  /// Whether entries say when they were; otherwise they are one after the other.
  package var hasTimes: Bool

  package init(entries: [LogEntry], hasTimes: Bool) {
    self.entries = entries
    self.hasTimes = hasTimes
  }
}
