/// The closed list of diagnostic codes; `p2pcheck explain CODE` prints the long text.
///
/// `P2P1xx` lexing and syntax, `2xx` names, `3xx` types and constants, `4xx` unsupported, `5xx` lint, `6xx` files of
/// checks, `7xx` mutants, `8xx` logs, `9xx` refinements.
package struct DiagnosticCode: Hashable, Sendable {
  package let name: String
  /// One line: the rule that was broken.
  package let summary: String
  /// The long text: why, and an example of a repair.
  package let explanation: String

  init(name: String, summary: String, explanation: String) {
    self.name = name
    self.summary = summary
    self.explanation = explanation
  }

  /// Every code there is, in order.
  package static let all: [DiagnosticCode] = [
    .unexpectedCharacter, .unterminatedString, .malformedNumber, .unexpectedToken, .nestingTooDeep,
    .notAssociative, .includeFailed, .unterminatedComment, .foreignSpelling, .unknownName, .duplicateName,
    .wrongKindOfName, .unknownField,
    .duplicateField, .unknownSetting, .noStartState, .typeMismatch, .notBoolean, .notANumber,
    .notConstant, .emptyRange, .boundTooLarge, .constantArithmetic, .notAssignable,
    .wrongArgumentCount, .badReferenceArgument, .notSimple, .badStep, .badReturn,
    .procedureInExpression, .impureCondition, .typeTooLarge, .misplacedLiveness, .notIndexable,
    .misplacedDefault, .notAMember, .badElementIndex, .elementMayBeGone, .misplacedChoose, .notAMultiset,
    .incompleteLiteral, .unknownLiteralType, .misplacedPrime,
    .realNumber, .unsupportedUnion, .unsupportedConstruct,
    .aliasTooLarge, .mixedUnionValue, .unusedDeclaration, .neverEnabled, .alwaysTrue,
    .unknownAnnotation, .mixedScalarsets, .nonBooleanGuard, .nestedComment, .descendingLoop,
    .functionNotFound,
    .functionChanged, .functionInKernel, .invalidObservation, .invalidFairness, .invalidYAML,
    .unknownCheckKey,
    .invalidCheckValue,
    .missingCheckKey, .duplicateCheck, .unknownProperty, .unknownRule, .unknownFamily, .invalidCheckName,
    .survivingMutant,
    .needlessExplanation, .malformedLog, .unknownLogMember, .invalidLogValue, .unknownCall,
    .unknownObservation,
    .tooManyNames, .invalidRefinement, .unknownAbstraction, .missingAbstraction, .unlikeAbstraction,
  ]

  /// The code with this name, whatever its case.
  package static func named(_ name: String) -> DiagnosticCode? {
    all.first { $0.name.lowercased() == name.lowercased() }
  }
}
