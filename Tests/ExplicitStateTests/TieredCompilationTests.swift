import Checking
import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

/// A search that does not wait for optimised code.
@Suite struct TieredCompilationTests {
  @Test("the search finds the same whether it goes on with optimised code or not", arguments: [false, true])
  func improvement(improves: Bool) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-tiers-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var options = NativeOptions(cache: folder.path)
    options.patience = improves ? .zero : .seconds(3600)
    let observer = Hold(folder: folder.path, libraries: improves ? 3 : 1)
    let system = SystemBuilder.grid(400, 400).system
    var quick = options
    quick.effort = .little
    _ = try await SuccessorPair(system, symmetry: false, native: quick)
    // The second time with what the first has left in the cache.
    for _ in 0..<2 {
      let task = CheckTask(system: system, claims: [], symmetry: false, budget: Budget(jobs: 2))
      let result = try await ExplicitEngine(native: options).check(task, observer: observer)
      #expect(result.statistics.successor == "compiled")
      #expect(result.statistics.states == 160_000)
      #expect(result.statistics.firings == 2 * 400 * 399)
    }
    #expect(observer.libraries == (improves ? 3 : 1))
  }
}

/// Holds a search up until there are so many libraries, a minute at most.
private final class Hold: CheckObserver {
  private let folder: String
  private let wanted: Int

  init(folder: String, libraries: Int) {
    self.folder = folder
    wanted = libraries
  }

  var libraries: Int { (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0 }

  func progress(_ progress: Checking.Progress) {}

  var isCancelled: Bool {
    let end = ContinuousClock.now + .seconds(60)
    while libraries < wanted, ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.01) }
    return false
  }
}
