import ArgumentParser
import Checking
import Debugger
import Foundation
import Messages
import OrderedJSON

/// `p2pcheck dap`: what an editor starts to debug a model.
struct DebugAdapterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dap",
    abstract: "Serve a debugger: the steps of a trace, or of a model by hand, forward and back.",
    discussion: """
      A server of the Debug Adapter Protocol on standard input and output. docs/editors.md says how editors start it, and \
      what `launch` takes.

      Exit codes: 0 the client took leave, 1 it went without that, 74 what it said could not be read.
      """)

  /// Editors add it to whatever they start.
  @Flag(help: "Standard input and output are used anyway.")
  var stdio = false

  func run() async throws {
    try await CommandFailure.report { try await onDeepStack { try Self.serve() } }
  }

  /// Until the client is gone.
  private static func serve() throws -> ExitCode {
    var reader = MessageReader()
    var server = DebugServer(loader: FileDebuggeeLoader())
    while server.ending == nil {
      let bytes = FileHandle.standardInput.availableData
      if bytes.isEmpty { return .violated }
      reader.add(bytes)
      var requests: [Result<JSON, JSONError>] = []
      do {
        while let request = try reader.next() { requests.append(request) }
      } catch {
        try MessageOutput.write(server.answer(requests) + server.leave(because: error.message), to: "client")
        throw FileFailure("cannot read what the client says: \(error.message)")
      }
      try MessageOutput.write(server.answer(requests), to: "client")
    }
    return .success
  }
}
