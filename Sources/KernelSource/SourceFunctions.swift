package import Digests

/// The functions that a file of C defines, each with a digest of its text.
///
/// The text is that of the tokens: comments and layout do not count. A function with several definitions, one for each
/// configuration, has one digest for all of them; a macro with parameters counts as a function.
package struct SourceFunctions {
  private let digests: [String: SHA256Digest]

  package init(text: [UInt8]) {
    var search = DefinitionSearch(CTokens(text))
    search.run()
    digests = search.definitions.mapValues { SHA256.hash(data: $0) }
  }

  /// Nil if the file does not define it.
  package subscript(_ function: String) -> SHA256Digest? { digests[function] }
}

/// Walks over the tokens of a file and collects what is defined at its outermost level.
private struct DefinitionSearch {
  /// The texts of a name's definitions, one after the other.
  private(set) var definitions: [String: [UInt8]] = [:]
  private let c: CTokens
  private var index = 0
  /// Where the declaration under way begins.
  private var start = 0

  init(_ tokens: CTokens) { c = tokens }

  mutating func run() {
    while index < c.tokens.count {
      if c.tokens[index].kind == .directive {
        if let name = macroName(index) { define(name, index..<index + 1) }
        index += 1
        start = index
      } else if let name = definedName(), let body = body() {
        let end = behind(body, "{", "}")
        define(name, start..<end)
        index = end
        start = end
      } else if c.isMark(index, "{") {
        index = behind(index, "{", "}")
      } else {
        index += 1
        if c.isMark(index - 1, ";") { start = index }
      }
    }
  }

  private mutating func define(_ name: String, _ range: Range<Int>) {
    for token in range {
      let isDirective = c.tokens[token].kind == .directive
      definitions[name, default: []] += isDirective ? directive(token) : Array(c.text[c.tokens[token].bytes])
      definitions[name, default: []].append(UInt8(ascii: isDirective ? "\n" : " "))
    }
  }

  /// Without its layout and comments.
  private func directive(_ token: Int) -> [UInt8] {
    let inner = CTokens(Array(c.text[c.tokens[token].bytes].dropFirst()))
    return Array("#".utf8) + inner.tokens.flatMap { Array(inner.text[$0.bytes]) + [UInt8(ascii: " ")] }
  }

  /// `#define NAME(`, without a blank in front of the parenthesis.
  private func macroName(_ token: Int) -> String? {
    let inner = CTokens(Array(c.text[c.tokens[token].bytes].dropFirst()))
    guard inner.isText(0, "define"), inner.isWord(1), inner.isMark(2, "("),
      inner.tokens[1].bytes.upperBound == inner.tokens[2].bytes.lowerBound
    else { return nil }
    return inner.string(1)
  }

  /// The name in front of a list of parameters, or in one: `SYSCALL_DEFINE5(name, ...)`.
  private func definedName() -> String? {
    guard c.isWord(index), c.isMark(index + 1, "(") else { return nil }
    let name = c.string(index)
    guard name.hasPrefix("SYSCALL_DEFINE") || name.hasPrefix("COMPAT_SYSCALL_DEFINE") else { return name }
    return c.isWord(index + 2) ? c.string(index + 2) : nil
  }

  /// Where the body begins, if one follows the list of parameters and attributes such as `__releases(lock)`.
  private func body() -> Int? {
    var next = behind(index + 1, "(", ")")
    while c.isWord(next) {
      next += 1
      if c.isMark(next, "(") { next = behind(next, "(", ")") }
    }
    return c.isMark(next, "{") ? next : nil
  }

  /// The index behind the bracket that closes the one at `first`.
  ///
  /// Of the branches of an `#if` each begins as deep as the first.
  private func behind(_ first: Int, _ opening: Unicode.Scalar, _ closing: Unicode.Scalar) -> Int {
    var depth = 0
    var outside: [Int] = []
    for token in first..<c.tokens.count {
      if c.tokens[token].kind == .directive {
        let inner = CTokens(Array(c.text[c.tokens[token].bytes].dropFirst()))
        switch inner.tokens.isEmpty ? "" : inner.string(0) {
        case "if", "ifdef", "ifndef": outside.append(depth)
        case "else", "elif": depth = outside.last ?? depth
        case "endif": _ = outside.popLast()
        default: break
        }
      } else if c.isMark(token, opening) {
        depth += 1
      } else if c.isMark(token, closing) {
        depth -= 1
        if depth == 0 { return token + 1 }
      }
    }
    return c.tokens.count
  }
}
