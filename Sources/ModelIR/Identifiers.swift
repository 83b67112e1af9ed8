/// An index into one of the arrays of a `TransitionSystem` or of a frame; each kind is its own type.
package protocol Identifier: Hashable, Encodable, Sendable, Comparable {
  var index: Int { get }
  init(_ index: Int)
}

extension Identifier {
  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// An index into `TransitionSystem.types`.
package struct TypeID: Identifier {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// An index into `TransitionSystem.variables`.
package struct VariableID: Identifier {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// An index into the `locals` of the function, rule or property that is being evaluated.
package struct LocalID: Identifier {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// An index into `TransitionSystem.functions`.
package struct FunctionID: Identifier {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// An index into `TransitionSystem.rules`.
package struct RuleID: Identifier {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// An index into `TransitionSystem.properties`.
package struct PropertyID: Identifier {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}
