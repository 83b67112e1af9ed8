import Diagnostics
import ExplicitState
import Foundation
import ModelIR
import Murphi
import TestSupport
import Testing

@Suite("compiled and interpreted successors agree")
struct SuccessorAgreementTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
    path: "Agreement")

  static let models: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".m") }.sorted()
  }()

  @Test("state by state, findings included", arguments: models, [CompilerEffort.least, .much])
  func agree(model: String, effort: CompilerEffort) async throws {
    let text = try String(contentsOf: Self.folder.appending(path: model), encoding: .utf8)
    let loaded = MurphiFrontEnd.load(
      main: SourceFile(name: model, text: text), settings: [],
      include: { _, _ in .failure(.init(message: "none")) })
    let analysed = MurphiFrontEnd.analyse(loaded.value)
    let errors = (loaded.diagnostics + analysed.diagnostics).filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors.map(\.message))")
    let system = try #require(analysed.value)
    let cache = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-agreement").path
    var options = NativeOptions(cache: cache)
    options.effort = effort
    let pair = try await SuccessorPair(system, symmetry: false, native: options)
    let (difference, states) = SuccessorComparison(pair, of: system).firstDifference(limit: 3000)
    #expect(difference == nil)
    #expect(states > 0)
  }
}
