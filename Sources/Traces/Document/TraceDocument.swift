package import Checking
package import ModelIR

/// A trace that needs no model to be shown: what a trace file holds and what every view of a trace is made from.
package struct TraceDocument: Hashable, Sendable {
  package var origin: Origin
  /// The state variables in declaration order.
  package var variables: [ShownVariable]
  /// The first one is the start state.
  package var steps: [Step]
  package var ending: Ending
  /// What decides the property in the last state, part by part; empty if there is nothing to explain.
  package var account: [Evaluation]
  /// Of a run on which what a `leadsto` property leads to never comes.
  package var waiting: Waiting?

  package init(
    origin: Origin, variables: [ShownVariable], steps: [Step], ending: Ending, account: [Evaluation] = [],
    waiting: Waiting? = nil
  ) {
    self.origin = origin
    self.variables = variables
    self.steps = steps
    self.ending = ending
    self.account = account
    self.waiting = waiting
  }

  /// What the trace is a trace of.
  package struct Origin: Hashable, Sendable {
    package var toolVersion: String
    /// The model's path as the user wrote it.
    package var model: String
    /// `sha256:` and the digest of the model's text, included files in order.
    package var digest: String
    /// Constants set from outside.
    package var settings: [ConstantSetting]
    /// The same in words, `with N = 3, M = 4`; nil if none is set.
    var withSettings: String? {
      settings.isEmpty ? nil : "with " + settings.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    }
    /// When a state counts as a deadlock.
    package var deadlock: DeadlockMode
    /// The name of the property.
    package var claim: String
    /// Where the property is written; nil for the built-in ones.
    package var source: SourceSpan?
    /// The id of the check the trace belongs to.
    package var check: String?

    package init(
      toolVersion: String, model: String, digest: String, settings: [ConstantSetting], deadlock: DeadlockMode,
      claim: String, source: SourceSpan?, check: String?
    ) {
      self.toolVersion = toolVersion
      self.model = model
      self.digest = digest
      self.settings = settings
      self.deadlock = deadlock
      self.claim = claim
      self.source = source
      self.check = check
    }
  }

  /// A state variable's name and how it is to be drawn.
  package struct ShownVariable: Hashable, Sendable {
    package var name: String
    package var view: String?
    /// The names of the types of its indices, outermost first, and of what is in it; empty where a type has none.
    package var types: [String]

    package init(name: String, view: String?, types: [String] = []) {
      self.name = name
      self.view = view
      self.types = types
    }

    /// An array of small values as a strip, everything else in words.
    func text(of content: Content) -> String {
      if content.isUndefined { return content.text }
      return Strip.strips(of: [content], isAnnotated: view == "strip")?.first?.text ?? content.text
    }
  }

  /// A ruleset parameter with its value, for the reader and for a replay.
  package struct Argument: Hashable, Sendable {
    package var name: String
    package var content: Content
    package var value: Value

    package init(name: String, content: Content, value: Value) {
      self.name = name
      self.content = content
      self.value = value
    }
  }

  /// One firing: which rule or start state, and how it is called.
  package struct Action: Hashable, Sendable {
    package var name: String
    package var arguments: [Argument]
    package var subject: Firing.Subject
    /// The index of the argument that is the acting process; nil if the step is the system's.
    package var actorIndex: Int?

    package init(name: String, arguments: [Argument], subject: Firing.Subject, actorIndex: Int?) {
      self.name = name
      self.arguments = arguments
      self.subject = subject
      self.actorIndex = actorIndex
    }

    /// The acting process.
    package var actor: Argument? { actorIndex.map { arguments[$0] } }

    /// `rule (p = process_0, g = 2)`.
    package var text: String { name + TraceDocument.text(of: arguments) }
  }

  package struct Step: Hashable, Sendable {
    package var action: Action
    package var source: SourceSpan?
    package var anchor: KernelAnchor?
    /// What the process asks of the kernel: `mmap 0 2`.
    package var operation: String?
    /// The contents of all variables after the step; nil if the firing fails.
    package var contents: [Content]?

    package init(
      action: Action, source: SourceSpan?, anchor: KernelAnchor?, operation: String? = nil,
      contents: [Content]?
    ) {
      self.action = action
      self.source = source
      self.anchor = anchor
      self.operation = operation
      self.contents = contents
    }
  }

  /// A run-time error or a failed assertion.
  package struct Fault: Hashable, Sendable {
    package var kind: Failure.Kind
    package var message: String
    package var source: SourceSpan?

    package init(kind: Failure.Kind, message: String, source: SourceSpan?) {
      self.kind = kind
      self.message = message
      self.source = source
    }
  }

  /// `Trace.Ending` with names in place of indices.
  package enum Ending: Hashable, Sendable {
    case violates([Argument])
    case fails(Fault, property: String?)
    case guardFails(Fault, Action)
    case deadlock
    case reaches([Argument])
    case starves(from: Int, loopsTo: Int?, [Argument])
    case explains
  }

  /// True if it shows how a cover is reached, or how a log came about.
  var isWitness: Bool {
    switch ending {
    case .reaches, .explains: true
    case .violates, .fails, .guardFails, .deadlock, .starves: false
    }
  }

  /// The indices of the variables that some step changes.
  var changingVariables: Set<Int> {
    guard let first = steps.first?.contents else { return [] }
    return Set(
      first.indices.filter { index in
        steps.contains { step in step.contents.map { $0[index] != first[index] } ?? false }
      })
  }

  /// The number of rule firings after the start state.
  package var length: Int { max(steps.count - 1, 0) }

  /// ` (p = process_0, g = 2)`, or nothing.
  package static func text(of arguments: [Argument]) -> String {
    arguments.isEmpty
      ? "" : " (" + arguments.map { "\($0.name) = \($0.content.text)" }.joined(separator: ", ") + ")"
  }
}
