import Foundation
import ProofGate

/// The files of one check in `proofs/`, or of none.
struct ProofFolder {
  let path: String
  /// By name; every file that is there.
  private(set) var files: [String: [UInt8]] = [:]
  /// What does not belong there, in a sentence each.
  private(set) var objections: [Objection] = []

  /// An empty one if there is no such folder.
  init(_ path: String) throws(FileFailure) {
    self.path = path
    guard let names = try Self.names(in: path) else { return }
    for name in names {
      switch Self.kind(of: "\(path)/\(name)") {
      case .typeRegular: files[name] = try FileReading.bytes(of: "\(path)/\(name)", as: "proof")
      case .typeSymbolicLink: objections.append(Objection("`\(name)` is a symbolic link"))
      default: objections.append(Objection("`\(name)` is no file"))
      }
    }
    if Self.kind(of: path) == .typeSymbolicLink {
      objections.append(Objection("the folder is a symbolic link"))
    }
  }

  /// In alphabetical order; nil if there is no such folder.
  static func names(in path: String) throws(FileFailure) -> [String]? {
    guard kind(of: path) != nil else { return nil }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw FileFailure("cannot read the folder `\(path)`: \(SystemReason.text(of: error))")
    }
  }

  /// Of a link itself, not of what it points to.
  private static func kind(of path: String) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
  }

  /// The file as text; nil if it is not there.
  func text(_ name: String) -> String? { files[name].map { String(decoding: $0, as: UTF8.self) } }

  /// Replaces all files; the claim comes last, so that what was cut short is noticed.
  mutating func write(_ new: [String: String]) throws(FileFailure) {
    try FileWriting.makeFolder(path, as: "folder of proofs")
    let order = new.keys.sorted {
      ($0 == ProofClaim.fileName ? 1 : 0, $0) < ($1 == ProofClaim.fileName ? 1 : 0, $1)
    }
    for name in order where files[name] != Array(new[name, default: ""].utf8) {
      try FileWriting.write(new[name, default: ""], to: "\(path)/\(name)", as: "proof")
    }
    for name in files.keys.sorted() where new[name] == nil { try Self.remove("\(path)/\(name)") }
    files = new.mapValues { Array($0.utf8) }
  }

  func remove() throws(FileFailure) { try Self.remove(path) }

  private static func remove(_ path: String) throws(FileFailure) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw FileFailure("cannot remove `\(path)`: \(SystemReason.text(of: error))")
    }
  }
}
