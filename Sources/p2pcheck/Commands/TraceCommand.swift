import ArgumentParser
import Checking
import Diagnostics
import Foundation
import OrderedJSON
import Reporting
import Reproducer
import Traces
import Wording

/// `p2pcheck trace`: shows a saved trace and, if its model is at hand, replays it.
struct TraceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show a saved counterexample or witness; replay it if its model is found and unchanged.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// For a terminal.
    case text
    /// The Informal Trace Format, as the file has it.
    case itf
    /// A page for a browser.
    case html
    /// A Mermaid sequence diagram.
    case mermaid
    /// A chain of states for Graphviz.
    case dot
    /// A C program that makes the same system calls.
    case kselftest
    /// The same calls for p2pdrv.
    case calls
    /// The order of the steps, for a driver that holds CPUs.
    case schedule
  }

  @Argument(help: ArgumentHelp("A trace file that 'verify --trace-dir' wrote.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp("The model, if it is not where the trace says.", valueName: "file"),
    transform: PathArgument.nonEmpty)
  var model: String?

  @Option(help: "The form: text, itf, html, mermaid, dot, kselftest, calls or schedule.")
  var format = Format.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
    transform: PathArgument.nonEmpty)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "With --format html: show this trace beside the other, steps that both have in one row.",
      valueName: "file"), transform: PathArgument.nonEmpty)
  var against: String?

  @Flag(help: "Say which steps are necessary, and in two sentences how they lead to the end.")
  var explain = false

  @Flag(
    help: "Step through the trace in the terminal, and explore what else could happen; `h` lists the keys.")
  var interactive = false

  @Option(
    help: ArgumentHelp(
      "Say why a rule is not enabled: the parts of its guard that are false. A name, or one with parameters, 'lock (p = process_0)'.",
      valueName: "rule"))
  var why: String?

  @Option(help: ArgumentHelp("With --why: after this step (default: the last one).", valueName: "step"))
  var at: Int?

  @OptionGroup var colour: ColourOption

  func validate() throws {
    if why != nil, interactive || explain || output != nil || format != .text {
      throw ValidationError(
        "'--why' does not go with '--interactive', '--explain', '--output' or '--format'.")
    }
    if against != nil, format != .html || explain || interactive || why != nil {
      throw ValidationError(
        "'--against' needs '--format html', and does not go with '--explain', '--interactive' or '--why'.")
    }
    if at != nil, why == nil { throw ValidationError("'--at' needs '--why'.") }
    if interactive, output != nil || format != .text || explain {
      throw ValidationError("'--interactive' does not go with '--output', '--format' or '--explain'.")
    }
  }

  func run() async throws {
    try await CommandFailure.report {
      let json = try SavedTrace.json(reading: file)
      if let induction = try SavedInduction(json, from: file) { return try await show(induction) }
      let saved = try SavedTrace(json, from: file)
      let path = model
      let replay = await onDeepStack { SavedReplay.replay(saved, model: path) }
      let document = replay.document
      if let against { return try await compare(replay, with: against) }
      if interactive { return try await browse(replay) }
      if let why { return try await answer(why, replay) }
      let isExplained = explain
      var lines: [String] = []
      switch format {
      case .text:
        let explanation = await onDeepStack { isExplained ? Self.explanation(of: replay) : nil }
        let ink = output == nil ? colour.ink(for: .standardOutput) : Ink(isColoured: false)
        lines = TraceText.lines(of: document, explanation: explanation, ink: ink) + [""] + replay.lines
        if explain, explanation == nil { lines.append("not explained: only a replayed trace can be") }
      case .itf:
        lines = [String(JSONWriter.text(of: ITFWriter.json(of: document)).dropLast())]
      case .html:
        let file = file
        let page = await onDeepStack { Self.page(of: replay, isExplained: isExplained, file: file) }
        lines = [String(page.dropLast())]
        if explain, replay.confirmed == nil { Console.warn("not explained: only a replayed trace can be") }
      case .mermaid:
        lines = MermaidTrace.lines(of: document)
      case .dot:
        lines = DOTTrace.lines(of: document)
      case .schedule:
        lines = ScheduleTrace.lines(of: document)
      case .kselftest, .calls:
        do {
          lines =
            format == .calls
            ? try CallsTrace.lines(of: document) : [String(try KselftestTrace.text(of: document).dropLast())]
        } catch let error as NothingToReproduce {
          throw UsageFailure(error.message)
        }
      }
      if format != .text { for line in replay.lines { Console.warn(line) } }
      try write(lines)
      return replay.isRefuted ? .violated : .success
    }
  }

  private func write(_ lines: [String]) throws {
    if let output {
      try FileWriting.write(lines.map { $0 + "\n" }.joined(), to: output, as: "trace")
    } else {
      try Console.print(lines)
    }
  }

  /// A counterexample to induction, which is no run.
  private func show(_ saved: SavedInduction) async throws -> ExitCode {
    guard format == .text || format == .html, !interactive, !explain, why == nil, against == nil else {
      throw UsageFailure(
        "this is a counterexample to induction, no run: only '--format text' and '--format html' show it")
    }
    let path = model
    let isPage = format == .html
    let ink = output == nil ? colour.ink(for: .standardOutput) : Ink(isColoured: false)
    let result = await onDeepStack {
      Result<[String], any Error> {
        let (counterexample, context, origin) = try saved.counterexample(model: path)
        return isPage
          ? [String(HTMLTrace.text(of: counterexample, in: context, origin: origin).dropLast())]
          : TraceText.lines(of: InductionDocument(counterexample, in: context), ink: ink)
      }
    }
    let remark = "replayed: the model makes this step; whether its first state can be reached is not known"
    do {
      try write(try result.get() + (isPage ? [] : ["", remark]))
    } catch let refuted as SavedInduction.Refuted {
      Console.warn(refuted.message.visible)
      return .violated
    }
    if isPage { Console.warn(remark) }
    return .success
  }

  /// Two traces on one page; the other one's model is sought where its file says.
  private func compare(_ replay: SavedReplay, with path: String) async throws -> ExitCode {
    let saved = try SavedTrace(reading: path)
    let other = await onDeepStack { SavedReplay.replay(saved, model: nil) }
    for (file, replay) in [(file, replay), (path, other)] {
      for line in replay.lines { Console.warn("\(file.visible): \(line)") }
    }
    try write([String(AlignedTraces.text(of: replay.document, against: other.document).dropLast())])
    return replay.isRefuted || other.isRefuted ? .violated : .success
  }

  /// What the model contradicts is not stepped through; what it does instead is.
  private func browse(_ replay: SavedReplay) async throws -> ExitCode {
    if replay.isRefuted || replay.confirmed == nil {
      for line in replay.lines { Console.warn(line) }
    }
    if replay.isRefuted, replay.confirmed == nil { return .violated }
    let exploration = replay.confirmed.map { TraceExploration(of: $0.trace, in: $0.context) }
    let exitCode = try await InteractiveTrace.run(
      TraceBrowser(replay.document, exploration: exploration, ink: colour.ink(for: .standardOutput)))
    return replay.isRefuted && exitCode == .success ? .violated : exitCode
  }

  /// Why a rule is not enabled after a step.
  private func answer(_ rule: String, _ replay: SavedReplay) async throws -> ExitCode {
    guard let confirmed = replay.confirmed else {
      throw FileFailure("`--why` needs the model, unchanged: " + replay.lines.joined(separator: "; "))
    }
    if replay.isRefuted { for line in replay.lines { Console.warn(line) } }
    let steps = confirmed.trace.steps
    let number = at ?? steps.count - 1
    guard steps.indices.contains(number) else {
      throw UsageFailure("the trace has no step \(number); its last one is \(steps.count - 1)")
    }
    guard let state = steps[number].state else {
      throw UsageFailure("step \(number) fails: there is no state after it")
    }
    let context = confirmed.context
    let ink = colour.ink(for: .standardOutput)
    let query: RuleQuery
    do throws(RuleQuery.Failure) {
      query = try RuleQuery(rule, in: context.system)
    } catch {
      throw UsageFailure(error.message)
    }
    try Console.print(await onDeepStack { GuardInquiry(query, in: state, of: context).lines(ink) })
    return replay.isRefuted ? .violated : .success
  }

  /// With what else could happen, if the trace was replayed.
  private static func page(of replay: SavedReplay, isExplained: Bool, file: String) -> String {
    guard let confirmed = replay.confirmed else { return HTMLTrace.text(of: replay.document, sources: nil) }
    let study = TraceStudy(
      of: replay.document, confirmed.trace, in: confirmed.context, isExplained: isExplained)
    return HTMLTrace.text(of: replay.document, study, in: confirmed.context, file: file)
  }

  /// Nil if the trace was not replayed.
  private static func explanation(of replay: SavedReplay) -> TraceExplanation? {
    replay.confirmed.map { confirmed in
      TraceExplanation(
        of: replay.document, confirmed.trace, in: confirmed.context,
        deadlock: replay.document.origin.deadlock)
    }
  }
}
