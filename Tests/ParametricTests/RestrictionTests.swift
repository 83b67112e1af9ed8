import ModelIR
import Murphi
import Parametric
import TestSupport
import Testing

@Suite("Leaving out elements commutes with what a model of the fragment does")
struct RestrictionTests {
  /// Enough that some can be left out.
  private static let size = 4
  private static let statesPerModel = 6

  @Test(
    "in random states of random models in which evaluations may fail", arguments: Amount.familyModels.hands(4)
  )
  func random(_ seeds: Amount.Hand) throws {
    var tally = Tally()
    for seed in seeds {
      for text in [RandomSymmetricModel(seed: seed).text, RandomFamilyModel(seed: seed).text] {
        try examine(text, seed, &tally)
      }
    }
    print(tally)
    // A generator whose models are all refused would test nothing.
    #expect(tally.accepted * 8 >= seeds.count, "\(tally)")
    #expect(tally.firings >= tally.accepted && tally.failures > 0, "\(tally)")
    #expect(tally.counting > 0 && tally.linking > 0, "\(tally)")
  }

  private struct Tally: CustomStringConvertible {
    var models = 0
    var accepted = 0
    var firings = 0
    var failures = 0
    var violations = 0
    var counting = 0
    var linking = 0

    var description: String {
      "\(models) models, \(accepted) of the fragment, \(counting) of them count, \(linking) have elements that name elements: \(firings) firings, \(failures) failures, \(violations) violations"
    }
  }

  private func examine(_ text: String, _ seed: UInt64, _ tally: inout Tally) throws {
    let system = try Run.system(text, name: "seed \(seed)")
    tally.models += 1
    guard let family = try? ScalarsetFamily(system, of: "p"), let fragment = try? Fragment(family) else {
      return
    }
    tally.accepted += 1
    let restriction = Restriction(fragment, size: Self.size)
    if !fragment.counts.isEmpty { tally.counting += 1 }
    if system.variables.contains(where: { $0.name == "y" }) { tally.linking += 1 }
    var random = SplitMix64(seed: seed)
    let interpreter = restriction.interpreter(Self.size)
    let nothing = State(cells: Array(repeating: nil, count: interpreter.map.stateSize))
    for firing in interpreter.startFirings {
      examine(firing, in: nothing, restriction, fragment, seed, text, &tally)
    }
    for _ in 0..<Self.statesPerModel {
      let state = randomState(interpreter, &random)
      for firing in interpreter.ruleFirings where random.chance(40) {
        examine(firing, in: state, restriction, fragment, seed, text, &tally)
      }
      for id in system.propertyIDs {
        examine(id, in: state, restriction, fragment, seed, text, &tally)
      }
    }
  }

  private func randomState(_ interpreter: Interpreter, _ random: inout SplitMix64) -> State {
    let system = interpreter.system
    let rarely = random.chance(50) ? 5 : 30
    let types = system.variables.flatMap { interpreter.map.components(of: $0.type) }
    return State(
      cells: types.map { type in
        guard let domain = system.domain(of: type), !random.chance(rarely) else { return nil }
        return Value.random(in: domain, using: &random)
      })
  }

  // MARK: - Steps

  private func outcome(_ firing: Firing, in state: State, _ interpreter: Interpreter) -> Interpreter.Outcome?
  {
    switch firing.subject {
    case .start: interpreter.start(firing)
    case .rule: interpreter.attempt(firing, in: state)
    }
  }

  private func examine(
    _ firing: Firing, in state: State, _ restriction: Restriction, _ fragment: Fragment, _ seed: UInt64,
    _ text: String, _ tally: inout Tally
  ) {
    let parameters = restriction.family.system.rule(of: firing).parameters
    let base = restriction.named(in: state).union(restriction.elements(firing.arguments, of: parameters))
    let bound = fragment.step(firing.subject)
    func smaller(_ elements: Set<Int>) -> Interpreter.Outcome? {
      guard let state = restriction.restricted(state, to: elements) else { return nil }
      let arguments = restriction.restricted(firing.arguments, of: parameters, to: elements)
      return outcome(
        Firing(subject: firing.subject, arguments: arguments), in: state,
        restriction.interpreter(elements.count))
    }
    switch outcome(firing, in: state, restriction.interpreter(Self.size)) {
    case .next(let next, _):
      // That counts begin with nothing is asked of start states apart.
      if case .start = firing.subject, restriction.isAnythingCounted(in: next) { return }
      tally.firings += 1
      expect(base, bound.firing + fragment.pointers, restriction, "firing", seed, text) { elements in
        guard case .next(let other, _)? = smaller(elements) else { return false }
        return other == restriction.restricted(next, to: elements)
      }
    case .failed(let failure):
      tally.failures += 1
      expect(base, bound.failing + fragment.pointers, restriction, "failure", seed, text) { elements in
        guard case .failed(let other)? = smaller(elements) else { return false }
        return other.isAlike(failure)
      }
    case .dropped, .excluded, nil: break
    }
  }

  // MARK: - Properties

  private func examine(
    _ id: PropertyID, in state: State, _ restriction: Restriction, _ fragment: Fragment, _ seed: UInt64,
    _ text: String, _ tally: inout Tally
  ) {
    guard let bound = fragment.violation(of: id) else { return }
    let large = restriction.interpreter(Self.size).system[id]
    guard let count = large.parameters.instanceCount else { return }
    let isInvariant = large.kind == .invariant
    var holds = true
    for instance in 0..<count {
      let arguments = large.parameters.arguments(ofInstance: instance)
      func value(_ elements: Set<Int>) -> Result<Bool, Failure>? {
        guard let state = restriction.restricted(state, to: elements) else { return nil }
        let arguments = restriction.restricted(arguments, of: large.parameters, to: elements)
        return Result { () throws(Failure) in
          try restriction.interpreter(elements.count).holds(id, arguments: arguments, in: state)
        }
      }
      let whole = value(Set(0..<Self.size))
      if case .success(true)? = whole { continue }
      holds = false
      let base = restriction.named(in: state).union(restriction.elements(arguments, of: large.parameters))
      if case .success? = whole, !isInvariant { continue }
      tally.violations += 1
      expect(base, bound + fragment.pointers, restriction, "violation", seed, text) { elements in
        switch (value(elements), whole) {
        case (.success(let one)?, .success(let other)?): one == other
        case (.failure(let one)?, .failure(let other)?): one.isAlike(other)
        default: false
        }
      }
    }
    guard holds, fragment.isUniversal(id) else { return }
    for elements in restriction.sets(with: restriction.named(in: state)) {
      guard let smaller = restriction.restricted(state, to: elements) else { continue }
      let interpreter = restriction.interpreter(elements.count)
      let parameters = interpreter.system[id].parameters
      for instance in 0..<(parameters.instanceCount ?? 0) {
        let isKept =
          (try? interpreter.holds(id, arguments: parameters.arguments(ofInstance: instance), in: smaller))
        #expect(isKept == true, "seed \(seed): a universal property is lost\n\(text)")
      }
    }
  }

  /// Some set of no more elements than the bound suffices, with any others left in.
  private func expect(
    _ base: Set<Int>, _ bound: Int, _ restriction: Restriction, _ what: String, _ seed: UInt64,
    _ text: String,
    isSame: (Set<Int>) -> Bool
  ) {
    let sets = restriction.sets(with: base)
    let bad = sets.filter { !isSame($0) }
    let suffices = sets.contains { core in
      (core.count <= max(1, bound)) && !bad.contains { $0.isSuperset(of: core) }
    }
    #expect(
      suffices || bound >= Self.size, "seed \(seed): \(what) depends on more than \(bound) elements\n\(text)")
  }
}
