import ArgumentParser
import Foundation
import Reporting

/// Options for reports that other programs read: continuous integration, code scanning, merge requests.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write a report as JUnit XML: a test for each property.", valueName: "file"),
    transform: PathArgument.nonEmpty)
  var junit: String?

  @Option(
    help: ArgumentHelp(
      "Write what is not as it should be as SARIF 2.1.0, traces included.", valueName: "file"),
    transform: PathArgument.nonEmpty)
  var sarif: String?

  @Option(
    help: ArgumentHelp(
      "Write what is not as it should be as a GitLab code quality report.", valueName: "file"),
    transform: PathArgument.nonEmpty)
  var gitlab: String?

  @Option(
    help: ArgumentHelp(
      "Write a page to this folder, with the pages of violations; it says what changed since the run before.",
      valueName: "dir"), transform: PathArgument.nonEmpty)
  var html: String?

  @Flag(help: "Print annotations for GitHub Actions after the text.")
  var github = false

  /// The folder of the page, which is looked at before anything is done; nil if there is to be none.
  func pageFolder() throws(FileFailure) -> PageFolder? {
    if let html { try PageFolder(html) } else { nil }
  }

  /// Writes the files that were asked for, all that can be; `details` are those of the groups of the findings.
  func writeFiles(
    _ findings: Findings, exitCode: ExitCode, pages: PageFolder?, details: [GroupDetails] = []
  ) throws(FileFailure) {
    let findings = findings.relocated(RepositoryPaths().path)
    var failure: FileFailure?
    func write(_ path: String?, _ role: String, _ text: () -> String) {
      guard let path else { return }
      do throws(FileFailure) {
        try FileWriting.write(text(), to: path, as: role)
      } catch {
        failure = failure ?? error
      }
    }
    write(junit, "JUnit report") { JUnitReport.text(of: findings) }
    write(sarif, "SARIF report") { SARIFReport.text(of: findings, exitCode: exitCode.rawValue) }
    write(gitlab, "GitLab report") { GitLabCodeQuality.text(of: findings) }
    do throws(FileFailure) {
      try pages?.write(findings, details)
    } catch {
      failure = failure ?? error
    }
    if let failure { throw failure }
  }

  func printAnnotations(_ findings: Findings) throws(FileFailure) {
    guard github else { return }
    try Console.print(logCommands: GitHubAnnotations.lines(of: findings.relocated(RepositoryPaths().path)))
  }
}
