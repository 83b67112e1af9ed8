import OrderedJSON
import Reporting

/// The folder of `mutate --html`: the page of a run of mutants, and the same for programs, by which a later run knows it.
struct MutantFolder: Sendable {
  private let folder: RecordedFolder<Void>

  /// Makes the folder; refuses one in which something else is at home, or another run is under way.
  init(_ path: String) throws(FileFailure) {
    folder = try RecordedFolder(
      path,
      .init(
        role: "folder of mutants", record: "mutants.json", mostBytes: 256 << 20,
        foreignPage: "that of a run of mutants", foreignRecord: "p2pcheck's",
        read: { $0["schema"]?.string == "p2pcheck-mutants" ? () : nil }))
  }

  /// Writes the page and the report.
  func write(_ page: MutantPage, _ report: JSON) throws(FileFailure) {
    try folder.write(
      page: page.text(moment: RecordedFolder<Void>.moment), record: report, as: "report of the mutants")
  }
}
