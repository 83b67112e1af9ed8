import Checking
import Diagnostics
import Foundation
import ModelIR
import TestSupport
import Testing

/// Where rumur is installed: the same verdict, the same number of states and rules fired, the same rejections.
///
/// What Debian's rumur of 2022 cannot be asked (`-- rumur-debian: skip` in the corpus): some mathematical operators,
/// which its lexer does not know. What no rumur can be asked (`-- rumur: skip`), with the reason each: parameters of
/// `ruleset i := a to b` (it crashes), such rulesets with a falling step (it crashes), unions (parsed only), values
/// beyond 32 bits (its value type), endless loops and recursion (it hangs or crashes), effects in guards and models
/// without start state (it accepts them, we do not), comments without end (likewise), forward references (it wants declarations first).
@Suite("Rumur and p2pcheck agree", .enabled(if: Rumur.installed != nil, "rumur is not installed"))
struct RumurTests {
  @Test("on the corpus", arguments: CorpusModel.all)
  func corpus(_ model: CorpusModel) async throws {
    let rumur = try #require(Rumur.installed)
    guard model.suitsRumur, model.suitsDebianRumur || !rumur.isOld else { return }
    try await compare(model.text, name: model.path, deadlock: model.deadlock, with: rumur)
  }

  @Test("on random models", arguments: Amount.rumurModels.hands(4))
  func random(_ seeds: Amount.Hand) async throws {
    let rumur = try #require(Rumur.installed)
    for seed in seeds {
      let model = RandomModel(seed: seed)
      if let folder = ProcessInfo.processInfo.environment["P2P_SAVE"] {
        try model.text.write(toFile: "\(folder)/\(seed).m", atomically: true, encoding: .utf8)
      }
      try await compare(model.text, name: "seed \(seed)", deadlock: model.deadlock, with: rumur)
    }
  }

  @Test("on random models about scalarsets", arguments: Amount.rumurScalarsetModels.hands(2))
  func scalarsets(_ seeds: Amount.Hand) async throws {
    let rumur = try #require(Rumur.installed)
    for seed in seeds {
      let model = RandomSymmetricModel(seed: seed, resultsFit: true)
      try await compare(model.text, name: "scalarset seed \(seed)", deadlock: "stuttering", with: rumur)
    }
  }

  /// Rumur counts a cover statement as hit in a firing that an assumption rules out afterwards, and where a guard or a property
  /// calls the function that it stands in; we do not.
  private func excludable(in system: TransitionSystem) -> (String) -> Bool {
    let hasAssumption = system.properties.contains { $0.kind == .assumption }
    let bodies = system.functions.flatMap(\.body).map(\.range)
    return { name in
      system.properties.contains { property in
        property.name == name && property.kind == .cover && property.condition == nil
          && (hasAssumption || bodies.contains { $0.union(property.range) == $0 })
      }
    }
  }

  private func compare(_ text: String, name: String, deadlock: String, with rumur: Rumur) async throws {
    let (system, diagnostics) = Run.read(text, name: name)
    let answer = try rumur.ask(text, deadlock: deadlock)
    guard let system else {
      guard case .rejected = answer else {
        Issue.record(
          "\(name): rumur accepts it, we do not: \(diagnostics.first { $0.severity == .error }?.message ?? "")"
        )
        return
      }
      return
    }
    let result = try await Run(deadlock: try #require(DeadlockMode(rawValue: deadlock))).check(system)
    let violated = result.findings.filter { $0.verdict.word == "violated" }.map { $0.claim.name(in: system) }
    let undecided = result.findings.filter { !$0.verdict.holds && $0.verdict.word != "violated" }
    let counts = (result.statistics.states, result.statistics.firings)
    switch answer {
    case .rejected(let message): Issue.record("\(name): rumur rejects it, we do not: \(message)")
    case .silent(let reason): Issue.record("\(name): rumur gives no answer: \(reason)")
    case .holds(let states, let firings):
      #expect(
        violated.allSatisfy(excludable(in: system)) && undecided.isEmpty,
        "\(name): violated for us: \(violated) \(undecided.count)")
      #expect(counts == (states, firings), "\(name): states and firings")
    case .fails(.atTheEnd(let property), _, let states, let firings):
      #expect(violated.contains(property) || property.isEmpty, "\(name): \(property) is not violated for us")
      #expect(!violated.isEmpty, "\(name)")
      #expect(counts == (states, firings), "\(name): states and firings")
    case .fails(.deadlock, _, _, _): #expect(violated.contains("no-deadlock"), "\(name): no deadlock for us")
    case .fails(.property(let property), _, _, _):
      #expect(violated.contains(property), "\(name): \(property) is not violated for us")
    case .fails(.runTime(let message), _, _, _):
      #expect(violated.contains("no-runtime-error"), "\(name): no error for us: \(message)")
    }
  }
}
