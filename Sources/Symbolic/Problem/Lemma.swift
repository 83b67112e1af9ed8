import Encoding
import ModelIR

/// A condition that may hold in every reachable state: as Murphi says it, and as terms.
struct Lemma: Hashable, Sendable {
  /// An invariant, with parameters where it speaks of every value of a type.
  let property: Property
  let encoded: EncodedProperty

  static func == (left: Lemma, right: Lemma) -> Bool { left.property == right.property }
  func hash(into hasher: inout Hasher) { hasher.combine(property) }
}

/// Lemmas as terms without free parameters: few enough instances are all written out.
struct LemmaInstances {
  let bank: TermBank
  /// Written out completely up to this many instances.
  static let maximumInstances: UInt64 = 64

  /// The lemma in its own state, for use as a premise: all instances, or those for the given terms.
  func premise(_ lemma: Lemma, candidates: [EncodedParameter]) -> Term {
    let parameters = lemma.encoded.parameters
    let condition = bank.or(bank.not(lemma.encoded.domain), lemma.encoded.holds)
    if let all = instances(parameters) {
      return bank.and(all.map { bank.substitute($0, in: condition) })
    }
    var maps: [[Term: Term]] = [[:]]
    for parameter in parameters {
      let fitting = candidates.filter {
        $0.parameter.type == parameter.parameter.type && $0.constant.sort == parameter.constant.sort
      }
      maps = maps.flatMap { map in
        fitting.map { map.merging([parameter.constant: $0.constant]) { $1 } }
      }
      if maps.count > 1024 { return bank.true }
    }
    return bank.and(maps.map { bank.substitute($0, in: condition) })
  }

  /// Lemmas as premises about any state: for the parameters of rules, of properties, and their own.
  func premises(_ lemmas: [Lemma], in encoding: TransitionEncoding) -> [Term] {
    var seen: Set<EncodedParameter> = []
    let candidates = (encoding.parameters + lemmas.flatMap(\.encoded.parameters)).filter {
      seen.insert($0).inserted
    }
    return lemmas.map { premise($0, candidates: candidates) }
  }

  /// The lemma as a goal: for its parameters' own constants, or all instances.
  func goal(_ lemma: Lemma) -> Term {
    let condition = bank.or(bank.not(lemma.encoded.domain), lemma.encoded.holds)
    guard let all = instances(lemma.encoded.parameters) else { return condition }
    return bank.and(all.map { bank.substitute($0, in: condition) })
  }

  /// All values of the parameters; nil if there are too many.
  private func instances(_ parameters: [EncodedParameter]) -> [[Term: Term]]? {
    let plain = parameters.map(\.parameter)
    guard let count = plain.instanceCount, count <= Self.maximumInstances else { return nil }
    return (0..<count).map { bank.values(plain.arguments(ofInstance: $0), of: parameters) }
  }
}
