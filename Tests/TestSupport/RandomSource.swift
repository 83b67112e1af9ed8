/// A kind of random models.
package enum RandomSource: String, Sendable {
  case ordinary = "model"
  case multisets = "multiset"
  case folds = "fold"
  /// Rules write to the parameters of their rulesets.
  case parameters = "parameter"
  /// Rules are fair, and something leads to something.
  case leadsTo = "leadsto"
  /// Records and arrays are written out.
  case literals = "literal"
  case scalarsets = "scalarset"
  case scalarsetFolds = "scalarset fold"
  /// Something is said of steps.
  case steps = "step"
  case scalarsetSteps = "scalarset step"
  case scalarsetLiterals = "scalarset literal"
  /// Processes with variables of their own.
  case processes = "process"
  /// Steps that each look at one or two variables.
  case loose = "loose step"
  case aligned
  /// Numbers at the ends of 64 bits.
  case limits = "limit"

  package struct Model: Sendable {
    /// What a failure calls it: the kind and the seed.
    package let name: String
    package let text: String
    /// A word of `DeadlockMode`.
    package let deadlock: String
  }

  package func model(_ seed: UInt64) -> Model {
    let (text, deadlock) =
      switch self {
      case .ordinary: pair(RandomModel(seed: seed))
      case .multisets: pair(RandomModel(seed: seed, hasMultisets: true))
      case .folds: pair(RandomModel(seed: seed, hasFolds: true))
      case .parameters: pair(RandomModel(seed: seed, writesParameters: true))
      case .leadsTo: pair(RandomModel(seed: seed, hasLeadsTo: true))
      case .steps: pair(RandomModel(seed: seed, hasFolds: seed.isMultiple(of: 2), hasSteps: true))
      case .scalarsetSteps: (RandomSymmetricModel(seed: seed, hasSteps: true).text, "stuttering")
      case .literals: pair(RandomModel(seed: seed, hasLiterals: true))
      case .scalarsetLiterals: (RandomSymmetricModel(seed: seed, hasLiterals: true).text, "stuttering")
      case .scalarsets: (RandomSymmetricModel(seed: seed).text, "stuttering")
      case .scalarsetFolds: (RandomSymmetricModel(seed: seed, hasFolds: true).text, "stuttering")
      case .processes: pair(RandomProcessModel(seed: seed))
      case .loose: pair(RandomStepModel(seed: seed))
      case .aligned: (RandomAlignedModel(seed: seed).text, "off")
      case .limits: (RandomLimitModel(seed: seed).text, "off")
      }
    return Model(name: "\(rawValue) seed \(seed)", text: text, deadlock: deadlock)
  }

  private func pair(_ model: some RandomText) -> (String, String) { (model.text, model.deadlock) }
}

/// A random model that says itself what is a deadlock in it.
protocol RandomText {
  var text: String { get }
  /// A word of `DeadlockMode`.
  var deadlock: String { get }
}

extension RandomModel: RandomText {}
extension RandomProcessModel: RandomText {}
extension RandomStepModel: RandomText {}
