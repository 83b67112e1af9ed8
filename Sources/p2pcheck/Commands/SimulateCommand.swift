import ArgumentParser
import Checking
import Checks
import Foundation
import ModelIR
import Simulation

/// `p2pcheck simulate`: random walks through models.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Walk through models at random, and show what the walks come upon.",
    discussion: """
      Quick where a model is too large to be explored. A violation becomes a trace like any other, made shorter first; \
      of everything else it is said how much was walked, and which rules and values no walk came to. A simulation never \
      says that a property holds.

      Exit codes: 1 a property is violated, 3 none is.
      """)

  @Argument(help: ArgumentHelp("Murphi models.", valueName: "model"))
  var models: [String]

  @OptionGroup(title: "Walks") var walks: WalkOptions
  @OptionGroup(title: "Limits") var budget: BudgetOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions

  func validate() throws {
    if reports.github, output.format != .text {
      throw ValidationError("'--github' needs '--format text': its annotations follow the text.")
    }
    if output.countOrbits || output.strict {
      throw ValidationError(
        "'--count-orbits' and '--strict' are about all states; a simulation does not know them.")
    }
  }

  func run() async throws {
    let session = Session(budget)
    try await CommandFailure.report {
      let verification = try Verification(
        output: output, reports: reports, hasHeaders: models.count > 1, session: session)
      return try await verification.run(models.map { Job(model: $0, walks: walks, budget: budget) })
    }
  }
}

/// Options that say where and how to walk.
struct WalkOptions: ParsableArguments {
  @Option(
    name: .customLong("walks"), help: ArgumentHelp("How many walks to take at most.", valueName: "n"))
  var count = 1000

  @Option(help: ArgumentHelp("The length of a walk at most, in steps.", valueName: "n"))
  var depth = 1000

  @Option(
    help:
      "Which step a walk takes: uniform (each instance of a rule as likely as any other) or rare (rules that the walk has seldom taken are more likely)."
  )
  var choose = SimulationPlan.Choice.uniform

  @Option(help: ArgumentHelp("Take the same walks as a report with this seed.", valueName: "seed"))
  var seed: UInt64?

  @Option(name: .customLong("property"), help: "Look for violations of this property only; may be repeated.")
  var properties: [String] = []

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Set a constant of the model; may be repeated.", valueName: "name=value"))
  var settings: [ConstantSetting] = []

  @Option(help: "When a state is a deadlock: off, stuttering (the default) or stuck.")
  var deadlock = DeadlockMode.stuttering

  @Flag(help: "End with the first violation.")
  var stopAtFirst = false

  func validate() throws {
    if count < 1 { throw ValidationError("'--walks' must be positive.") }
    if depth < 1 { throw ValidationError("'--depth' must be positive.") }
  }

  var plan: SimulationPlan {
    SimulationPlan(seed: seed ?? AuditPlan.randomSeed, walks: count, depth: depth, choice: choose)
  }
}

extension SimulationPlan.Choice: ExpressibleByArgument {}
