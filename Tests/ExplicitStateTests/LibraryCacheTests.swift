import ExplicitState
import Foundation
import TestSupport
import Testing

@Suite struct LibraryCacheTests {
  enum Damage: CaseIterable {
    case emptied, cutToItsHead, cutByOne, changed, extended

    func apply(to library: Data) -> Data {
      switch self {
      case .emptied: Data()
      case .cutToItsHead: library.prefix(100)
      case .cutByOne: library.dropLast()
      case .changed: library.prefix(5000) + [~library[5000]] + library.dropFirst(5001)
      case .extended: library + [0]
      }
    }
  }

  @Test("a damaged library is compiled again", arguments: Damage.allCases)
  func damaged(damage: Damage) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-cache-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let system = SystemBuilder.grid(3, 3).system
    func compile() async throws {
      let pair = try await SuccessorPair(system, symmetry: false, native: NativeOptions(cache: folder.path))
      let (difference, states) = SuccessorComparison(pair, of: system).firstDifference(limit: 100)
      #expect(difference == nil)
      #expect(states == 9)
    }
    try await compile()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let library = folder.appending(path: try #require(names.first))
    let intact = try Data(contentsOf: library)
    // Not in place: the library is loaded.
    try damage.apply(to: intact).write(to: library, options: .atomic)
    try await compile()
    #expect(try Data(contentsOf: library).count == intact.count)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == names)
  }
}
