import Diagnostics
import Encoding
import ModelIR

/// Conditions that are often invariants and cheap to try.
struct LemmaCandidates {
  let encoding: TransitionEncoding
  private let atoms: AtomFactory

  init(_ encoding: TransitionEncoding) {
    self.encoding = encoding
    atoms = AtomFactory(encoding)
  }

  private var system: TransitionSystem { encoding.system }

  /// The model's invariants, and that everything is defined.
  var written: [Lemma] { distinct(defined + ofModel) }

  /// Sums that are always equal, as far as one can see.
  func equations(while goesOn: () -> Bool) -> [Lemma] {
    distinct(EquationCandidates(encoding: encoding, atoms: atoms).lemmas(while: goesOn))
  }

  /// Comparisons of components, and what follows from control locations.
  var guessed: [Lemma] { distinct(ordered + implications) }

  private func distinct(_ lemmas: [Lemma]) -> [Lemma] {
    var seen: Set<Term> = []
    return lemmas.filter { seen.insert($0.encoded.holds).inserted && !$0.encoded.holds.isTrue }
  }

  /// The model's other invariants.
  private var ofModel: [Lemma] {
    system.properties.enumerated().compactMap { index, property in
      guard property.kind == .invariant, let encoded = encoding.properties[index] else { return nil }
      return Lemma(property: property, encoded: encoded)
    }
  }

  /// Each component is defined.
  private var defined: [Lemma] {
    encoding.leaves.compactMap { leaf in
      guard leaf.role == .isDefined, leaf.indices.isEmpty else { return nil }
      return atoms.lemma(atoms.defined(leaf))
    }
  }

  private static let maximumPairs = 400

  /// Components of the same numbers compared with each other and with their bounds.
  private var ordered: [Lemma] {
    var result: [Lemma] = []
    let numbers = encoding.leaves.filter { atoms.isNumber($0) }
    for leaf in numbers {
      for bound in atoms.tightBounds(leaf) {
        result.append(contentsOf: atoms.lemma(bound).map { [$0] } ?? [])
      }
    }
    var pairs = 0
    for (index, left) in numbers.enumerated() {
      for right in numbers[(index + 1)...] where left.type == right.type {
        pairs += 1
        guard pairs <= Self.maximumPairs else { return result }
        for relation in [BinaryOperator.equal, .lessOrEqual, .greaterOrEqual] {
          if let lemma = atoms.lemma(atoms.comparison(relation, left, right)) { result.append(lemma) }
        }
      }
    }
    return result
  }

  private static let maximumImplications = 600

  /// What follows from where a process is: for each member of an enumeration or boolean, the other booleans' values and
  /// whether numbers are zero.
  private var implications: [Lemma] {
    var result: [Lemma] = []
    let premises = encoding.leaves.filter { atoms.isChoice($0) }.flatMap { atoms.values(of: $0) }
    let conclusions =
      encoding.leaves.filter { atoms.isChoice($0) || atoms.isNumber($0) }.flatMap { atoms.extremes(of: $0) }
    for premise in premises {
      for conclusion in conclusions where premise.leaf != conclusion.leaf {
        guard result.count < Self.maximumImplications else { return result }
        if let lemma = atoms.lemma(atoms.implies(premise.expression, conclusion.expression)) {
          result.append(lemma)
        }
      }
    }
    return result
  }
}
