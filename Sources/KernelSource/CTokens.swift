/// C text cut into tokens: comments and blanks are gone, a preprocessor directive is one token.
struct CTokens {
  enum Kind {
    case word, directive, other
  }

  struct Token {
    var kind: Kind
    var bytes: Range<Int>
  }

  let text: [UInt8]
  private(set) var tokens: [Token] = []
  private var position = 0

  init(_ text: [UInt8]) {
    self.text = text
    var isLineStart = true
    while let byte = peek() {
      if byte == UInt8(ascii: "\n") {
        isLineStart = true
        position += 1
      } else if byte.isBlank {
        position += 1
      } else if startsComment() {
        skipComment()
      } else {
        let start = position
        let kind = take(isLineStart: isLineStart)
        tokens.append(Token(kind: kind, bytes: start..<position))
        isLineStart = false
      }
    }
  }

  private func peek(_ offset: Int = 0) -> UInt8? {
    position + offset < text.count ? text[position + offset] : nil
  }

  /// Moves behind the token that begins here.
  private mutating func take(isLineStart: Bool) -> Kind {
    switch text[position] {
    case UInt8(ascii: "#") where isLineStart:
      skipDirective()
      return .directive
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      skipQuoted()
      return .other
    case let byte where byte.isWord:
      while peek()?.isWord == true { position += 1 }
      return .word
    default:
      position += 1
      return .other
    }
  }

  private func startsComment() -> Bool {
    peek() == UInt8(ascii: "/") && (peek(1) == UInt8(ascii: "*") || peek(1) == UInt8(ascii: "/"))
  }

  private mutating func skipComment() {
    let isBlock = peek(1) == UInt8(ascii: "*")
    position += 2
    while let byte = peek() {
      if isBlock, byte == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        position += 2
        return
      }
      if !isBlock, byte == UInt8(ascii: "\n") { return }
      position += 1
    }
  }

  private mutating func skipQuoted() {
    let quote = text[position]
    position += 1
    while let byte = peek(), byte != quote, byte != UInt8(ascii: "\n") {
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    position = min(position + 1, text.count)
  }

  /// To the end of the line that is not continued.
  private mutating func skipDirective() {
    while let byte = peek(), byte != UInt8(ascii: "\n") {
      if startsComment() {
        skipComment()
      } else {
        position += byte == UInt8(ascii: "\\") && peek(1) == UInt8(ascii: "\n") ? 2 : 1
      }
    }
  }
}

extension CTokens {
  func isText(_ index: Int, _ wanted: StaticString) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    return string(index) == "\(wanted)"
  }

  /// The one byte of a token that is neither word nor directive.
  func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool {
    tokens.indices.contains(index) && tokens[index].bytes.count == 1
      && text[tokens[index].bytes.lowerBound] == UInt8(ascii: mark)
  }

  func isWord(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].kind == .word }

  func string(_ index: Int) -> String { String(decoding: text[tokens[index].bytes], as: UTF8.self) }
}

extension UInt8 {
  fileprivate var isBlank: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\r") || self == 0x0c
      || self == UInt8(ascii: "\\")
  }

  fileprivate var isWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
