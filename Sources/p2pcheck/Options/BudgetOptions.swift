import ArgumentParser
import Checking
import Checks
import Foundation

/// Options that say how much a check may spend; they win over those of a check.
struct BudgetOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The number of threads (default: all cores).", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "The memory for states, such as 500M or 2G (default: 80 % of what is free).", valueName: "size"))
  var memory: MemorySize?

  @Option(help: ArgumentHelp("The time for each check, such as 30s, 5m or 1h.", valueName: "duration"))
  var timeout: TimeSpan?

  @Flag(help: "Interpret the model instead of compiling it with the C compiler.")
  var noNative = false

  func validate() throws {
    if let jobs, jobs < 1 || jobs > 1024 { throw ValidationError("'--jobs' must lie between 1 and 1024.") }
  }

  /// What these options, then a check's, then the machine allow.
  func budget(check: Check?, maximumDepth: Int?) -> Budget {
    let processors = ProcessInfo.processInfo
    return Budget(
      jobs: jobs ?? check?.jobs
        ?? RankLaunch.jobs(processors.activeProcessorCount, of: processors.processorCount, launch: .current),
      memory: memory?.bytes ?? check?.memory?.bytes
        ?? MemoryLimit.standard.map { $0 / (RankLaunch.current?.localCount ?? 1) },
      timeout: timeout?.duration ?? check?.timeout?.duration,
      maximumDepth: maximumDepth ?? check?.maximumDepth)
  }
}
