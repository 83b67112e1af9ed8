import Diagnostics
package import OrderedJSON

/// A simple value as a log has it: what it means depends on the model's type.
package enum LogValue: Hashable, Sendable {
  case boolean(Bool)
  case integer(Int)
  /// The name of an enum member, of an element or of an error; also a number or boolean, if it is compared with a word.
  case text(String)

  /// Nil for what is no simple value.
  package init?(_ json: JSON) {
    switch json {
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .string(let value): self = .text(value)
    case .null, .real, .array, .object: return nil
    }
  }

  /// As an annotation would have it, made safe to show.
  package var text: String {
    switch self {
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .text(let value): value.visible
    }
  }
}
