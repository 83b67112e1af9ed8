import Foundation
import OrderedJSON
import Reporting
import Traces

/// The folder of `--html`: the page of a run, the pages of its traces, and what the next run compares itself with.
struct PageFolder: Sendable {
  private static let role = "folder of pages"
  /// Of what another run left.
  private static let mostBytes = 64 << 20

  private let path: String
  private let last: RunRecord?
  private let lock: FolderLock

  /// Makes the folder, or reads what an earlier run left there; refuses one in which something else is at home, or another run
  /// is under way.
  init(_ path: String) throws(FileFailure) {
    self.path = path
    // Before anything is made.
    _ = try Self.lastRun(in: path)
    try FileWriting.makeFolder("\(path)/traces", as: Self.role)
    lock = try FolderLock(path, as: Self.role)
    last = try Self.lastRun(in: path)
  }

  private static func lastRun(in path: String) throws(FileFailure) -> RunRecord? {
    let record = "\(path)/run.json"
    if FileKind(behind: record) == nil {
      guard FileKind(behind: "\(path)/index.html") == nil else {
        throw FileFailure("cannot write to the \(role) `\(path)`: its index.html is not p2pcheck's")
      }
      return nil
    }
    let bytes = try FileReading.plainBytes(of: record, as: "last run", most: mostBytes)
    guard let json = try? JSONParser.parse(bytes), let run = RunRecord(json) else {
      throw FileFailure("cannot read the last run `\(record)`: it is not p2pcheck's, or another version's")
    }
    return run
  }

  /// Writes the page of a trace.
  func write(_ page: String, named name: String) throws(FileFailure) {
    try FileWriting.write(page, to: "\(path)/traces/\(name)", as: "page of a trace")
  }

  /// Writes the page; pages of traces that the last run had, and this one has not, go.
  func write(_ findings: Findings, _ details: [GroupDetails]) throws(FileFailure) {
    let moment = Date.now.formatted(.iso8601.dateTimeSeparator(.space))
    let page = ReportPage(findings, details: details, moment: moment, last: last)
    try FileWriting.write(page.text, to: "\(path)/index.html", as: "page")
    try FileWriting.write(
      JSONWriter.text(of: page.record.json), to: "\(path)/run.json", as: "record of the run")
    for name in Set(last?.traces ?? []).subtracting(page.record.traces) where Self.isOurs(name) {
      // It may be gone already.
      try? FileRemoval.removeFile("\(path)/traces/\(name)")
    }
  }

  /// Whether a name that somebody may have written into the record is one of a page.
  private static func isOurs(_ name: String) -> Bool {
    name.hasSuffix(".html")
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
          UInt8(ascii: "-"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}
