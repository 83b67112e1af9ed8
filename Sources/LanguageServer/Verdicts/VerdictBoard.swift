import Diagnostics
import ModelIR

/// What is known of models, so long as their texts stay what they were.
struct VerdictBoard {
  private struct Entry {
    var sources: SourceMap
    var check: Int
    /// Nil while the check is under way.
    var outcome: CheckOutcome?
  }

  /// By main file: the last check of each.
  private var entries: [String: Entry] = [:]
  private var lastCheck = 0

  /// The check that begins now; what was known is forgotten.
  mutating func begin(_ path: String, _ sources: SourceMap, _ system: TransitionSystem) -> ModelCheck {
    lastCheck += 1
    entries[path] = Entry(sources: sources, check: lastCheck)
    return ModelCheck(id: lastCheck, path: path, system: system)
  }

  /// What came of a check; of one that another has followed, nothing is kept.
  mutating func end(_ check: ModelCheck, _ outcome: CheckOutcome) {
    guard entries[check.path]?.check == check.id else { return }
    entries[check.path]?.outcome = outcome
  }

  /// What is said above a property of a model, or, for nil, above the model.
  func title(of id: PropertyID?, _ path: String, _ sources: SourceMap) -> String {
    guard let entry = entries[path], entry.sources == sources else {
      return id == nil ? "check all" : "check"
    }
    guard let outcome = entry.outcome else { return "checking ..." }
    guard let id else { return outcome.builtIn }
    return outcome.verdicts[id] ?? "not checked"
  }

  func isUnderWay(_ path: String, _ sources: SourceMap) -> Bool {
    entries[path].map { $0.sources == sources && $0.outcome == nil } ?? false
  }
}
