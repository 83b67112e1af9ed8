import Reporting
import Synchronization
import Wording

/// The names of trace files, `<model or check>.<property>.itf.json`, and of their pages: none is given twice in a run.
final class TraceFiles: Sendable {
  private let taken = Mutex<Set<String>>([])

  func name(entry: String, claim: String, suffix: String) -> String {
    let model = entry.split(separator: "/").last.map(String.init) ?? entry
    let stem = "\(Slug.text(model.hasSuffix(".m") ? String(model.dropLast(2)) : model)).\(Slug.text(claim))"
    return taken.withLock { taken in
      var name = stem + suffix
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(stem)-\(number)\(suffix)"
        number += 1
      }
      return name
    }
  }
}
