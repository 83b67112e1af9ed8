import Foundation
import Messages
import OrderedJSON

/// A server under way, with which messages are exchanged.
final class EditorProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var reader = MessageReader()

  init(_ arguments: [String], in folder: URL) throws {
    let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    process.executableURL = products.appending(path: "p2pcheck")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["XDG_CACHE_HOME"] = folder.appending(path: "cache").path
    process.environment = environment
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  func send(_ message: JSON) throws {
    try input.fileHandleForWriting.write(contentsOf: Data(MessageReader.bytes(of: message)))
  }

  /// The next message that is wanted; nil if the server ends without it.
  func next(where isWanted: (JSON) -> Bool) throws -> JSON? {
    while true {
      while let message = try reader.next() {
        let message = try message.get()
        if isWanted(message) { return message }
      }
      let bytes = output.fileHandleForReading.availableData
      if bytes.isEmpty { return nil }
      reader.add(bytes)
    }
  }

  /// Closes its input and waits for its end.
  func exitCode() throws -> Int32 {
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
