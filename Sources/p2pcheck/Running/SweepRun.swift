import Checking
import Diagnostics
import Reporting

/// Runs the combinations of a sweep, several at a time.
struct SweepRun {
  let run: JobRun
  let interruption: Interruption

  /// The combinations in order; those that an interruption left out are missing.
  func sweep(of job: Job, progress: (String) -> Void) async throws(UsageFailure) -> Sweep {
    let start = ContinuousClock.now
    let jobs = job.combinations
    let entries = try await entries(of: jobs, parallel: job.budget.jobs) { done in
      progress("\(done) of \(jobs.count) combinations")
    }
    let combinations = jobs.indices.compactMap { index in
      entries[index].map {
        Sweep.Combination(values: jobs[index].combination.map(\.value), entry: $0)
      }
    }
    return Sweep(
      constants: job.swept, combinations: combinations, elapsed: ContinuousClock.now - start)
  }

  private typealias Outcome = Result<(index: Int, entry: ReportEntry), UsageFailure>

  private func entries(
    of jobs: [Job], parallel: Int, progress: (Int) -> Void
  ) async throws(UsageFailure) -> [Int: ReportEntry] {
    let all: Result<[Int: ReportEntry], UsageFailure> = await withTaskGroup(of: Outcome.self) { group in
      var entries: [Int: ReportEntry] = [:]
      var next = 0
      func start() {
        guard !interruption.isRequested, next < jobs.count else { return }
        let (index, job) = (next, jobs[next])
        next += 1
        group.addTask { await outcome(of: job, index) }
      }
      for _ in 0..<max(1, parallel) { start() }
      while let outcome = await group.next() {
        switch outcome {
        case .failure(let failure): return .failure(failure)
        case .success(let (index, entry)): entries[index] = entry
        }
        progress(entries.count)
        start()
      }
      return .success(entries)
    }
    return try all.get()
  }

  private func outcome(of job: Job, _ index: Int) async -> Outcome {
    do throws(UsageFailure) {
      let outcome = try await run.outcome(of: job, observer: Cancellation(interruption))
      return .success((index, ReportEntry(model: job.model, check: job.check?.identity, outcome: outcome)))
    } catch {
      return .failure(error)
    }
  }
}
