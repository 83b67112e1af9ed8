import Reporting
import Traces

/// The folder of `--html`: the page of a run, the pages of its traces, and what the next run compares itself with.
struct PageFolder: Sendable {
  private let folder: RecordedFolder<RunRecord>

  /// Makes the folder, or reads what an earlier run left there; refuses one in which something else is at home, or another run
  /// is under way.
  init(_ path: String) throws(FileFailure) {
    folder = try RecordedFolder(
      path,
      .init(
        role: "folder of pages", record: "run.json", mostBytes: 64 << 20, foreignPage: "p2pcheck's",
        foreignRecord: "p2pcheck's, or another version's", read: { RunRecord($0) }),
      with: "traces")
  }

  /// Writes the page of a trace.
  func write(_ page: String, named name: String) throws(FileFailure) {
    try FileWriting.write(page, to: "\(folder.path)/traces/\(name)", as: "page of a trace")
  }

  /// Writes the page; pages of traces that the last run had, and this one has not, go.
  func write(_ findings: Findings, _ details: [GroupDetails]) throws(FileFailure) {
    let page = ReportPage(
      findings, details: details, moment: RecordedFolder<RunRecord>.moment, last: folder.last)
    try folder.write(page: page.text, record: page.record.json, as: "record of the run")
    for name in Set(folder.last?.traces ?? []).subtracting(page.record.traces) where Self.isOurs(name) {
      // It may be gone already.
      try? FileRemoval.removeFile("\(folder.path)/traces/\(name)")
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
