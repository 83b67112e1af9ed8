import Diagnostics
import ModelIR

/// What is known of the properties of models, so long as their texts stay what they were.
struct VerdictBoard {
  private struct Entry {
    var sources: SourceMap
    /// Nil while the check is under way.
    var verdicts: [PropertyID: String]?
    var check: Int
  }

  /// By main file: the last check of each.
  private var entries: [String: Entry] = [:]
  private var lastCheck = 0

  /// The check that begins now; what was known is forgotten.
  mutating func begin(_ path: String, _ sources: SourceMap, _ system: TransitionSystem) -> ModelCheck {
    lastCheck += 1
    entries[path] = Entry(sources: sources, verdicts: nil, check: lastCheck)
    return ModelCheck(id: lastCheck, path: path, system: system)
  }

  /// What came of a check; of one that another has followed, nothing is kept.
  mutating func end(_ check: ModelCheck, _ verdicts: [PropertyID: String]) {
    guard entries[check.path]?.check == check.id else { return }
    entries[check.path]?.verdicts = verdicts
  }

  /// What is said above a property of a model.
  func title(of id: PropertyID, _ path: String, _ sources: SourceMap) -> String {
    guard let entry = entries[path], entry.sources == sources else { return "check" }
    guard let verdicts = entry.verdicts else { return "checking ..." }
    return verdicts[id] ?? "not checked"
  }

  func isUnderWay(_ path: String, _ sources: SourceMap) -> Bool {
    entries[path].map { $0.sources == sources && $0.verdicts == nil } ?? false
  }
}
