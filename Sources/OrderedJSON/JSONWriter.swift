import Diagnostics

/// Writes a `JSON` value: small values on one line, larger ones indented, members in their order.
package struct JSONWriter {
  /// A value that fits into this many characters stays on one line.
  private static let lineWidth = 100
  private var text = ""

  package static func text(of value: JSON) -> String {
    var writer = JSONWriter()
    writer.write(value, indentation: 0)
    writer.text += "\n"
    return writer.text
  }

  private mutating func write(_ value: JSON, indentation: Int) {
    switch value {
    case .array(let elements) where !Self.isShort(value):
      write("[", elements, "]", indentation: indentation) { writer, element in
        writer.write(element, indentation: indentation + 1)
      }
    case .object(let members) where !Self.isShort(value):
      write("{", members, "}", indentation: indentation) { writer, member in
        writer.writeString(member.name)
        writer.text += ": "
        writer.write(member.value, indentation: indentation + 1)
      }
    case .null, .boolean, .integer, .real, .string, .array, .object:
      writeShort(value)
    }
  }

  private mutating func write<Item>(
    _ open: String, _ items: [Item], _ close: String, indentation: Int,
    each: (inout JSONWriter, Item) -> Void
  ) {
    text += open
    for (position, item) in items.enumerated() {
      text += position == 0 ? "\n" : ",\n"
      text += String(repeating: " ", count: 2 * (indentation + 1))
      each(&self, item)
    }
    text += "\n" + String(repeating: " ", count: 2 * indentation) + close
  }

  private mutating func writeShort(_ value: JSON) {
    switch value {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += "\(value)"
    case .real(let value): text += "\(value)"
    case .string(let value): writeString(value)
    case .array(let elements):
      text += "["
      for (position, element) in elements.enumerated() {
        if position > 0 { text += ", " }
        writeShort(element)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (position, member) in members.enumerated() {
        if position > 0 { text += ", " }
        writeString(member.name)
        text += ": "
        writeShort(member.value)
      }
      text += "}"
    }
  }

  private mutating func writeString(_ string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case " "..<"\u{7F}": text.unicodeScalars.append(scalar)
      case let scalar where scalar.isVisible: text.unicodeScalars.append(scalar)
      default:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    text += "\""
  }

  private static func isShort(_ value: JSON) -> Bool {
    var room = lineWidth
    return fits(value, into: &room)
  }

  /// Subtracts an estimate of the value's length; false as soon as the room is used up.
  private static func fits(_ value: JSON, into room: inout Int) -> Bool {
    switch value {
    case .null, .boolean, .integer, .real: room -= 4
    case .string(let string): room -= string.utf8.count + 2
    case .array(let elements):
      room -= 2
      for element in elements {
        room -= 2
        if room < 0 || !fits(element, into: &room) { return false }
      }
    case .object(let members):
      room -= 2
      for member in members {
        room -= member.name.utf8.count + 6
        if room < 0 || !fits(member.value, into: &room) { return false }
      }
    }
    return room >= 0
  }
}
