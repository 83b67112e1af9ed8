import Checking
import Diagnostics
import ExplicitState
import ModelIR
import TestSupport
import Testing

/// What `step` says of steps, each engine finds out.
@Suite struct StepTests {
  private static let most = 2000

  @Test("the search finds the steps that the interpreter finds", arguments: 0..<40)
  func random(seed: Int) async throws {
    let model = RandomModel(
      seed: UInt64(seed), hasFolds: seed % 2 == 0, hasLiterals: seed % 3 == 0, hasSteps: true)
    let name: Comment = "seed \(seed)"
    let plain = try Run.system(
      model.base
        + model.steps.enumerated().map {
          "cover \"before \($0)\" \($1.before);\ncover \"after \($0)\" \($1.after);\n"
        }
        .joined())
    guard let expected = StepReference(plain, steps: model.steps.count, most: Self.most) else { return }
    let system = try Run.system(model.text, name: "seed \(seed)")
    let ways: [(native: NativeOptions?, symmetry: Bool)] = [
      (nil, false), (.quick(.least), false), (nil, true),
    ]
    for (native, symmetry) in ways {
      let run = Run(deadlock: .off, symmetry: symmetry, native: native)
      let result = try await run.check(system)
      if !symmetry { #expect(result.statistics.states == UInt64(expected.states), name) }
      for (number, length) in expected.lengths.enumerated() {
        let finding = try #require(result.findings.first { $0.claim.name(in: system) == "step \(number)" })
        #expect(finding.verdict.trace?.length == length, "\(name): step \(number) is \(finding.verdict.word)")
        if length != nil, let trace = finding.verdict.trace {
          guard case .fails(let failure, inProperty: _) = trace.ending else {
            Issue.record("\(name): \(trace.ending)")
            continue
          }
          #expect(failure.kind == .assertion)
        }
      }
    }
  }

  @Test("some of them are violated and some are not")
  func variety() throws {
    var lengths: [Int?] = []
    for seed in 0..<40 {
      let model = RandomModel(seed: UInt64(seed), hasSteps: true)
      let plain = try Run.system(
        model.base
          + model.steps.enumerated().map {
            "cover \"before \($0)\" \($1.before);\ncover \"after \($0)\" \($1.after);\n"
          }.joined())
      lengths += StepReference(plain, steps: model.steps.count, most: Self.most)?.lengths ?? []
    }
    #expect(lengths.contains(nil) && lengths.contains(1) && lengths.contains { $0 ?? 0 > 1 }, "\(lengths)")
  }
}

/// The steps of a model, gone by the interpreter, with what two conditions are before and after each.
private struct StepReference {
  /// The states that are come to by steps that fail in nothing.
  private(set) var states = 0
  /// The fewest steps to one that violates each property; nil if none does.
  private(set) var lengths: [Int?]

  /// Nil if there are too many states.
  init?(_ system: TransitionSystem, steps: Int, most: Int) {
    lengths = Array(repeating: nil, count: steps)
    let interpreter = Interpreter(system)
    func property(_ name: String) -> PropertyID? {
      system.propertyIDs.first { system[$0].name == name }
    }
    var depths: [State: Int] = [:]
    var queue: [State] = []
    func visit(_ state: State, _ depth: Int) {
      if depths[state] == nil {
        depths[state] = depth
        queue.append(state)
      }
    }
    for firing in interpreter.startFirings {
      if case .next(let state, _) = interpreter.start(firing) { visit(state, 0) }
    }
    let firings = system.rules.indices.flatMap { rule in
      let parameters = system.rules[rule].parameters
      return (0..<(parameters.instanceCount ?? 0)).map {
        Firing(subject: .rule(RuleID(rule)), arguments: parameters.arguments(ofInstance: $0))
      }
    }
    var next = 0
    while next < queue.count {
      guard queue.count <= most else { return nil }
      let (state, depth) = (queue[next], depths[queue[next]] ?? 0)
      next += 1
      for firing in firings where (try? interpreter.isEnabled(firing, in: state)) == true {
        let after: State
        let isExcluded: Bool
        switch interpreter.fire(firing, in: state) {
        case .next(let state, _): (after, isExcluded) = (state, false)
        case .excluded(let state): (after, isExcluded) = (state, true)
        case .dropped, .failed: continue
        }
        var fails = false
        for number in 0..<steps {
          guard let first = property("after \(number)"), let second = property("before \(number)") else {
            continue
          }
          do throws(Failure) {
            if try interpreter.holds(first, arguments: [], in: after) { continue }
            if try interpreter.holds(second, arguments: [], in: state) { continue }
            if lengths[number] == nil { lengths[number] = depth + 1 }
          } catch {
            // A run-time error.
          }
          fails = true
          break
        }
        if !fails, !isExcluded { visit(after, depth + 1) }
      }
    }
    states = queue.count
  }
}
