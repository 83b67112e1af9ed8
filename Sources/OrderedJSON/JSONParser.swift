import Foundation

/// Why a text is not JSON, and where.
package struct JSONError: Error, Hashable, Sendable {
  package var message: String
  /// One-based.
  package var line: Int
  package var column: Int

  package init(message: String, line: Int, column: Int) {
    self.message = message
    self.line = line
    self.column = column
  }
}

/// Reads JSON (RFC 8259) from bytes that nobody vouches for: it never traps, and nesting has a limit.
package struct JSONParser {
  /// Deeper nesting is refused: each level costs stack.
  package static let maximumDepth = 512

  private let bytes: [UInt8]
  private var position = 0

  private init(bytes: [UInt8]) { self.bytes = bytes }

  package static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSON {
    var parser = JSONParser(bytes: bytes)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.error("there is more text after the value") }
    return value
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func error(_ message: String) -> JSONError {
    let before = bytes[..<min(position, bytes.count)]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    return JSONError(
      message: current == nil ? "the text ends too early" : message, line: line,
      column: position - lineStart + 1)
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSON {
    guard depth < Self.maximumDepth else { throw error("values are nested too deeply") }
    skipSpace()
    switch current {
    case UInt8(ascii: "{"):
      var nothing: [Remembered] = []
      return try object(depth: depth, before: &nothing)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSON) throws(JSONError) -> JSON {
    for byte in word.utf8 where !take(byte) { throw error("`\(word)` is expected here") }
    return value
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSON {
    position += 1
    var elements: [JSON] = []
    var before: [Remembered] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      skipSpace()
      let isRemembered = depth == Self.rememberedDepth && current == UInt8(ascii: "{")
      elements.append(
        isRemembered ? try object(depth: depth + 1, before: &before) : try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw error("`,` or `]` is expected here") }
    }
  }

  /// A member and its text.
  private struct Remembered {
    var text: Range<Int>
    var member: JSON.Member
  }

  /// Arrays at this depth (the states of a trace) are rows of objects that differ little from one another: what is
  /// written as in the object before is not read again but shared with it.
  private static let rememberedDepth = 1

  /// True if the bytes of an earlier value, after which it ended, stand here once more.
  private func isRepeated(_ text: Range<Int>) -> Bool {
    let end = position + text.count
    guard end < bytes.count else { return false }
    switch bytes[end] {
    case UInt8(ascii: ","), UInt8(ascii: "}"): break
    default: return false
    }
    var here = position
    for earlier in text {
      if bytes[earlier] != bytes[here] { return false }
      here += 1
    }
    return true
  }

  /// `before` is what the object before in the same array had, and then what this one has.
  private mutating func object(depth: Int, before: inout [Remembered]) throws(JSONError) -> JSON {
    position += 1
    var members: [JSON.Member] = []
    members.reserveCapacity(before.count)
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw error("a member's name in quotes is expected here") }
      let number = members.count
      if number < before.count, isRepeated(before[number].text) {
        members.append(before[number].member)
        position += before[number].text.count
      } else {
        let start = position
        let name = try string()
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw error("`:` is expected here") }
        members.append(JSON.Member(name, try value(depth: depth + 1)))
        if depth == Self.rememberedDepth + 1 {
          let remembered = Remembered(text: start..<position, member: members[number])
          if number < before.count { before[number] = remembered } else { before.append(remembered) }
        }
      }
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw error("`,` or `}` is expected here") }
    }
  }

  /// `Decimal` rounds more.
  private static let mostDigits = 38

  private mutating func number() throws(JSONError) -> JSON {
    let start = position
    while let byte = current, Self.isNumberByte(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let integer = Int(text) { return .integer(integer) }
    // `Decimal` reads as far as it understands; what is a number, `Double` says.
    guard let approximation = Double(text), approximation.isFinite else {
      position = start
      throw error("a value is expected here")
    }
    let digits = text.prefix { $0 != "e" && $0 != "E" }.filter(\.isNumber)
    guard digits.count <= Self.mostDigits, let real = Decimal(string: text), !real.isNaN else {
      position = start
      throw error("this number has too many digits to be exact")
    }
    return .real(real)
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      position += 1
    }
    if take(UInt8(ascii: "\"")) { return String(decoding: bytes[start..<position - 1], as: UTF8.self) }
    var content = Array(bytes[start..<position])
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        content.append(contentsOf: String(try escaped()).utf8)
      case 0..<0x20: throw error("a control character must be escaped")
      default:
        content.append(byte)
        position += 1
      }
    }
    throw error("a string is not closed")
  }

  private mutating func escaped() throws(JSONError) -> Character {
    guard let byte = current else { throw error("a string is not closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return Character(try unicodeScalar())
    default:
      position -= 1
      throw error("this escape sequence is invalid")
    }
  }

  private mutating func unicodeScalar() throws(JSONError) -> Unicode.Scalar {
    let first = try hexadecimal()
    guard UTF16.isLeadSurrogate(first) else {
      return Unicode.Scalar(first) ?? "\u{FFFD}"
    }
    guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { return "\u{FFFD}" }
    let second = try hexadecimal()
    guard UTF16.isTrailSurrogate(second) else { return "\u{FFFD}" }
    let value = 0x10000 + (UInt32(first & 0x3FF) << 10) + UInt32(second & 0x3FF)
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt16 {
    let end = position + 4
    guard end <= bytes.count,
      let value = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
    else { throw error("four hexadecimal digits are expected here") }
    position = end
    return value
  }
}
