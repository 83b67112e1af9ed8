import Checking
import Checks
import Diagnostics
import ModelIR
import Reporting

/// Runs the combinations of a sweep, several at a time.
struct SweepRun {
  let run: JobRun

  /// The combinations in order; those that an interruption left out are missing.
  func sweep(of job: Job, progress: (String) -> Void) async throws(UsageFailure) -> Sweep {
    let start = ContinuousClock.now
    let jobs = job.combinations
    let work = run.session.work(jobs: job.budget.jobs)
    let entries = try await work.results(of: jobs) { done in
      progress("\(done) of \(jobs.count) combinations")
    } _: { [self] job throws(UsageFailure) in
      let outcome = try await run.outcome(of: job)
      return ReportEntry(model: job.model, check: job.check?.identity, outcome: outcome)
    }
    let combinations = jobs.indices.compactMap { index in
      entries[index].map {
        Sweep.Combination(values: jobs[index].combination.map(\.value), entry: $0)
      }
    }
    return Sweep(
      constants: job.swept, combinations: combinations, elapsed: ContinuousClock.now - start)
  }
}
