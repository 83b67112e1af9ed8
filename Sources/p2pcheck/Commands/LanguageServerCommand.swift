import ArgumentParser
import Diagnostics
import Foundation
import LanguageServer
import Messages
import OrderedJSON
import Refinement

/// `p2pcheck lsp`: what an editor starts.
struct LanguageServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: mistakes as one types, and what names are.",
    discussion: """
      A server of the Language Server Protocol on standard input and output. docs/editors.md says how editors start it.

      Exit codes: 0 the editor shut it down, 1 it went without that.
      """)

  /// Editors add it to whatever they start.
  @Flag(help: "Standard input and output are used anyway.")
  var stdio = false

  func run() async throws {
    try await CommandFailure.report {
      var reader = MessageReader()
      let refinements = RefinementReader { design, abstract, target in
        Refinement.read(design, refines: abstract, as: target).diagnostics
      }
      var server = LanguageServer(
        version: P2PCheck.version, files: EditedFiles(), refinements: refinements)
      let (events, continuation) = AsyncStream.makeStream(of: EditorEvent.self)
      EditorEvent.read(into: continuation)
      let checks = EditorChecks()
      loop: for await event in events {
        switch event {
        case .input(let bytes):
          reader.add(bytes)
          try MessageOutput.write(server.answer(try messages(of: &reader)), to: "editor")
          for order in server.takeOrders() { checks.obey(order, continuation) }
        case .progress(let check, let text): try MessageOutput.write(server.report(check, text), to: "editor")
        case .checked(let check, let outcome):
          try MessageOutput.write(server.finish(check, outcome), to: "editor")
        // Whoever started it is gone.
        case .end: break loop
        }
        if server.ending != nil { break }
      }
      checks.end()
      // The protocol wants 1 otherwise.
      return server.ending == .orderly ? .success : .violated
    }
  }

  /// All that is there in full.
  private func messages(of reader: inout MessageReader) throws -> [Result<JSON, JSONError>] {
    var messages: [Result<JSON, JSONError>] = []
    do {
      while let message = try reader.next() { messages.append(message) }
    } catch {
      throw FileFailure("cannot read what the editor says: \(error.message)")
    }
    return messages
  }
}

/// The files beside those that an editor has open.
private struct EditedFiles: FileAccess {
  /// More is no model.
  private static let mostBytes = 1 << 26

  func bytes(of path: String) -> [UInt8]? {
    let file = URL(filePath: path).resolvingSymlinksInPath().path
    return try? FileReading.plainBytes(of: file, as: "model", most: Self.mostBytes)
  }

  func models(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".m") }.sorted().map { "\(folder)/\($0)" }
  }

  func path(_ path: String, includedIn file: String) -> String {
    ModelLoader.path(path, includedIn: file)
  }
}
