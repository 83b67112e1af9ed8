import Checking
import Encoding

/// Where the questions that certificates come to are written, for whoever wants to ask a solver of his own.
struct ScriptFolder: Sendable {
  let path: String

  /// A folder for each check that has certificates; a file that is there already is replaced.
  func write(
    _ scripts: [String: CertificateScripts.Script], of check: String
  ) throws(EngineFailure) {
    guard !scripts.isEmpty else { return }
    do {
      try FileWriting.makeFolder("\(path)/\(check)", as: "folder of scripts")
      for (name, script) in scripts.sorted(by: { $0.key < $1.key }) {
        try FileWriting.write(script.text, to: "\(path)/\(check)/\(name)", as: "script")
      }
    } catch {
      throw EngineFailure(.inputOutput, error.message)
    }
  }
}
