import Reporting
import Wording

/// The names of trace files: `<model or check>.<property>.itf.json`.
enum TraceFiles {
  static func path(in folder: String, entry: String, claim: String, taken: Set<String>) -> String {
    let model = entry.split(separator: "/").last.map(String.init) ?? entry
    let stem =
      "\(folder)/\(Slug.text(model.hasSuffix(".m") ? String(model.dropLast(2)) : model)).\(Slug.text(claim))"
    var path = "\(stem).itf.json"
    var number = 2
    while taken.contains(path) {
      path = "\(stem)-\(number).itf.json"
      number += 1
    }
    return path
  }
}
