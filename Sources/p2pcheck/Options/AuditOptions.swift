import ArgumentParser
import Checking

/// Options that say what of a search the reference interpreter repeats.
struct AuditOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many visited states the interpreter expands again after a search with compiled code: off, sample (the default) or full.",
      valueName: "extent"))
  var audit = AuditPlan.Extent.sample

  @Option(help: ArgumentHelp("Choose the same states as a report with this seed.", valueName: "seed"))
  var auditSeed: UInt64?

  var plan: AuditPlan { AuditPlan(audit, seed: auditSeed ?? AuditPlan.randomSeed) }
}

extension AuditPlan.Extent: ExpressibleByArgument {}

extension AuditPlan {
  /// Few digits, for people to repeat it.
  static var randomSeed: UInt64 { .random(in: 1..<1_000_000) }
}
