import Digests
import Foundation
import KernelSource
import ModelIR

/// A folder with the source of a version of Linux.
struct KernelTree {
  let folder: String
  /// `7.3.4`, as the Makefile has it.
  let version: String
  private var files: [String: SourceFunctions?] = [:]

  init(folder: String) throws(FileFailure) {
    self.folder = folder
    let makefile = String(
      decoding: try FileReading.bytes(of: "\(folder)/Makefile", as: "Makefile of Linux"), as: UTF8.self)
    let lines = makefile.split(separator: "\n").map { $0.split(separator: " ") }
    let numbers = ["VERSION", "PATCHLEVEL", "SUBLEVEL"].compactMap { name -> Substring? in
      lines.first { $0.count == 3 && $0[0] == name && $0[1] == "=" }?[2]
    }
    guard numbers.count == 3 else {
      throw FileFailure("`\(folder)/Makefile` does not say which version of Linux it is of")
    }
    version = numbers.joined(separator: ".")
  }

  /// `7.3`: what a model names.
  var series: String { version.split(separator: ".").prefix(2).joined(separator: ".") }

  /// Of the function's text; nil if the file does not define it, or is not there.
  mutating func digest(of anchor: KernelAnchor) throws(FileFailure) -> SHA256Digest? {
    let path = "\(folder)/\(anchor.file)"
    guard let known = files[anchor.file] else {
      let isThere = FileManager.default.fileExists(atPath: path)
      let functions: SourceFunctions? =
        isThere ? SourceFunctions(text: try FileReading.bytes(of: path, as: "source of Linux")) : nil
      files[anchor.file] = .some(functions)
      return functions?[anchor.function]
    }
    return known?[anchor.function]
  }
}
