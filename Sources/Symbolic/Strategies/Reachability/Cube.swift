import Encoding
import ModelIR
import Z3

/// A set of states: those in which all of some conditions hold.
struct Cube: Hashable {
  /// A condition on a state that can always be evaluated: as a term, and its denial as the model's language writes it.
  struct Literal: Hashable {
    let denial: Expression
    let term: Term

    static func == (left: Literal, right: Literal) -> Bool { left.term == right.term }
    func hash(into hasher: inout Hasher) { hasher.combine(term) }
  }

  var literals: [Literal]

  /// Whether every state of the other cube is in this one because it has all the same conditions.
  func contains(_ other: Cube) -> Bool {
    let theirs = Set(other.literals)
    return literals.allSatisfy { theirs.contains($0) }
  }
}

/// Describes single states by conditions that can be dropped one by one: the more general ones first.
struct CubeMaker {
  private let encoding: TransitionEncoding
  private let atoms: AtomFactory
  /// Components that are defined in every reachable state.
  private let alwaysDefined: Set<Term>
  /// The conditions of the model's guards and properties, which often draw the line that matters.
  private let predicates: [(expression: Expression, term: Term)]
  private let definedness: [Term: StateLeaf]
  /// Comparisons of two components are left out when there are more.
  private static let maximumPairs = 120

  init(_ encoding: TransitionEncoding, lemmas: [Lemma]) {
    self.encoding = encoding
    atoms = AtomFactory(encoding)
    var places: [Place: StateLeaf] = [:]
    for leaf in encoding.leaves where leaf.role == .isDefined { places[leaf.place] = leaf }
    var definedness: [Term: StateLeaf] = [:]
    for leaf in encoding.leaves where leaf.role == .value { definedness[leaf.constant] = places[leaf.place] }
    self.definedness = definedness
    alwaysDefined = Set(
      lemmas.filter { $0.encoded.parameters.isEmpty }.map(\.encoded.holds).filter { holds in
        places.values.contains { $0.constant == holds }
      })
    let defined = Dictionary(uniqueKeysWithValues: alwaysDefined.map { ($0, encoding.bank.true) })
    predicates = PredicateHarvest(encoding, substituting: defined).predicates
  }

  /// The conditions that describe a state, given the values of its leaves: most welcome ones first.
  func cube(of model: (Term) throws(SolverError) -> TermValue) throws(SolverError) -> Cube {
    var general: [Cube.Literal] = []
    var exact: [Cube.Literal] = []
    var numbers: [(leaf: StateLeaf, value: Value)] = []
    for leaf in encoding.leaves where leaf.indices.isEmpty {
      let value = try model(leaf.constant)
      switch leaf.role {
      case .isDefined:
        guard !alwaysDefined.contains(leaf.constant), let isDefined = value.bool else { continue }
        let expression = atoms.defined(leaf)
        append(isDefined ? expression : atoms.not(expression), of: nil, to: &general)
      case .value:
        if let flag = definedness[leaf.constant], try model(flag.constant).bool == false { continue }
        guard let number = encoding.system.domain(of: leaf.type).flatMap(value.number) else { continue }
        if atoms.isNumber(leaf) {
          numbers.append((leaf, number))
        } else {
          append(atoms.comparison(.equal, leaf, number), of: leaf, to: &general)
        }
      }
    }
    for predicate in predicates {
      guard let holds = try model(predicate.term).bool else { continue }
      general.append(
        holds
          ? Cube.Literal(denial: atoms.not(predicate.expression), term: predicate.term)
          : Cube.Literal(denial: predicate.expression, term: encoding.bank.not(predicate.term)))
    }
    var pairs = 0
    for (index, left) in numbers.enumerated() {
      for right in numbers[(index + 1)...] where left.leaf.type == right.leaf.type {
        pairs += 1
        if pairs > Self.maximumPairs { break }
        let relations: [BinaryOperator] =
          left.value == right.value
          ? [.lessOrEqual, .greaterOrEqual] : left.value < right.value ? [.less] : [.greater]
        for relation in relations {
          append(atoms.comparison(relation, left.leaf, right.leaf), of: left.leaf, right.leaf, to: &general)
        }
      }
      append(atoms.comparison(.lessOrEqual, left.leaf, left.value), of: left.leaf, to: &exact)
      append(atoms.comparison(.greaterOrEqual, left.leaf, left.value), of: left.leaf, to: &exact)
    }
    return Cube(literals: general + exact)
  }

  /// The denial of a cube, as a lemma.
  func lemma(_ cube: Cube) -> Lemma? { atoms.lemma(atoms.or(cube.literals.map(\.denial))) }

  /// Adds a condition on some components, which says as well that they are defined unless they always are.
  private func append(_ expression: Expression, of leaves: StateLeaf?..., to literals: inout [Cube.Literal]) {
    let doubtful = leaves.compactMap { $0 }.filter { leaf in
      definedness[leaf.constant].map { !alwaysDefined.contains($0.constant) } ?? false
    }
    guard let lemma = atoms.lemma(atoms.and(doubtful.map(atoms.defined) + [expression])) else { return }
    let term = lemma.encoded.holds
    let denial = atoms.or(doubtful.map { atoms.not(atoms.defined($0)) } + [atoms.not(expression)])
    if !term.isTrue { literals.append(Cube.Literal(denial: denial, term: term)) }
  }
}
