package import Diagnostics

/// A value of a simple type, whatever the type: a boolean is 0 or 1, an enum member or scalarset element its
/// index, a union value its offset among all members of all alternatives, a number itself.
///
/// Arithmetic is exact within these 128 bits; leaving them is a run-time error.
package typealias Value = Int128

/// A type of the model: its name if it has one, and its shape.
package struct TypeDefinition: Hashable, Encodable, Sendable {
  package var name: String?
  package var shape: TypeShape
  package var range: SourceRange
  /// An array of slots, each a record: whether an element is in it (true, or undefined), and the element.
  ///
  /// The slots of a state are in order at the end of every step, which the steps themselves see to.
  package var isMultiset: Bool

  package init(name: String?, shape: TypeShape, range: SourceRange, isMultiset: Bool = false) {
    self.name = name
    self.shape = shape
    self.range = range
    self.isMultiset = isMultiset
  }

  /// That slots are kept in order is in what the steps do.
  private enum CodingKeys: CodingKey {
    case name, shape, range
  }
}

/// What values of a type look like.
package enum TypeShape: Hashable, Encodable, Sendable {
  case boolean
  /// `low .. high`; bounds lie in -2^63 ... 2^64-1 and `low <= high`.
  case integers(low: Value, high: Value)
  case enumeration(members: [String])
  /// `size` interchangeable elements, `size >= 1`.
  case scalarset(size: Value)
  /// A disjoint union of simple types; alternative k owns the values from `offsets[k]` on.
  case union(alternatives: [TypeID], offsets: [Value], count: Value)
  case array(index: TypeID, element: TypeID)
  case record(fields: [Field])

  /// True for types whose values fit into one cell.
  package var isSimple: Bool {
    switch self {
    case .boolean, .integers, .enumeration, .scalarset, .union: true
    case .array, .record: false
    }
  }
}

/// A named part of a record.
package struct Field: Hashable, Encodable, Sendable {
  package var name: String
  package var type: TypeID

  package init(name: String, type: TypeID) {
    self.name = name
    self.type = type
  }
}

/// The static type of an expression: a declared one, or the integers that arithmetic produces.
package enum ValueType: Hashable, Encodable, Sendable {
  case boolean
  case integer
  case declared(TypeID)
}
