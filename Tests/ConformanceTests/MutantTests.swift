import Conformance
import ExplicitState
import Foundation
import ModelIR
import Mutation
import TestSupport
import Testing

/// How well a log tells a wrong model: mutants of the model are held against logs of the right one.
///
/// Counted are mutants that lack something that the model does, as plain enumeration finds: one that only does more explains every
/// log of the model. `P2P_CONFORMANCE_MUTANTS=100` takes so many of each model, and logs of 10,000 calls.
@Suite struct MutantTests {
  private static let most = ProcessInfo.processInfo.environment["P2P_CONFORMANCE_MUTANTS"].flatMap { Int($0) }

  @Test(
    "a log tells nearly every model that lacks a behaviour",
    arguments: most == nil ? ["store"] : ["queue", "store", "pool"])
  func told(name: String) async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/\(name)/model.m")
    let schema = MutantSchema(try Run.system(String(contentsOf: file, encoding: .utf8)))
    let right = schema.system(of: nil)
    let all = schema.mutants { _ in true }
    let step = max(1, all.count / (Self.most ?? 12))
    let log = WalkedLog(
      right, calls: Self.most == nil ? 200 : 10_000, seed: 1, overlaps: false
    ).lines.joined(separator: "\n")
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "p2pcheck-mutants-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let native = Self.most == nil ? nil : NativeOptions(cache: folder.path)
    #expect(try await ConformanceSubject(right, log: log).firstUnexplainedLine(native: native) == nil)
    var (different, told, undecided) = (0, 0, 0)
    for (number, mutant) in all.enumerated() where number % step == 0 {
      let wrong = schema.system(of: mutant)
      guard let lacks = Inclusion.lacks(wrong, of: right, limit: Self.most == nil ? 1_000 : 50_000) else {
        undecided += 1
        continue
      }
      let answer = try await ConformanceSubject(wrong, log: log).answer(native: native)
      let isTold = if case .notExplained = answer.outcome { true } else { false }
      if lacks { different += 1 }
      if isTold { told += 1 }
      #expect(lacks || !isTold, "\(mutant) does all that the model does")
    }
    print("\(name): \(told) of \(different) mutants that lack a behaviour are told, \(undecided) undecided")
    #expect(told * 100 >= different * (Self.most == nil ? 80 : 95))
  }
}
