import Foundation
import TestSupport
import Testing

/// A successor function that does what C leaves undefined may say anything, and say something else of another compiler.
@Suite struct GeneratedCodeTests {
  /// GCC under all names, which ends the program where something is undefined.
  ///
  /// Whether bits are shifted out the code looks itself, by shifting.
  private static let compiler =
    "exec /usr/bin/gcc \"$@\" -fsanitize=undefined -fno-sanitize=alignment,shift-base -fsanitize-undefined-trap-on-error"

  /// Who has numbers at the ends of 64 bits; in a long run everybody.
  private static let models: [(name: String, text: String)] =
    CorpusModel.all.filter { model in
      model.outcome != .rejected && (Amount.isLong || model.path.hasSuffix("_at_limits.m"))
    }.map { ($0.description, $0.text) }
    + (UInt64(1)...(Amount.isLong ? 60 : 6)).map { seed in
      let model = RandomSource.limits.model(seed)
      return (model.name, model.text)
    }

  @Test("does nothing that C leaves undefined", arguments: models.indices)
  func defined(index: Int) throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/gcc") else { return }
    let (name, text) = Self.models[index]
    let scratch = try Scratch(copying: [])
    defer { scratch.remove() }
    // What Clang is told GCC does not know.
    let tools = try scratch.tools([
      "clang": "exit 1", "tcc": "exit 1", "cc": Self.compiler, "gcc": Self.compiler,
    ])
    try Data(text.utf8).write(to: scratch.folder.appending(path: "model.m"))
    // With a checkpoint the search waits for the compiler.
    let running = try RunningCommand(
      [
        "verify", "model.m", "--engine", "explore", "--deadlock", "off", "--audit", "off", "--checkpoint",
        "saved",
        "--timeout", "20s", "--format", "json",
      ], in: scratch.folder, path: tools)
    let code = try #require(running.exitCode())
    #expect((0...3).contains(code), "\(name): \(running.text)")
    #expect(running.text.contains("\"successor\" : \"compiled\""), "\(name): \(running.text)")
  }
}
