import Diagnostics
import Foundation
import ModelIR

/// What is kept when p2pcheck contradicts itself, so that somebody can find out why.
enum BugReport {
  /// Writes everything needed to repeat the run to one file; returns a clause that says where and what to do.
  static func save(_ message: String, of job: Job, sources: SourceMap, folder: String?) -> String {
    var lines = [
      "p2pcheck \(P2PCheck.version)", message, "", CommandLine.arguments.joined(separator: " "), "",
    ]
    lines += job.settings.map { "set \($0.name) = \($0.value)" }
    for file in sources.files { lines += ["", "==== \(file.name) ====", file.text] }
    let text = lines.joined(separator: "\n")
    let name = "p2pcheck-bug-\(ProcessInfo.processInfo.processIdentifier).txt"
    for place in [folder, ".", NSTemporaryDirectory()].compactMap(\.self) {
      let path = "\(place)/\(name)"
      do {
        try FileWriting.write(text, to: path, as: "report of the bug")
        return "this is a bug of p2pcheck: please report it with the file `\(path)`"
      } catch {
        continue
      }
    }
    return "this is a bug of p2pcheck: please report it with the model and the command line"
  }
}
