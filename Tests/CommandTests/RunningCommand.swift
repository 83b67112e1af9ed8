import Foundation

/// A command under way, to be told to end.
final class RunningCommand {
  private let process = Process()
  private let output: URL
  private let folder: URL

  /// Starts the executable itself, without a shell that would take signals for it.
  init(_ arguments: [String], in folder: URL, path: String = "", terminal: Bool = false) throws {
    self.folder = folder
    output = folder.appending(path: "\(UUID().uuidString).out")
    try Data().write(to: output)
    let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    process.executableURL = products.appending(path: "p2pcheck")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    if !path.isEmpty { environment["PATH"] = "\(path):\(environment["PATH"] ?? "/usr/bin:/bin")" }
    environment["XDG_CACHE_HOME"] = folder.appending(path: "cache").path
    environment["TMPDIR"] = folder.appending(path: "temporary").path
    environment["CI"] = nil
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = handle
    try FileManager.default.createDirectory(
      at: folder.appending(path: "temporary"), withIntermediateDirectories: true)
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// What it printed so far.
  var text: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

  /// Waits until it ends, or ends it with force after a minute; nil then.
  func exitCode() -> Int32? {
    let end = ContinuousClock.now + .seconds(60)
    while process.isRunning, ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.01) }
    guard !process.isRunning else {
      signal(SIGKILL)
      return nil
    }
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }

  /// Files and folders that were for a moment only.
  var leftovers: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "temporary").path)) ?? []
  }
}
