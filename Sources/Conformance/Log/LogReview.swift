import Diagnostics
import ModelIR
import OrderedJSON

/// What a log says that the model has no words for: mistakes, since no behaviour of any such model has it.
struct LogReview {
  private static let mostMistakes = 100
  private let log: Log
  private let source: SourceFile
  private var preparation: EntryPreparation
  private var diagnostics: [Diagnostic] = []
  private let observable: [String]
  /// The numbers of names that stand for elements.
  private var needed: Set<Int> = []

  static func diagnostics(
    of log: Log, _ source: SourceFile, for commanded: CommandedSystem
  ) -> [Diagnostic] {
    var review = LogReview(log, source, commanded)
    review.run()
    return review.diagnostics
  }

  private init(_ log: Log, _ source: SourceFile, _ commanded: CommandedSystem) {
    self.log = log
    self.source = source
    preparation = EntryPreparation(commanded)
    observable = Set(commanded.places.map(\.name)).sorted()
  }

  private var system: TransitionSystem { preparation.commanded.original }

  private mutating func run() {
    for entry in log.entries where diagnostics.count < Self.mostMistakes {
      if let call = entry.call { check(call, entry) }
      for observation in entry.observations { check(observation, entry) }
      guard diagnostics.isEmpty else { continue }
      checkNames(entry, preparation.prepare(entry))
    }
  }

  private mutating func check(_ call: String, _ entry: LogEntry) {
    guard let names = preparation.parameters[call] else {
      let calls = preparation.parameters.keys.sorted()
      report(
        .unknownCall, "no rule of the model begins a call `\(call)`", call, entry,
        help: calls.isEmpty
          ? "write `--@ operation \(call)` before the rule that is this call"
          : Suggestion.help(for: call, among: calls))
      return
    }
    guard case .named(let arguments) = entry.arguments else { return }
    for argument in arguments where !names.contains(argument.name) {
      report(
        .unknownCall, "`\(call)` has no parameter `\(argument.name)`", argument.name, entry,
        help: Suggestion.help(for: argument.name, among: names.sorted()))
    }
  }

  private mutating func check(_ observation: JSON.Member, _ entry: LogEntry) {
    let places = preparation.commanded.places.filter { $0.name == observation.name }
    guard !places.isEmpty else {
      report(
        .unknownObservation, "nothing in the model is observed as `\(observation.name)`", observation.name,
        entry,
        help: observable.isEmpty
          ? "write `--@ observe \(observation.name)` before the variable or function that is meant"
          : Suggestion.help(for: observation.name, among: observable))
      return
    }
    if !places.contains(where: { fits(observation.value, $0.path[...], $0, entry) }) {
      report(
        .unknownObservation, "the model does not have `\(observation.name)` in this form", observation.name,
        entry,
        help: form(of: places[0]))
    }
  }

  private func form(of place: ObservedPlace) -> String {
    var words = place.path.map { step in
      switch step {
      case .index(let type):
        if case .scalarset = system[type].shape {
          "an object by names, or what is its own from an entry with `actor`, of "
        } else {
          "an array in the order of indices, or an object by indices, of "
        }
      case .field(let name): "an object with `\(name)`, which is "
      }
    }.joined()
    words += "values as the model has them; `null` where nothing was seen"
    return "it is " + words
  }

  private func fits(
    _ json: JSON, _ path: ArraySlice<ObservedPlace.Step>, _ place: ObservedPlace, _ entry: LogEntry
  ) -> Bool {
    var path = path
    if json == .null { return true }
    guard let step = path.popFirst() else { return LogValue(json) != nil }
    let parts = preparation.parts(of: json, step, entry)
    let count: Int? =
      if case .index = step {
        json.members?.count ?? json.elements.map { $0.count == parts.count ? parts.count : 1 }
      } else { nil }
    guard !parts.isEmpty || count == 0, count == nil || count == parts.count else { return false }
    return parts.allSatisfy { fits($0.part, path, place, entry) }
  }

  /// Counts the names that must be elements: whatever step of the model the entry is, the name is bound by it.
  private mutating func checkNames(_ entry: LogEntry, _ prepared: PreparedEntry) {
    let steps = prepared.begins.map { Self.names(in: [$0.actor, $0.result] + $0.arguments) }
    var names = steps.dropFirst().reduce(steps.first ?? []) { $0.intersection($1) }
    for sight in prepared.sights { names.formUnion(Self.names(in: sight.indices + [sight.seen])) }
    for name in names.subtracting(needed).sorted() {
      needed.insert(name)
      let type = preparation.names.entries[name].type
      let count = needed.count { preparation.names.entries[$0].type == type }
      guard let domain = system.domain(of: type), count > domain.count else { continue }
      let text = preparation.names.entries[name].name
      report(
        .tooManyNames,
        "`\(text)` is name \(count) of a `\(system[type].name ?? "scalarset")`, of which the model has \(domain.count)",
        text, entry, help: "make the model larger with `--set`, or use names again")
      return
    }
  }

  private static func names(in given: [Given?]) -> Set<Int> {
    Set(given.compactMap { if case .name(let name, _)? = $0 { name } else { nil } })
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ name: String, _ entry: LogEntry, help: String?
  ) {
    diagnostics.append(
      Diagnostic(.error, code, message, at: LogPlace.range(of: name, in: entry, source), help: help))
  }
}
