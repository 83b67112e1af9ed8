import Diagnostics
import Foundation
import Murphi
import TestSupport
import Testing

/// What is said of wrong and suspicious models, word for word: `Golden/*.m` with the expected text beside each.
///
/// With `RECORD_SNAPSHOTS=1` the texts are rewritten; the test fails all the same, so that a recording is never green.
@Suite struct GoldenDiagnosticsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  private static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".m") }.sorted()

  @Test("a model's diagnostics read as recorded", arguments: names)
  func diagnostics(name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let compilation = MurphiFrontEnd.compile(main: SourceFile(name: name, text: text), include: Self.include)
    let renderer = SnippetRenderer(sourceMap: compilation.program.sourceMap, colour: false)
    let actual = compilation.diagnostics.map(renderer.render).joined(separator: "\n")
    let file = Self.folder.appending(path: name.replacing(".m", with: ".txt"))
    #expect(try actual == Snapshot.text(at: file, recording: actual))
  }

  private static func include(_ path: String, from file: SourceFile) -> Result<SourceFile, IncludeFailure> {
    guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8) else {
      return .failure(IncludeFailure(message: "no such file"))
    }
    return .success(SourceFile(name: path, text: text))
  }
}
