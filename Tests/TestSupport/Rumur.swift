import Foundation

/// The other model checker, as an oracle: translate, compile, run.
package struct Rumur: Sendable {
  /// What rumur says of a model.
  package enum Answer: Sendable, Equatable {
    /// Not a model in its eyes.
    case rejected(String)
    /// Explored without error.
    case holds(states: UInt64, firings: UInt64)
    /// The first error, the rules in its trace, and the counts if the search went on to the end.
    case fails(Complaint, steps: Int, states: UInt64, firings: UInt64)
    /// No answer that means anything: it crashed, its code did not compile, or it took too long.
    case silent(String)
  }

  /// What kind of error it stopped at.
  package enum Complaint: Sendable, Equatable {
    case property(String)
    case deadlock
    case runTime(String)
    /// Found when everything was explored: a cover that was missed, or liveness.
    case atTheEnd(String)
  }

  package let program: String

  /// The one named by `RUMUR`, or the one in the path; nil if there is none.
  package static let installed: Rumur? = {
    let environment = ProcessInfo.processInfo.environment
    let folders = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/rumur" }
    let candidates = environment["RUMUR"].map { [$0] } ?? folders
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }.map(Rumur.init(program:))
  }()

  /// True for Debian's of 2022, which lacks some newer forms.
  package var isOld: Bool {
    let version =
      (try? Self.run([program, "--version"], in: FileManager.default.temporaryDirectory).output) ?? ""
    return version.contains("2022")
  }

  /// A long search is worth an optimised checker.
  package func ask(_ text: String, deadlock: String, isLong: Bool = false) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-rumur-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try text.write(to: folder.appending(path: "model.m"), atomically: true, encoding: .utf8)

    var command = [
      program, "--symmetry-reduction", "off", "--threads", "1", "--deadlock-detection", deadlock,
    ]
    command += ["--value-type", "int32_t", "--output", "checker.c", "model.m"]
    let translation = try Self.run(command, in: folder)
    guard translation.code == 0 else {
      // An exit code beyond 1 is a crash, not a judgement.
      return translation.code == 1
        ? .rejected(translation.output) : .silent("rumur crashed: \(translation.output)")
    }
    let compilation = try Self.run(
      // Swift's own clang takes a third of gcc's time, which counts for a checker that runs once.
      [
        "clang", isLong ? "-O1" : "-O0", "-w", "-mcx16", "-o", "checker", "checker.c", "-lpthread",
        "-latomic",
      ], in: folder)
    guard compilation.code == 0 else { return .silent("its code does not compile: \(compilation.output)") }
    let run = try Self.run(["timeout", isLong ? "7200" : "600", "./checker"], in: folder)
    return Self.answer(run.output, succeeded: run.code == 0)
  }

  // MARK: - Reading its report

  private static func answer(_ report: String, succeeded: Bool) -> Answer {
    guard let counts = report.matches(of: /(\d+) states, (\d+) rules fired in/).last,
      let states = UInt64(counts.1), let firings = UInt64(counts.2)
    else { return .silent("no closing line: \(report.suffix(300))") }
    if succeeded { return .holds(states: states, firings: firings) }
    let steps = report.matches(of: /(?m)^Rule .* fired\.$/).count
    return .fails(complaint(report), steps: steps, states: states, firings: firings)
  }

  private static func complaint(_ report: String) -> Complaint {
    if let missed = report.firstMatch(of: /cover "(.*)" not hit/) { return .atTheEnd(String(missed.1)) }
    if let broken = report.firstMatch(of: /liveness property "(.*)" violated/) {
      return .atTheEnd(String(broken.1))
    }
    guard let heading = report.range(of: "error trace for the error:") else { return .atTheEnd("") }
    let message =
      report[heading.upperBound...].split(separator: "\n").lazy
      .map { $0.trimmingCharacters(in: .whitespaces) }.first { !$0.isEmpty } ?? ""
    if message == "deadlock" { return .deadlock }
    if let broken = message.wholeMatch(of: /(?:invariant|assertion|property) "?(.*?)"? failed/) {
      return .property(String(broken.1))
    }
    if let broken = message.wholeMatch(of: /Assertion failed: \S+ (.*)/) {
      return .property(String(broken.1))
    }
    return .runTime(message)
  }

  // MARK: - Processes

  private static func run(_ command: [String], in folder: URL) throws -> (output: String, code: Int32) {
    let file = folder.appending(path: "output-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forWritingTo: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = folder
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try handle.close()
    let bytes = FileManager.default.contents(atPath: file.path) ?? Data()
    let code =
      process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return (String(decoding: bytes, as: UTF8.self), code)
  }
}
