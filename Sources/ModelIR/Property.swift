package import Diagnostics

/// Something that is claimed of a model.
package struct Property: Hashable, Encodable, Sendable {
  /// The property's message, or `kind at line n` when there is none.
  package var name: String
  package var kind: Kind
  /// Of the rulesets around it; the claim is made for every combination (a cover: for at least one).
  package var parameters: [Parameter]
  package var locals: [Local]
  /// Nil for a property that is a statement: its condition stands at the statement.
  package var condition: Expression?
  package var range: SourceRange
  /// Unless it is met, a cover should be out of reach, and the premise of any other property never true.
  package var need: Need?

  package init(
    name: String, kind: Kind, parameters: [Parameter], locals: [Local], condition: Expression?,
    range: SourceRange, need: Need? = nil
  ) {
    self.name = name
    self.kind = kind
    self.parameters = parameters
    self.locals = locals
    self.condition = condition
    self.range = range
    self.need = need
  }

  package enum Kind: String, Hashable, Encodable, Sendable {
    /// Holds in every reachable state (`invariant`, top-level `assert`).
    case invariant
    /// Holds whenever the statement is reached.
    case assertion
    /// States, or transitions, that violate it are dropped: not a claim but a restriction.
    case assumption
    /// Holds in some reachable state, or some reached statement.
    case cover
    /// From every reachable state a state in which it holds can be reached (AG EF).
    case liveness
    /// On every fair run, each state in which something holds is at or before one in which something else does; see `leadsTo`.
    case leadsTo = "leadsto"
  }
}
