/// When a property says something at all.
extension Expression {
  /// The condition without which the expression is trivially true: of `a -> b` it is `a`, of `forall x do a -> b end`
  /// it is `exists x do a end`; nil for anything else.
  package var premise: Expression? {
    switch kind {
    case .binary(.implies, let premise, _):
      return premise
    case .quantified(.forall, let binder, let body):
      return body.premise.map { Expression(.quantified(.exists, binder, $0), type: .boolean, range: range) }
    case .constant, .read, .unary, .binary, .sameContent, .conditional, .quantified, .isUndefined, .isMember,
      .widened, .narrowed, .call:
      return nil
    }
  }
}

extension Property {
  /// The condition without which the property says nothing in a state; nil if it always says something.
  ///
  /// A cover shows itself what it says, and what an assertion statement says, the rule does that reaches it.
  package var premise: Expression? {
    switch kind {
    case .invariant, .liveness: condition?.premise
    case .leadsTo: leadsTo?.premise
    case .assertion, .assumption, .cover: nil
    }
  }
}
