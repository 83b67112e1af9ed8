package import Diagnostics

/// Something that can be read and usually written: a variable, or a part of one.
package struct Place: Hashable, Encodable, Sendable {
  package var root: Root
  package var path: [Step]
  /// The type of what is named, after the whole path.
  package var type: ValueType
  package var range: SourceRange

  package init(root: Root, path: [Step] = [], type: ValueType, range: SourceRange) {
    self.root = root
    self.path = path
    self.type = type
    self.range = range
  }

  package indirect enum Root: Hashable, Encodable, Sendable {
    case state(VariableID)
    case local(LocalID)
    /// A part of a computed record or array; read-only.
    case value(Expression)
  }

  package enum Step: Hashable, Encodable, Sendable {
    /// The field with this index; `record` is the record's type.
    case field(Int, record: TypeID)
    /// The element at this index, which must lie in the array's index type; `array` is the array's type.
    case element(Expression, array: TypeID)
  }
}
