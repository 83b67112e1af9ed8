import Diagnostics
import Foundation
import Murphi
import TestSupport
import Testing

/// What is said of wrong and suspicious models: each `Golden/*.m` has it below each line.
///
/// With `RECORD_SNAPSHOTS=1` the marks are rewritten; the test fails all the same, so that a recording is never green.
@Suite struct GoldenDiagnosticsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  private static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".m") }.sorted()

  @Test("of a model is said what its marks say", arguments: names)
  func diagnostics(name: String) throws {
    let file = Self.folder.appending(path: name)
    let model = try MarkedModel(String(contentsOf: file, encoding: .utf8))
    let main = SourceFile(name: name, text: model.text)
    let compilation = MurphiFrontEnd.compile(main: main, include: Self.include)
    let marked = model.marked(compilation.diagnostics, compilation.program.sourceMap)
    #expect(try marked == Snapshot.text(at: file, recording: marked))
  }

  private static func include(_ path: String, from file: SourceFile) -> Result<SourceFile, IncludeFailure> {
    guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8) else {
      return .failure(IncludeFailure(message: "no such file"))
    }
    return .success(SourceFile(name: path, text: MarkedModel(text).text))
  }
}
