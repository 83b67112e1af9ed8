import ModelIR

/// Initiation and consecution of a certificate that looks back more than one state.
///
/// With depth k: no run of fewer than k firings breaks the invariant, and no firing breaks it after k successive states
/// that have it and are different from each other. That the states differ may be assumed: take a shortest run to a state
/// without the invariant. All states before the last one have it, there are at least k of them, and if two were equal,
/// what lies between them could be left out and the run were not the shortest.
struct InductionQuestions {
  let encoding: TransitionEncoding
  let invariants: [EncodedProperty]
  /// At least 1.
  let depth: Int
  private let renamings: [[Term: Term]]
  private let ownParameters: [EncodedParameter]
  private static let maximumInstances = 1024

  private var bank: TermBank { encoding.bank }
  private var leaves: [Term] { encoding.leaves.map(\.constant) }

  init(encoding: TransitionEncoding, invariants: [EncodedProperty], depth: Int) {
    self.encoding = encoding
    self.invariants = invariants
    self.depth = depth
    ownParameters =
      encoding.properties.compactMap { $0 }.flatMap(\.parameters) + invariants.flatMap(\.parameters)
    let changing = encoding.leaves.map(\.constant) + encoding.rules.flatMap(\.parameters).map(\.constant)
    let bank = encoding.bank
    renamings = (0..<depth).map { number in
      var map: [Term: Term] = [:]
      for constant in changing {
        guard case .constant(let name) = constant.operation else { continue }
        map[constant] = bank.constant("\(name)@\(number)", constant.sort)
      }
      return map
    }
  }

  /// Some run of fewer firings than the depth breaks the invariant with its last step.
  var initiation: Term {
    let first = bank.or(encoding.starts.map(broken))
    let begun = bank.or(encoding.starts.map { step($0, to: 0) { $0 } })
    return bank.or(first, depth > 1 ? bank.and(begun, broken(inFirst: depth - 1, from: 0)) : bank.false)
  }

  /// Some firing breaks the invariant after as many states with it as the depth.
  var consecution: Term {
    var parts: [Term] = []
    for number in 0..<depth {
      parts.append(invariant(at: number))
      parts += (0..<number).map { differ($0, number) }
      if number + 1 < depth { parts.append(anyStep(from: number)) }
    }
    parts.append(brokenAfterFiring(from: depth - 1))
    return bank.and(parts)
  }

  // MARK: - Runs

  /// One of the next `count` firings is the first to break the invariant.
  private func broken(inFirst count: Int, from number: Int) -> Term {
    let now = brokenAfterFiring(from: number)
    guard count > 1 else { return now }
    return bank.or(now, bank.and(anyStep(from: number), broken(inFirst: count - 1, from: number + 1)))
  }

  private func brokenAfterFiring(from number: Int) -> Term {
    at(number, bank.or(encoding.rules.map(broken)))
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
  private func at(_ number: Int, _ term: Term) -> Term { bank.substitute(renamings[number], in: term) }

  // MARK: - The invariant

  private func instance(_ invariant: EncodedProperty) -> Term {
    bank.or(bank.not(invariant.domain), invariant.holds)
  }

  /// A transition happens after which the invariant is false for some values of its parameters.
  private func broken(after transition: EncodedTransition) -> Term {
    let moves = Dictionary(uniqueKeysWithValues: zip(leaves, transition.next))
    var memory: [Term: Term] = [:]
    let after = ([encoding.ranges] + invariants.map(instance)).map {
      bank.not(bank.substitute(moves, in: $0, memory: &memory))
    }
    return bank.and(transition.isTaken, bank.or(after))
  }

  /// The invariant of state `number`: all instances, or those for the constants that the firings around it have.
  ///
  /// Fewer instances assume less, so that nothing wrong is proved.
  private func invariant(at number: Int) -> Term {
    var known = ownParameters
    for neighbour in [number - 1, number] where neighbour >= 0 {
      known += encoding.rules.flatMap(\.parameters).map {
        EncodedParameter(parameter: $0.parameter, constant: at(neighbour, $0.constant))
      }
    }
    let conditions = invariants.map { invariant in
      bank.and(
        instances(of: invariant.parameters, known).map { map in
          at(number, bank.substitute(map, in: instance(invariant)))
        })
    }
    return bank.and([at(number, encoding.ranges)] + conditions)
  }

  private func instances(of parameters: [EncodedParameter], _ known: [EncodedParameter]) -> [[Term: Term]] {
    let plain = parameters.map(\.parameter)
    if let count = plain.instanceCount, count <= 64 {
      return (0..<count).map { number in
        let values = plain.arguments(ofInstance: number)
        return Dictionary(
          uniqueKeysWithValues: zip(parameters, values).map {
            ($0.constant, bank.value($1, of: $0.constant.sort))
          })
      }
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
