import Foundation
import ProofGate

/// The files of one check in `proofs/`, or of none.
///
/// Nothing outside is read or written on account of what lies in it: links are not followed, and what is no file of a
/// proof is left alone.
struct ProofFolder {
  let path: String
  /// The check that it belongs to, by its name.
  private let check: String
  /// By name; every file that p2pcheck could have written.
  private(set) var files: [String: [UInt8]] = [:]
  /// What does not belong there or cannot be read, in a sentence each.
  private(set) var objections: [Objection] = []
  /// Why nothing can be written there; nil if it can.
  private(set) var obstacle: Objection?

  /// More files, or larger ones, are no proof of anything that somebody could have checked.
  private static let (mostFiles, largestFile) = (10_000, 64 << 20)

  /// An empty one if there is no such folder.
  init(_ check: String, in parent: String) {
    self.check = check
    path = "\(parent)/\(check)"
    for folder in [parent, path] {
      switch FileKind(of: folder) {
      case .folder: continue
      case nil: return
      case let kind?:
        obstacle = Objection("`\(folder)` is \(kind.description), not a folder of proofs")
        objections = [obstacle].compactMap(\.self)
        return
      }
    }
    do throws(FileFailure) {
      try read()
    } catch {
      objections.append(Objection(error.message))
    }
  }

  private mutating func read() throws(FileFailure) {
    let names = try Self.names(in: path) ?? []
    guard names.count <= Self.mostFiles else {
      objections.append(Objection("there are more than \(Self.mostFiles) files"))
      return
    }
    for name in names {
      guard let kind = FileKind(of: "\(path)/\(name)") else { continue }
      guard kind == .file else {
        objections.append(Objection("`\(name)` is \(kind.description), not a file"))
        continue
      }
      guard ProofFile(named: name) != nil else {
        objections.append(Objection("the file `\(name)` belongs to no claim"))
        continue
      }
      do throws(FileFailure) {
        files[name] = try FileReading.plainBytes(of: "\(path)/\(name)", as: "proof", most: Self.largestFile)
      } catch {
        objections.append(Objection(error.message))
      }
    }
  }

  /// In alphabetical order; nil if there is no such folder.
  static func names(in path: String) throws(FileFailure) -> [String]? {
    guard FileKind(of: path) != nil else { return nil }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw FileFailure("cannot read the folder `\(path)`: \(SystemReason.text(of: error))")
    }
  }

  /// Replaces all files that p2pcheck wrote; the claim comes last, so that what was cut short is noticed.
  mutating func write(_ new: [String: String]) throws(FileFailure) {
    if let obstacle { throw FileFailure(obstacle.message) }
    try FileWriting.makeFolder(path, as: "folder of proofs")
    let order = new.keys.sorted {
      ($0 == ProofClaim.fileName ? 1 : 0, $0) < ($1 == ProofClaim.fileName ? 1 : 0, $1)
    }
    for name in order where files[name] != Array(new[name, default: ""].utf8) {
      if let kind = FileKind(of: "\(path)/\(name)"), kind != .file {
        throw FileFailure("cannot write the proof `\(path)/\(name)`: it is \(kind.description)")
      }
      try FileWriting.write(new[name, default: ""], to: "\(path)/\(name)", as: "proof")
    }
    _ = try remove { new[$0] == nil }
  }

  /// Removes the files that p2pcheck wrote, and the folder if nothing else is in it; returns what is left.
  func remove() throws(FileFailure) -> [Objection] {
    // Of a folder that was moved or made by somebody else all is left.
    guard let claim = files[ProofClaim.fileName], ProofFile.claim.isOurs(claim, of: check) else {
      return objections + [obstacle ?? Objection("there is no claim of `\(check)` in it")]
    }
    let left = objections + (try remove { _ in true }).map(Self.isLeft)
    if left.isEmpty { try FileRemoval.removeFolder(path) }
    return left
  }

  /// What `write` would leave there although it belongs to no claim.
  func leftovers(beside new: [String: String]) -> [Objection] {
    objections
      + files.keys.sorted().filter { new[$0] == nil && !isOurs($0) }.map(Self.isLeft)
  }

  private static func isLeft(_ name: String) -> Objection {
    Objection("the file `\(name)` belongs to no claim, and p2pcheck did not write it: it is left there")
  }

  private func isOurs(_ name: String) -> Bool {
    guard let bytes = files[name] else { return false }
    return ProofFile(named: name)?.isOurs(bytes, of: check) == true
  }

  /// Removes what is ours, the claim first: without it the rest proves nothing; returns the others.
  private func remove(where isChosen: (String) -> Bool) throws(FileFailure) -> [String] {
    var others: [String] = []
    let order = files.keys.filter(isChosen).sorted()
    for name in order.filter({ $0 == ProofClaim.fileName }) + order.filter({ $0 != ProofClaim.fileName }) {
      if isOurs(name) { try FileRemoval.removeFile("\(path)/\(name)") } else { others.append(name) }
    }
    return others
  }
}
