import ArgumentParser
import Checking
import Checks
import ExplicitState
import Foundation
import Wording

/// `p2pcheck verify`: checks models, or every check of `Models/checks.yml`.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check models; without a model, every check of Models/checks.yml.",
    discussion: """
      Prints a line per property with its verdict, what was never exercised, and the first counterexample. Options that \
      say something about a model need a MODEL; checks have them in their file.
      """)

  @OptionGroup var selection: JobSelection
  @Option(help: "How an exploration stores states: auto (compact once memory runs short), fast or compact.")
  var storage = StorageChoice.auto
  @Flag(
    help: "Explore, and say of each rule how often it fired, how many states it found and what time it took.")
  var profile = false
  @OptionGroup(title: "Audit") var audit: AuditOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions

  func validate() throws {
    let model = selection.model
    if selection.models.count > 1, model.checkpoint != nil || model.resume != nil {
      throw ValidationError("'--checkpoint' and '--resume' need exactly one MODEL.")
    }
    if selection.models.count > 1, model.disk != nil {
      throw ValidationError("'--disk' needs exactly one MODEL.")
    }
    if profile, model.disk != nil {
      throw ValidationError("'--profile' is of a search in memory; it does not go with '--disk'.")
    }
    if profile,
      model.engine == .prove || model.reduction == .on || model.anySize != nil || model.resume != nil
    {
      throw ValidationError(
        "'--profile' is of a whole exploration; it does not go with '--engine prove', '--reduction on', '--any' or '--resume'."
      )
    }
    if profile, ConstantValues.count(model.settings) != 1 {
      throw ValidationError("'--profile' needs one value for each constant.")
    }
    if reports.github, output.format != .text {
      throw ValidationError("'--github' needs '--format text': its annotations follow the text.")
    }
    if output.countOrbits, model.symmetry == .off {
      throw ValidationError(
        "'--count-orbits' needs '--symmetry on': without it every state is its own orbit.")
    }
  }

  func run() async throws {
    try await CommandFailure.report {
      let cluster = try RankLaunch.current.map { try $0.cluster() }
      if let cluster, cluster.rank > 0 { return await follow(cluster) }
      let session = Session(selection.budget, cluster: cluster)
      let exitCode = try await run(session)
      cluster?.leave(exitCode.rawValue)
      return exitCode
    }
  }

  private func run(_ session: Session) async throws -> ExitCode {
    guard let jobs = try jobs(session, ink: output.colour.ink(for: .standardError)) else { return .rejected }
    let verification = try Verification(
      output: output, reports: reports, hasHeaders: jobs.count > 1, session: session)
    return try await verification.run(jobs)
  }

  /// What a rank other than the first does: it takes part in all jobs, and says nothing.
  private func follow(_ cluster: Cluster) async -> ExitCode {
    let session = Session(selection.budget, cluster: cluster)
    session.interruption.sayAtLast {}
    if let jobs = try? jobs(session, ink: nil) {
      let run = JobRun(session: session, countsOrbits: output.countOrbits, bugFolder: nil, ink: nil)
      for job in jobs where !session.isToEnd && job.swept.isEmpty { _ = try? await run.outcome(of: job) }
    }
    // With what was abandoned nothing is decided.
    cluster.leave((session.isToEnd ? ExitCode.interrupted : .inconclusive).rawValue)
    return .success
  }

  /// Nil if the file of checks has mistakes, which have been shown; if one rank has no jobs, none has.
  private func jobs(_ session: Session, ink: Ink?) throws -> [Job]? {
    let selected = Result { try selection.jobs(ink: ink ?? Ink(isColoured: false)) }
    if let cluster = session.cluster {
      let failure: EngineFailure? =
        switch selected {
        case .success(nil): EngineFailure(.inputOutput, "the file of checks has mistakes")
        case .success: nil
        case .failure(let error):
          EngineFailure(
            .inputOutput, (error as? FileFailure)?.message ?? "its checks cannot be read: \(error)")
        }
      do {
        try cluster.checkIn(failure)
      } catch  where failure == nil {
        throw error
      } catch {}
    }
    guard var jobs = try selected.get() else { return nil }
    for index in jobs.indices {
      jobs[index].audit = audit.plan
      jobs[index].storage = storage.storage
      jobs[index].profiles = profile
    }
    return jobs
  }
}
