import Foundation
import ModelIR
import Murphi
import Testing

/// The grammar that editors colour models by knows the words of the language, and no others.
@Suite struct HighlightingTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let extensionFolder = root.appending(path: "docs/vscode")

  private struct Pattern: Decodable {
    var name: String?
    var match: String?
    var begin: String?
    var end: String?
    var include: String?
    var patterns: [Pattern]?
  }

  private struct Grammar: Decodable {
    struct Group: Decodable { var patterns: [Pattern] }
    var patterns: [Pattern]
    var repository: [String: Group]
  }

  private func grammar() throws -> Grammar {
    let file = Self.extensionFolder.appending(path: "syntaxes/murphi.tmLanguage.json")
    return try JSONDecoder().decode(Grammar.self, from: Data(contentsOf: file))
  }

  /// The words in `(?i:a|b)` of a group of patterns.
  private func words(of group: String, in grammar: Grammar) -> [String] {
    (grammar.repository[group]?.patterns ?? []).flatMap { pattern in
      (pattern.match ?? "").matches(of: /\(\?i:([a-z|]+)\)/).flatMap {
        $0.1.split(separator: "|").map(String.init)
      }
    }
  }

  @Test("every keyword has one colour")
  func keywords() throws {
    let grammar = try grammar()
    let words = words(of: "keywords", in: grammar) + words(of: "properties", in: grammar)
    #expect(words.sorted() == MurphiFrontEnd.keywords)
  }

  @Test("so has every word that is one only where no name can stand")
  func wordsInPlace() throws {
    let folder = Self.root.appending(path: "Sources/Murphi")
    var known: Set = ["include", "leadsto"]
    known.formUnion([Function.Fold.Kind.count, .sum, .least, .greatest].map(\.rawValue))
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where path.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      for match in text.matches(of: /isAt(?:Predicate)?\("([a-z]+)"\)|isBuiltIn\(name, "([a-z]+)"\)/) {
        if let word = match.1 ?? match.2 { known.insert(String(word)) }
      }
    }
    #expect(known.count > 12)
    let grammar = try grammar()
    #expect(words(of: "words", in: grammar).sorted() == known.sorted())
  }

  @Test(
    "words are told from names by what stands behind them",
    arguments: [
      ("process p: cpu at pc", ["process", "at"]), ("process := at;", [":="]),
      ("goto take;", ["goto"]), ("goto := 1;", [":=", "1"]), ("await x = 1;", ["await", "=", "1"]),
      ("n := count p: page do f end", [":=", "count", "do", "end"]), ("count := max;", [":="]),
      ("leadsto \"a\" p ~> q;", ["leadsto", "\"", "~>"]), ("leadsto: boolean;", ["boolean"]),
      ("{r with f: 0x1F}", ["with", "0x1F"]), ("m: MULTISET [2] of t", ["MULTISET", "2", "of"]),
      ("Rule \"a\" TRUE ==> x := - 2 -- end", ["Rule", "\"", "TRUE", "==>", ":=", "-", "2", "-- end"]),
      ("--@ fair", ["--@ fair"]), ("endx := 1x;", [":=", "1"]),
    ])
  func places(line: String, coloured: [String]) throws {
    #expect(try found(in: line) == coloured)
  }

  /// What the grammar finds in a line, from left to right; the first pattern at the leftmost place wins.
  private func found(in line: String) throws -> [String] {
    let grammar = try grammar()
    let groups = grammar.patterns.compactMap { $0.include?.dropFirst() }
    let patterns = groups.flatMap { grammar.repository[String($0)]?.patterns ?? [] }
    let expressions = try patterns.map { try NSRegularExpression(pattern: $0.match ?? $0.begin ?? "(?!)") }
    var found: [String] = []
    var position = 0
    let text = line as NSString
    while position < text.length {
      let rest = NSRange(location: position, length: text.length - position)
      let matches = expressions.enumerated().compactMap { index, expression in
        expression.firstMatch(in: line, options: .withTransparentBounds, range: rest).map {
          (index, $0.range)
        }
      }
      guard let (index, range) = matches.min(by: { ($0.1.location, $0.0) < ($1.1.location, $1.0) }) else {
        break
      }
      found.append(text.substring(with: range))
      position = range.location + max(range.length, 1)
      if let end = patterns[index].end {
        let close = try NSRegularExpression(pattern: end).firstMatch(
          in: line, range: NSRange(location: position, length: text.length - position))
        position = close.map { $0.range.location + $0.range.length } ?? text.length
      }
    }
    return found
  }

  @Test("the extension has the files that it names")
  func files() throws {
    let folder = Self.extensionFolder
    let text = try String(contentsOf: folder.appending(path: "package.json"), encoding: .utf8)
    _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let paths = text.matches(of: /"(\.\/[^"]+)"/).map { String($0.1) }
    #expect(paths.count == 3)
    for path in paths {
      let data = try Data(contentsOf: folder.appending(path: path))
      if path.hasSuffix(".json") { _ = try JSONSerialization.jsonObject(with: data) }
    }
  }

  @Test("what the manual adds to Vim's colours are words of the language")
  func vim() throws {
    let manual = try String(contentsOf: Self.root.appending(path: "docs/editors.md"), encoding: .utf8)
    let lines = manual.matches(of: /syntax keyword \w+ ([a-z ]+)/).map(\.1)
    let words = Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
    #expect(words.isSuperset(of: ["assume", "cover", "liveness", "process"]))
    let known = MurphiFrontEnd.keywords + self.words(of: "words", in: try grammar())
    #expect(words.isSubset(of: known))
  }
}
