import ArgumentParser
import Checks
import Encoding
import Foundation
import ProofGate
import Z3

/// `p2pcheck gate`: whether the proofs in `proofs/` still prove what the checks say.
struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Check the proofs in proofs/ again, from today's models.",
    discussion: """
      Runs are replayed, the scripts of certificates are made anew and solved by a fresh solver, explorations are counted \
      again. Every check of Models/checks.yml must have proofs, and every proof a check.

      Exit codes: 0 all stands, 1 something does not, 2 a model is wrong, 3 inconclusive.
      """)

  @Option(
    name: .customLong("check"), help: ArgumentHelp("Take only this check; may be repeated.", valueName: "id"))
  var checks: [String] = []

  @Option(
    help: ArgumentHelp("The folder of proofs (default: proofs, beside Models).", valueName: "dir"),
    transform: PathArgument.nonEmpty)
  var proofs: String?

  @Flag(help: "Make new proofs for what does not stand, and say what changed.")
  var update = false

  @Flag(help: "With --update: write also what is weaker than before, and remove what has no check.")
  var acceptWeaker = false

  @Option(
    help: ArgumentHelp(
      "Explore again only this percentage of the checks, chosen at random.", valueName: "percent"))
  var sample: Int?

  @Option(
    help: ArgumentHelp(
      "Ask this SMT solver as well, a command that takes the name of a script; may be repeated.",
      valueName: "command"))
  var solver: [String] = []

  @Option(
    help: ArgumentHelp(
      "Write the questions of all certificates there as SMT-LIB scripts: each must be unsatisfiable.",
      valueName: "dir"), transform: PathArgument.nonEmpty)
  var scripts: String?

  @Option(
    help: """
      Answer for what is unchanged since it stood, and load compiled models of earlier runs: auto (unless CI is set in \
      the environment), on or off.
      """)
  var cache = CacheChoice.auto

  @OptionGroup(title: "Limits") var budget: BudgetOptions

  @OptionGroup var progress: ProgressOption

  @Flag(name: .shortAndLong, help: "Show only what does not stand, and the closing line.")
  var quiet = false

  @OptionGroup var colour: ColourOption
  @OptionGroup(title: "Reports") var reports: ReportOptions

  func validate() throws {
    if let sample, !(1...100 ~= sample) { throw ValidationError("'--sample' must lie between 1 and 100.") }
    if acceptWeaker, !update { throw ValidationError("'--accept-weaker' needs '--update'.") }
    if update, sample != nil { throw ValidationError("'--sample' cannot be combined with '--update'.") }
  }

  func run() async throws {
    let session = Session(budget, keepsLibraries: cache.isOn)
    try await CommandFailure.report {
      let ink = colour.ink(for: .standardError)
      let path = try ChecksFile.find()
      guard let file = try ChecksFile.load(path, ink: ink) else { return .rejected }
      let jobs = try file.checks(named: checks).map { Job($0, budget: budget) }
      let solvers: [any ScriptSolver] = [Z3ScriptSolver()] + solver.map(CommandSolver.init)
      let check = GateCheck(
        solvers: solvers, engines: session.engines, ink: ink,
        scripts: scripts.map(ScriptFolder.init),
        // What is remembered has no scripts.
        cache: cache.isOn && scripts == nil
          ? GateCache(folder: EngineRegistry.cacheFolder.map { $0 + "/gate" }, solvers: solvers) : nil)
      let gate = GateRun(
        folder: proofs ?? String(path.dropLast(ChecksFile.standardPath.count)) + "proofs",
        session: session, check: check,
        update: update ? GateUpdate(engines: session.engines, ink: ink) : nil,
        acceptsWeaker: acceptWeaker, sample: sample, isQuiet: quiet,
        line: ProgressLine(progress.form(isQuiet: quiet)),
        ink: colour.ink(for: .standardOutput), reports: reports, pages: try reports.pageFolder())
      return try await gate.run(jobs, isAll: checks.isEmpty)
    }
  }
}
