import Foundation

/// A folder with a copy of the fixtures, in which commands run.
struct Scratch {
  let folder: URL

  /// All fixtures.
  init() throws {
    try self.init(fixtures: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures"))
  }

  init(fixtures: URL) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-\(UUID().uuidString)")
    // Some fixtures are links to the examples of the docs.
    let copy = try Process.run(
      URL(filePath: "/bin/cp"), arguments: ["-RL", "\(fixtures.path)/.", folder.path])
    copy.waitUntilExit()
    guard copy.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
  }

  /// Copies of these files and folders.
  init(copying originals: [URL]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for original in originals {
      try FileManager.default.copyItem(at: original, to: folder.appending(path: original.lastPathComponent))
    }
  }

  /// A folder for `PATH` in which these programs are scripts.
  func tools(_ scripts: [String: String]) throws -> String {
    let tools = folder.appending(path: "tools")
    try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
    for (name, script) in scripts {
      let file = tools.appending(path: name)
      try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    return tools.path
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// What a shell command prints, both outputs together, with its exit code unless that is 0.
  ///
  /// Times are replaced.
  func run(_ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "{ \(command)\n} 2>&1"]
    process.currentDirectoryURL = folder
    let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(products):\(environment["PATH"] ?? "/usr/bin:/bin")"
    environment["XDG_CACHE_HOME"] = folder.appending(path: "cache").path
    environment["COLUMNS"] = "80"
    // What is printed is what a person sees, also where the tests run without one.
    environment["CI"] = nil
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    var output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    output.replace(folder.path, with: "SCRATCH")
    output.replace(/[0-9]+\.[0-9]+ s\b/, with: "0.00 s")
    if process.terminationStatus != 0 { output += "[exit \(process.terminationStatus)]\n" }
    return output
  }
}
