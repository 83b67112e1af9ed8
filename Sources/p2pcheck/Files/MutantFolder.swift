import Foundation
import OrderedJSON
import Reporting

/// The folder of `mutate --html`: the page of a run of mutants, and the same for programs, by which a later run knows it.
struct MutantFolder: Sendable {
  private static let role = "folder of mutants"
  private static let schema = "p2pcheck-mutants"
  /// Of what another run left.
  private static let mostBytes = 256 << 20

  private let path: String
  private let lock: FolderLock

  /// Makes the folder; refuses one in which something else is at home, or another run is under way.
  init(_ path: String) throws(FileFailure) {
    self.path = path
    // Before anything is made.
    try Self.checkOwner(of: path)
    try FileWriting.makeFolder(path, as: Self.role)
    lock = try FolderLock(path, as: Self.role)
    try Self.checkOwner(of: path)
  }

  private static func checkOwner(of path: String) throws(FileFailure) {
    let report = "\(path)/mutants.json"
    guard FileKind(behind: report) != nil else {
      guard FileKind(behind: "\(path)/index.html") == nil else {
        throw FileFailure(
          "cannot write to the \(role) `\(path)`: its index.html is not that of a run of mutants")
      }
      return
    }
    let bytes = try FileReading.plainBytes(of: report, as: "last run", most: mostBytes)
    guard let json = try? JSONParser.parse(bytes), json["schema"]?.string == schema else {
      throw FileFailure("cannot read the last run `\(report)`: it is not p2pcheck's")
    }
  }

  /// Writes the page and the report.
  func write(_ page: MutantPage, _ report: JSON) throws(FileFailure) {
    let moment = Date.now.formatted(.iso8601.dateTimeSeparator(.space))
    try FileWriting.write(
      JSONWriter.text(of: report), to: "\(path)/mutants.json", as: "report of the mutants")
    try FileWriting.write(page.text(moment: moment), to: "\(path)/index.html", as: "page")
  }
}
