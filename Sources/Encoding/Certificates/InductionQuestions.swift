package import Checking
import ModelIR

/// Whether a certificate's conditions are an inductive invariant: what would have to be possible if they were not.
///
/// With depth k: no run of fewer than k firings breaks the invariant, and no firing breaks it after k successive states
/// that have it and are different from each other. That the states differ may be assumed: take a shortest run to a state
/// without the invariant. All states before the last one have it, there are at least k of them, and if two were equal,
/// what lies between them could be left out and the run were not the shortest.
package struct InductionQuestions: Sendable {
  let encoding: TransitionEncoding
  /// The invariant of a state.
  let invariant: Term
  /// The ways in which a start, or a run of fewer firings than the depth, breaks the invariant with its last step.
  let initiation: [Term]
  /// As many states with the invariant as the depth, before one more firing.
  let before: Term
  /// The ways in which that firing breaks it.
  let consecution: [Term]

  package init(_ encoding: TransitionEncoding, _ certificate: Certificate) throws(UnsupportedConstruct) {
    let encoder = Encoder(extending: encoding)
    var invariants: [EncodedProperty] = []
    for (index, invariant) in certificate.invariants.enumerated() {
      invariants.append(try encoder.encode(condition: invariant, of: "invariant\(index)"))
    }
    let steps = InductionSteps(encoding, invariants, depth: certificate.inductionDepth)
    self.encoding = encoding
    invariant = steps.invariant(in: { $0 }, of: encoding.rules.flatMap(\.parameters))
    initiation = steps.initiation
    before = steps.before
    consecution = steps.consecution
  }
}

/// Runs that are as long as an induction looks back.
private struct InductionSteps {
  private let encoding: TransitionEncoding
  private let invariants: [EncodedProperty]
  /// At least 1.
  private let depth: Int
  /// Of each state, and of the firing that leaves it; a single state needs none.
  private let renamings: [[Term: Term]]
  private static let maximumInstances = 1024

  private var bank: TermBank { encoding.bank }
  private var leaves: [Term] { encoding.leaves.map(\.constant) }

  init(_ encoding: TransitionEncoding, _ invariants: [EncodedProperty], depth: Int) {
    self.encoding = encoding
    self.invariants = invariants
    self.depth = depth
    let changing = encoding.leaves.map(\.constant) + encoding.rules.flatMap(\.parameters).map(\.constant)
    renamings = (0..<depth).map { number in
      guard depth > 1 else { return [:] }
      return Dictionary(
        uniqueKeysWithValues: changing.map { ($0, encoding.bank.copy(of: $0, "@\(number)")) })
    }
  }

  // MARK: - Questions

  var initiation: [Term] {
    let first = encoding.starts.flatMap { broken(after: $0, isAssumed: false) }
    guard depth > 1 else { return first }
    let begun = bank.or(encoding.starts.map { step($0, to: 0) { $0 } })
    return first + [bank.and(begun, broken(inFirst: depth - 1, from: 0))]
  }

  var before: Term {
    var parts: [Term] = []
    for number in 0..<depth {
      parts.append(invariant(at: number))
      parts += (0..<number).map { differ($0, number) }
      if number + 1 < depth { parts.append(anyStep(from: number)) }
    }
    return bank.and(parts)
  }

  var consecution: [Term] { broken(from: depth - 1, isAssumed: true) }

  // MARK: - Runs

  /// One of the next `count` firings is the first to break the invariant.
  private func broken(inFirst count: Int, from number: Int) -> Term {
    let now = bank.or(broken(from: number, isAssumed: false))
    guard count > 1 else { return now }
    return bank.or(now, bank.and(anyStep(from: number), broken(inFirst: count - 1, from: number + 1)))
  }

  private func broken(from number: Int, isAssumed: Bool) -> [Term] {
    encoding.rules.flatMap { broken(after: $0, isAssumed: isAssumed) }.map { at(number, $0) }
  }

  private func anyStep(from number: Int) -> Term {
    bank.or(encoding.rules.map { rule in step(rule, to: number + 1) { at(number, $0) } })
  }

  /// The transition happens and leads to state `number`.
  private func step(_ transition: EncodedTransition, to number: Int, from source: (Term) -> Term) -> Term {
    bank.and(
      [source(transition.isTaken)]
        + zip(leaves, transition.next).map { bank.equal(at(number, $0), source($1)) })
  }

  private func differ(_ one: Int, _ other: Int) -> Term {
    bank.or(leaves.map { bank.not(bank.equal(at(one, $0), at(other, $0))) })
  }

  /// A term with the constants of state `number` and of the firing that leaves it.
  private func at(_ number: Int, _ term: Term) -> Term {
    renamings[number].isEmpty ? term : bank.substitute(renamings[number], in: term)
  }

  // MARK: - The invariant

  /// A condition for the values of its own constants.
  private func instance(_ invariant: EncodedProperty) -> Term {
    bank.or(bank.not(invariant.domain), invariant.holds)
  }

  /// The ways in which the invariant is false after a transition: one of its conditions is, for some values of that
  /// condition's parameters.
  private func broken(after transition: EncodedTransition, isAssumed: Bool) -> [Term] {
    let moves = encoding.substitution(to: transition.next)
    var memory: [Term: Term] = [:]
    return ([encoding.ranges] + invariants.map(instance)).compactMap { condition in
      let after = bank.substitute(moves, in: condition, memory: &memory)
      // What held before, and is the same afterwards, holds.
      return isAssumed && after === condition ? nil : bank.and(transition.isTaken, bank.not(after))
    }
  }

  private func invariant(at number: Int) -> Term {
    let around = [number - 1, number].filter { $0 >= 0 }.flatMap { neighbour in
      encoding.rules.flatMap(\.parameters).map {
        EncodedParameter(parameter: $0.parameter, constant: at(neighbour, $0.constant))
      }
    }
    return invariant(in: { at(number, $0) }, of: around)
  }

  /// What is assumed of a state: the ranges, and of each invariant all instances, or those for the constants that occur
  /// in the question: `firings` are the parameters of those around the state.
  ///
  /// Fewer instances assume less, so that nothing wrong is proved.
  func invariant(in state: (Term) -> Term, of firings: [EncodedParameter]) -> Term {
    let known =
      firings + encoding.properties.compactMap { $0 }.flatMap(\.parameters) + invariants.flatMap(\.parameters)
    let conditions = invariants.map { invariant in
      bank.and(
        instances(of: invariant.parameters, known).map { map in
          state(bank.substitute(map, in: instance(invariant)))
        })
    }
    return bank.and([state(encoding.ranges)] + conditions)
  }

  private func instances(of parameters: [EncodedParameter], _ known: [EncodedParameter]) -> [[Term: Term]] {
    let plain = parameters.map(\.parameter)
    if let count = plain.instanceCount, count <= 64 {
      return (0..<count).map { bank.values(plain.arguments(ofInstance: $0), of: parameters) }
    }
    var maps: [[Term: Term]] = [[:]]
    for parameter in parameters {
      let fitting = known.filter {
        $0.constant.sort == parameter.constant.sort && $0.parameter.type == parameter.parameter.type
      }
      maps = Array(
        maps.flatMap { map in fitting.map { map.merging([parameter.constant: $0.constant]) { $1 } } }
          .prefix(Self.maximumInstances))
    }
    return maps
  }
}
