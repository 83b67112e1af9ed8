import Checking
import ExplicitState
import Foundation
import TestSupport
import Testing

/// What a compiler makes is not believed: it may lose a statement.
@Suite("A compiler that makes something else of a model is found out")
struct FalseCompilerTests {
  private static let model = """
    var x: 0 .. 3; y: 0 .. 1;
    startstate begin x := 0; y := 0; end;
    rule "up" x < 3 ==> begin x := x + 1; end;
    rule "round" x = 3 ==> begin x := 0; end;
    invariant "small" x < 4;
    liveness "low" x = 0;
    cover "top" x = 3 & y = 0;
    """

  /// How the generated C is changed, and what that makes the search say of the model.
  private static let mistakes: [(edit: String, deadlock: DeadlockMode)] = [
    ("s/out->enabled++;//", .stuck),
    ("s/out->moved |= .*$//", .stuttering),
    ("s/int holds = q0(/int holds = !q0(/", .off),
    ("s/int holds = q1(/int holds = 0 \\& q1(/", .off),
  ]

  @Test("false deadlocks, violations and liveness violations are no verdicts", arguments: mistakes.indices)
  func disagreement(index: Int) async throws {
    let mistake = Self.mistakes[index]
    let folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let compiler = folder.appending(path: "falsecc").path
    let script = """
      #!/bin/sh
      for file; do :; done
      sed -i '\(mistake.edit)' "$file"
      exec cc "$@"
      """
    #expect(
      FileManager.default.createFile(
        atPath: compiler, contents: Data(script.utf8), attributes: [.posixPermissions: 0o755]))
    var options = NativeOptions(compilers: [compiler], cache: folder.appending(path: "cache").path)
    options.effort = .little
    var engine = ExplicitEngine(native: options)
    engine.startsInterpreted = false
    let system = try Run.system(Self.model)
    let task = CheckTask(
      system: system, claims: system.claims(deadlock: mistake.deadlock), deadlock: mistake.deadlock)
    let failure = await #expect(throws: EngineFailure.self) {
      _ = try await engine.check(task, observer: Silence())
    }
    #expect(failure?.kind == .disagreement)
  }
}
