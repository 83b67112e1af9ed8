import Foundation
import ModelIR

/// The functions of Linux as they were when the models were last compared with them: a file of digests, one a line.
struct ReadFunctions {
  let path: String
  /// The version that was read; nil if there is no file yet.
  var version: String?
  private var digests: [String: String] = [:]

  /// The file beside the file of checks, one for each series of versions.
  init(besideChecks checks: String, series: String) throws(FileFailure) {
    let folder = checks.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    path = (folder + ["kernel", "linux-\(series).digests"]).joined(separator: "/")
    guard FileManager.default.fileExists(atPath: path) else { return }
    let text = String(decoding: try FileReading.bytes(of: path, as: "file of digests"), as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      switch (words.first, words.count) {
      case ("linux", 2): version = String(words[1])
      case (_, 3): digests["\(words[0]) \(words[1])"] = String(words[2])
      default: throw FileFailure("the file of digests `\(path)` has a line that is none: `\(line)`")
      }
    }
  }

  subscript(_ anchor: KernelAnchor) -> String? {
    get { digests["\(anchor.file) \(anchor.function)"] }
    set { digests["\(anchor.file) \(anchor.function)"] = newValue }
  }

  mutating func removeAll() { digests = [:] }

  func write() throws(FileFailure) {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    try FileWriting.makeFolder(folder, as: "folder of digests")
    var lines = [
      "# The functions that rules follow, with digests of their texts: what `p2pcheck lint --kernel DIR` compares, and",
      "# `--update` writes when the rules have been compared with a new version.", "linux \(version ?? "")",
    ]
    lines += digests.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    try FileWriting.write(lines.joined(separator: "\n") + "\n", to: path, as: "file of digests")
  }
}
