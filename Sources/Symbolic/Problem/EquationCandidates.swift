import Encoding
import ModelIR

/// Linear equations between components that hold in every state some walks came by, such as `sent = received + lost`
/// (Sharma, Gupta, Hariharan, Aiken, Liang, Nori: A Data Driven Approach for Algebraic Loop Invariants).
///
/// Induction finds no sum of its own accord. Wrong guesses cost a question each.
struct EquationCandidates {
  let encoding: TransitionEncoding
  let atoms: AtomFactory

  private static let maximumColumns = 48

  func lemmas(while goesOn: () -> Bool) -> [Lemma] {
    let samples = StateSamples(encoding).collect(while: goesOn)
    let numbers = numbers(definedIn: samples)
    guard !numbers.isEmpty, numbers.count < Self.maximumColumns else { return [] }
    let rows: [[Int128]] = samples.map { sample in
      [1]
        + numbers.map { leaf in
          encoding.system.domain(of: leaf.type).flatMap { sample[leaf.constant]?.number(of: $0) } ?? 0
        }
    }
    return LinearRelations(rows, columns: numbers.count + 1).relations.compactMap { factors in
      atoms.lemma(atoms.equation(factors[0], Array(zip(factors.dropFirst(), numbers))))
    }
  }

  /// Numbers and booleans that always have a value.
  private func numbers(definedIn samples: [[Term: TermValue]]) -> [StateLeaf] {
    let undefined = encoding.leaves.filter { leaf in
      leaf.role == .isDefined && leaf.indices.isEmpty
        && samples.contains { $0[leaf.constant]?.isTrue != true }
    }
    let places = Set(undefined.map(\.place))
    return encoding.leaves.filter { atoms.isSummand($0) && !places.contains($0.place) }
  }
}
