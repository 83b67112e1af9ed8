package import Foundation

/// A program of somebody else's that a test asks for its opinion, if this machine has it.
package struct ForeignTool: Sendable {
  package let path: String

  /// The first of these programs that is found in `PATH`; a name with a slash is a path.
  package init?(_ names: String...) {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map(String.init) ?? []
    let paths = names.flatMap { name in name.contains("/") ? [name] : folders.map { "\($0)/\(name)" } }
    guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else { return nil }
    self.path = path
  }

  package static let chromium = ForeignTool("chromium", "chromium-browser", "google-chrome")
  package static let node = ForeignTool("node")
  package static let tidy = ForeignTool("tidy")
  package static let biome = ForeignTool("biome")
  package static let graphviz = ForeignTool("dot")
  package static let cc = ForeignTool("cc", "clang")

  package struct Answer: Sendable {
    package var status: Int32
    package var output: String
    package var errors: String
  }

  /// Runs it in a folder, for at most a minute or two.
  package func run(_ arguments: [String], in folder: URL, seconds: Int = 120) throws -> Answer {
    try Self.inScratch { try run(arguments, in: folder, seconds: seconds, outputs: $0) }
  }

  /// What it prints goes to files in a folder of their own: a run that is ended leaves nothing in anybody's.
  private func run(_ arguments: [String], in folder: URL, seconds: Int, outputs place: URL) throws -> Answer {
    let outputs = try ["output", "errors"].map { name in
      let file = place.appending(path: name)
      try Data().write(to: file)
      return file
    }
    let handles = try outputs.map { try FileHandle(forWritingTo: $0) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["timeout", "\(seconds)", path] + arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    try process.run()
    process.waitUntilExit()
    let texts = try zip(handles, outputs).map { handle, file in
      try handle.close()
      return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
    return Answer(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// Calls with a new folder, which is removed afterwards.
  package static func inScratch<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-tool-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// What HTML Tidy says against a page: nothing, if it is right.
  package static func complaints(ofTidyAbout page: String) throws -> String {
    guard let tidy else { throw CocoaError(.fileNoSuchFile) }
    return try inScratch { folder in
      try page.write(to: folder.appending(path: "page.html"), atomically: true, encoding: .utf8)
      let answer = try tidy.run(
        ["-quiet", "-errors", "--drop-empty-elements", "no", "page.html"], in: folder)
      return answer.status == 0 ? "" : "status \(answer.status): \(answer.errors)"
    }
  }
}
