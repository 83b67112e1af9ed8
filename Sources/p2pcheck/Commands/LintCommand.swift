import ArgumentParser
import Checks
import Diagnostics
import Foundation
import ModelIR
import Reporting
import Wording

/// `p2pcheck lint`: diagnostics and warnings without a check.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Show everything that is wrong or suspicious in models, without checking them.",
    discussion: "Without a model: in those of \(ChecksFile.standardPath).")

  @Argument(help: ArgumentHelp("Murphi models.", valueName: "model"))
  var models: [String] = []

  @Option(
    name: .customLong("set"), help: ArgumentHelp("Set a constant of the model.", valueName: "name=value"))
  var settings: [ConstantSetting] = []

  @Option(
    help: ArgumentHelp(
      "Look for the functions of `--@ kernel` in this source of Linux. Without a model: of those of its version.",
      valueName: "dir"), transform: PathArgument.nonEmpty)
  var kernel: String?

  @Flag(help: "Record the functions that were found as read.")
  var update = false

  @OptionGroup var colour: ColourOption

  func validate() throws {
    if models.isEmpty, !settings.isEmpty { throw ValidationError("'--set' needs a MODEL.") }
    if update, kernel == nil { throw ValidationError("'--update' needs '--kernel'.") }
    if update, !models.isEmpty {
      throw ValidationError(
        "'--update' records the functions of all models; it cannot be combined with a MODEL.")
    }
  }

  func run() async throws {
    try await CommandFailure.report {
      let ink = colour.ink(for: .standardError)
      guard let paths = try paths(ink: ink) else { return .rejected }
      var audit = try makeAudit()
      var errors = 0
      var warnings = 0
      for path in paths {
        let loaded = try ModelLoader.load(path, settings: settings)
        var diagnostics = loaded.diagnostics
        if let system = loaded.system, let found = audit {
          guard isOfVersion(system.kernelVersion, found) else { continue }
          // What is suspicious in a model is no question about the kernel.
          diagnostics = try audit?.diagnostics(for: system, in: loaded.sources) ?? []
        }
        DiagnosticOutput.show(diagnostics, in: loaded.sources, ink: ink)
        errors += diagnostics.count { $0.severity == .error }
        warnings += diagnostics.count { $0.severity == .warning }
      }
      try Console.print(["\(Quantity.count(errors, "error")), \(Quantity.count(warnings, "warning"))"])
      return try conclude(&audit, hasErrors: errors > 0)
    }
  }

  /// The models that were named, or those of the file of checks, each once; nil if that is wrong, which has been shown.
  private func paths(ink: Ink) throws -> [String]? {
    guard models.isEmpty else { return models }
    guard let file = try ChecksFile.load(try ChecksFile.find(), ink: ink) else { return nil }
    var seen: Set<String> = []
    return file.checks.map(\.model).filter { seen.insert($0).inserted }
  }

  private func makeAudit() throws -> AnchorAudit? {
    guard let kernel else { return nil }
    let tree = try KernelTree(folder: kernel)
    return AnchorAudit(
      tree: tree, read: try ReadFunctions(besideChecks: try ChecksFile.find(), series: tree.series))
  }

  /// A model that was named is looked at whatever it says.
  private func isOfVersion(_ version: String?, _ audit: AnchorAudit) -> Bool {
    !models.isEmpty || version == audit.tree.series
  }

  private func conclude(_ audit: inout AnchorAudit?, hasErrors: Bool) throws -> ExitCode {
    if let found = audit {
      let count = Quantity.count(found.functions.count, "function")
      try Console.print([
        "\(count) of Linux \(found.tree.version), \(found.changed.count) not as they were read"
      ])
      if update, !hasErrors { try audit?.update() }
    }
    if hasErrors { return .rejected }
    return audit?.changed.isEmpty == false ? .violated : .success
  }
}
