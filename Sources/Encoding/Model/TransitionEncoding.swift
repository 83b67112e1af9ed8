package import Diagnostics
package import ModelIR

/// A transition system as terms: what strategies, certificates and exporters work on.
///
/// All terms speak of the constants of one state (`leaves`) and, for transitions, of the rule's own parameters.
/// A transition is a substitution: the next value of each leaf as a term over the current ones.
package struct TransitionEncoding: Sendable {
  package let system: TransitionSystem
  package let bank: TermBank
  package let leaves: [StateLeaf]
  /// Every leaf that is a number lies in its type: holds in every state, and each transition keeps it.
  package let ranges: Term
  package let starts: [EncodedTransition]
  package let rules: [EncodedTransition]
  /// By `PropertyID.index`; nil for properties that are statements, and for assumptions, which are part of transitions.
  package let properties: [EncodedProperty?]

  package init(
    system: TransitionSystem, bank: TermBank, leaves: [StateLeaf], ranges: Term,
    starts: [EncodedTransition], rules: [EncodedTransition], properties: [EncodedProperty?]
  ) {
    self.system = system
    self.bank = bank
    self.leaves = leaves
    self.ranges = ranges
    self.starts = starts
    self.rules = rules
    self.properties = properties
  }

  /// The parameters of all rules and properties: what a lemma for every value of a type is worth assuming for.
  package var parameters: [EncodedParameter] {
    rules.flatMap(\.parameters) + properties.compactMap { $0 }.flatMap(\.parameters)
  }

  /// What turns a condition on the current state into one on the state that has these leaves.
  package func substitution(to next: [Term]) -> [Term: Term] {
    Dictionary(uniqueKeysWithValues: zip(leaves.map(\.constant), next))
  }
}

/// A part of the state that is one constant: the value, or the definedness, of a simple component, or of the
/// components of an array that is too large to enumerate.
package struct StateLeaf: Hashable, Sendable {
  package enum Role: Hashable, Sendable {
    /// The value: Bool for a boolean, else a bit-vector (or an array of them). Unsigned and just wide enough for the
    /// type if that has no negative values, else signed. Zero (false) where undefined: equal states are equal terms.
    case value
    /// Whether the component is defined: a Bool (or an array of them).
    case isDefined
  }

  /// The component; array steps of enumerated arrays carry constants, those of SMT arrays are left out,
  /// also before fields (`indices` says which types they have).
  package let place: Place
  package let role: Role
  /// The index types of an SMT array's steps, outermost first; empty for a single component.
  ///
  /// Several are array sorts inside each other. Elements that are no value of the type count as its lowest one, so no range is assumed of them.
  package let indices: [TypeID]
  /// The simple type of the component.
  package let type: TypeID
  /// The constant that stands for it in the current state.
  package let constant: Term

  package init(place: Place, role: Role, indices: [TypeID], type: TypeID, constant: Term) {
    self.place = place
    self.role = role
    self.indices = indices
    self.type = type
    self.constant = constant
  }
}

/// A parameter of a rule or property as a constant, with the numbers it ranges over.
package struct EncodedParameter: Hashable, Sendable {
  package let parameter: Parameter
  package let constant: Term

  package init(parameter: Parameter, constant: Term) {
    self.parameter = parameter
    self.constant = constant
  }
}

/// A rule or start state for arbitrary values of its parameters.
package struct EncodedTransition: Sendable {
  /// The rule, or the start state by index.
  package let subject: Firing.Subject
  package let parameters: [EncodedParameter]
  /// The parameters' values are among those they take.
  package let domain: Term
  /// Domain and guard: something happens, be it that it fails.
  package let isEnabled: Term
  /// The transition happens: domain, guard true, nothing fails, no assumption rules it out.
  package let isTaken: Term
  /// The value of each leaf afterwards, in the order of `TransitionEncoding.leaves`.
  package let next: [Term]
  /// Cases in which evaluating the guard or the body fails; conditions include `domain`.
  package let failures: [EncodedFailure]
  /// Cover statements that the transition reaches; conditions include `isTaken`.
  package let covers: [PropertyID: Term]

  package init(
    subject: Firing.Subject, parameters: [EncodedParameter], domain: Term, isEnabled: Term,
    isTaken: Term, next: [Term], failures: [EncodedFailure], covers: [PropertyID: Term]
  ) {
    self.subject = subject
    self.parameters = parameters
    self.domain = domain
    self.isEnabled = isEnabled
    self.isTaken = isTaken
    self.next = next
    self.failures = failures
    self.covers = covers
  }
}

/// When an evaluation fails, and how; of several failures in one evaluation only the first one's condition is true.
package struct EncodedFailure: Sendable {
  package let failure: Failure
  package let condition: Term

  package init(failure: Failure, condition: Term) {
    self.failure = failure
    self.condition = condition
  }
}

/// A property with a condition, for arbitrary values of its parameters.
package struct EncodedProperty: Sendable {
  package let parameters: [EncodedParameter]
  package let domain: Term
  /// The condition's value; false where evaluating it fails, and outside the domain.
  package let holds: Term
  /// Cases in which evaluating it fails; conditions include `domain`.
  package let failures: [EncodedFailure]

  package init(parameters: [EncodedParameter], domain: Term, holds: Term, failures: [EncodedFailure]) {
    self.parameters = parameters
    self.domain = domain
    self.holds = holds
    self.failures = failures
  }
}

/// What cannot be put into terms: which construct, where, and what to do instead.
package struct UnsupportedConstruct: Error, Hashable, Sendable {
  /// A lower-case sentence.
  package let message: String
  package let range: SourceRange

  package init(_ message: String, at range: SourceRange) {
    self.message = message
    self.range = range
  }
}
