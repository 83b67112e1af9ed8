import Diagnostics
import Foundation
import Murphi
import TestSupport
import Testing

/// Lines go where their blocks want them, and nothing else changes.
@Suite struct FormatterTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every model of this project, without the ones that are wrong on purpose.
  private static let models: [String] = {
    [
      "Models", "Tests/EndToEndTests/Corpus/holds", "Tests/EndToEndTests/Corpus/violated",
      "Tests/Benchmarks/Problems",
    ]
    .flatMap { folder in
      (FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.compactMap { $0 as? String }
        ?? [])
        .filter { $0.hasSuffix(".m") }.map { "\(folder)/\($0)" }
    }.sorted()
  }()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  @Test("the models of this project are formatted already")
  func fixedPoints() throws {
    #expect(Self.models.count > 100)
    for path in Self.models {
      let text = try Self.text(path)
      #expect(
        MurphiFrontEnd.format(SourceFile(name: path, text: text)).value == text, "p2pcheck format \(path)")
    }
  }

  @Test(
    "however a model is indented, its words stay, and formatting it twice is formatting it once",
    arguments: [1, 2, 3])
  func messes(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for path in Self.models {
      let messy = try Self.text(path).split(separator: "\n", omittingEmptySubsequences: false).map { line in
        let content = line.drop { $0 == " " }
        let space = [" ", "\t", "   ", ""].randomElement(using: &generator) ?? ""
        return space + content + (content.isEmpty ? "" : space)
      }.joined(separator: seed == 2 ? "\r\n" : "\n")
      let once = try #require(MurphiFrontEnd.format(SourceFile(name: path, text: messy)).value, "\(path)")
      #expect(once.filter { !$0.isWhitespace } == messy.filter { !$0.isWhitespace }, "\(path)")
      #expect(MurphiFrontEnd.format(SourceFile(name: path, text: once)).value == once, "\(path)")
    }
  }

  @Test("statements that fill a line each come back to where they were")
  func blocks() throws {
    let text = """
      const
        N: 2; -- how many
        -- still of the constants
      type t: record
        a: 0 .. N;
        b: record c: boolean; end;
      end;
      var x: array [0 .. N] of t;
          y: boolean;

      /* A comment of
            two lines stays. */
      function f(
        i: 0 .. N;
        j: boolean
      ): boolean;
      var k: 0 .. N;
      begin
        switch i
          case 0, 1:
            return j;
          else
            if j then
              k := i;
              -- Nothing else.
            elsif y
              & !j
            then
              return false;
            else
              while exists m: 0 .. N do
                x[m].b.c
              end do
                k := k
                  + 1;
              end;
            endif;
        end;
        return true
             & y;
      end;

      startstate
        y := false;
      end;

      ruleset i: 0 .. N do alias z: x[i] do

        -- What it does.
        rule "a string
      of two lines"
          y
          & z.b.c
          -- why
        ==>
        var l: boolean;
        begin
          l := y; if l then
            y := false;
          end;
        end;

      end; end;

      invariant "i"
        forall i: 0 .. N do
          x[i].a = 0
        end;

      """
    let formatted = MurphiFrontEnd.format(SourceFile(name: "m.m", text: text))
    #expect(formatted.value == text, "\(formatted.diagnostics.map(\.message))")
    // Lines that begin something find their place from anywhere; the others move with them.
    let moved = text.replacing("\n      l := y", with: "\nl := y").replacing("\n  rule", with: "\n\t\trule")
      .replacing("\n      y := false;\n    end;", with: "\n y := false;\n            end;")
    #expect(moved != text && MurphiFrontEnd.format(SourceFile(name: "m.m", text: moved)).value == text)
  }

  @Test(
    "what is broken stays as it is",
    arguments: ["rule x ==>", "var x: 0..1; startstate x := 0;", "/* open", "\"open"])
  func broken(text: String) {
    #expect(MurphiFrontEnd.format(SourceFile(name: "m.m", text: text)).value == nil)
  }

  @Test("bytes that are no UTF-8 are not replaced")
  func bytes() {
    let bytes = Array("-- ".utf8) + [0xFF] + Array("\nvar x: 0..1;\n".utf8)
    #expect(MurphiFrontEnd.format(SourceFile(name: "m.m", bytes: bytes)).value == nil)
  }
}
