import Foundation
import OrderedJSON

/// A folder with a page of ours, `index.html`, and a record beside it, by which the next run knows whose folder it is.
struct RecordedFolder<Record: Sendable>: Sendable {
  /// What kind of folder it is, and how its record is told from anything else.
  struct Form: Sendable {
    /// As messages name the folder.
    var role: String
    /// The record's file, and the most bytes of it that are read.
    var record: String
    var mostBytes: Int
    /// What is wrong with a page that has no record, and with a record that cannot be read.
    var foreignPage, foreignRecord: String
    /// Nil for what is no record.
    var read: @Sendable (JSON) -> Record?
  }

  let path: String
  /// What an earlier run left.
  let last: Record?
  private let form: Form
  private let lock: FolderLock

  /// Makes the folder with a folder in it, or reads what an earlier run left there; refuses one in which something else is at home, or
  /// another run is under way.
  init(_ path: String, _ form: Form, with inner: String? = nil) throws(FileFailure) {
    self.path = path
    self.form = form
    // Before anything is made.
    _ = try Self.last(in: path, form)
    try FileWriting.makeFolder(inner.map { "\(path)/\($0)" } ?? path, as: form.role)
    lock = try FolderLock(path, as: form.role)
    last = try Self.last(in: path, form)
  }

  private static func last(in path: String, _ form: Form) throws(FileFailure) -> Record? {
    let record = "\(path)/\(form.record)"
    guard FileKind(behind: record) != nil else {
      guard FileKind(behind: "\(path)/index.html") == nil else {
        throw FileFailure(
          "cannot write to the \(form.role) `\(path)`: its index.html is not \(form.foreignPage)")
      }
      return nil
    }
    let bytes = try FileReading.plainBytes(of: record, as: "last run", most: form.mostBytes)
    guard let json = try? JSONParser.parse(bytes), let last = form.read(json) else {
      throw FileFailure("cannot read the last run `\(record)`: it is not \(form.foreignRecord)")
    }
    return last
  }

  /// Writes the record, then the page: a page without record would be somebody else's.
  func write(page: String, record: JSON, as role: String) throws(FileFailure) {
    try FileWriting.write(JSONWriter.text(of: record), to: "\(path)/\(form.record)", as: role)
    try FileWriting.write(page, to: "\(path)/index.html", as: "page")
  }

  /// When a run ended, for its page.
  static var moment: String { Date.now.formatted(.iso8601.dateTimeSeparator(.space)) }
}
