/// A random Murphi model: small, finite, varied, and the same for the same seed everywhere.
///
/// Every model is accepted by rumur, Debian's of 2022 included. Most never fail while they run; some may read
/// what is undefined, leave a range or divide by zero. Loops over a scalarset do not depend on their order, so that
/// symmetry reduction is sound. No intermediate value leaves 32 bits.
package struct RandomModel: Sendable {
  package let seed: UInt64
  package let text: String
  /// `text` without its `step` properties.
  package let base: String
  /// Of these: what holds before a step, or otherwise after it.
  package let steps: [(before: String, after: String)]
  /// One of rumur's words: `off`, `stuttering` or `stuck`.
  package let deadlock: String

  /// With multisets, folds, literals of records and arrays or `leadsto`, which rumur does not have, or rules that write to their
  /// parameters, if so wanted.
  package init(
    seed: UInt64, hasMultisets: Bool = false, hasFolds: Bool = false, writesParameters: Bool = false,
    hasLeadsTo: Bool = false, hasLiterals: Bool = false, hasSteps: Bool = false
  ) {
    var author = ModelAuthor(seed: seed)
    author.hasFolds = hasFolds
    author.hasMultisets = hasMultisets
    author.writesParameters = writesParameters
    author.hasLeadsTo = hasLeadsTo
    author.hasLiterals = hasLiterals
    base = author.model()
    steps =
      hasSteps ? (0..<2).map { _ in (before: author.boolean(2).text, after: author.boolean(2).text) } : []
    text =
      base
      + steps.enumerated().map { "step \"step \($0)\" (\($1.after))' | (\($1.before));\n" }.joined()
    deadlock = author.deadlock
    self.seed = seed
  }
}

/// Writes one random model, line by line.
struct ModelAuthor: RandomAuthor {
  var random: SplitMix64
  var lines: [String] = []
  var indentation = 0
  var counter = 0

  var types: [SketchType] = []
  var constants: [(name: String, value: Int)] = []
  /// What can be named at the moment: globals first, then parameters, locals, bound variables.
  var scope: [SketchPlace] = []
  var functions: [SketchFunction] = []
  /// In percent: how readily something is written that may fail at run time.
  var risk = 0
  /// False where a call could see a half-finished loop over a scalarset.
  var allowsCalls = true
  /// How many indices are being written around what is written now.
  var indexDepth = 0
  /// False in guards, properties and pure functions.
  var allowsEffects = false
  /// What `return` must be given in the body that is being written.
  var returns = ReturnPolicy.none
  /// The local that a `while` may count with, if there is one and no loop uses it.
  var whileCounter: String?
  let deadlock: String
  var hasMultisets = false
  var hasFolds = false
  /// Whether records and arrays are written out.
  var hasLiterals = false
  var writesParameters = false
  /// Whether some rules are fair, and `leadsto` is among the properties.
  var hasLeadsTo = false
  /// The parameters of the rulesets that are open.
  var parameters: [String] = []
  /// Those that can be named at the moment.
  var multisets: [SketchMultiset] = []
  /// Whether an element has a name that must not come to stand for another.
  var isChoosing = false

  enum ReturnPolicy {
    case none, plain
    case value(SketchType)
  }

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    deadlock = ["off", "off", "off", "stuttering", "stuck"].randomElement(using: &random) ?? "off"
    risk = random.chance(25) ? 1 : 0
  }

  mutating func model() -> String {
    emit("-- A random model.")
    declareConstants()
    declareTypes()
    declareVariables()
    if hasMultisets { declareMultisets() }
    declareFunctions()
    writeStartStates()
    writeRules()
    if hasMultisets { writeChoices() }
    writeProperties()
    return text
  }

  // MARK: - Choices

  mutating func dares() -> Bool { risk > 0 && chance(risk) }

  /// What `body` adds to the scope is gone afterwards.
  mutating func scoped(_ body: (inout ModelAuthor) -> Void) {
    let depth = scope.count
    body(&self)
    scope.removeLast(scope.count - depth)
  }

  /// Runs `body` without anything that can fail or depend on the order of evaluation.
  mutating func careful<Result>(_ body: (inout ModelAuthor) -> Result) -> Result {
    let before = (risk, allowsCalls)
    (risk, allowsCalls) = (0, false)
    defer { (risk, allowsCalls) = before }
    return body(&self)
  }
}
