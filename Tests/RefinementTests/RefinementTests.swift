import Diagnostics
import ExplicitState
import Foundation
import ModelIR
import Murphi
import Refinement
import Symbolic
import TestSupport
import Testing

/// Designs in files, each with its abstract model behind `-- abstract model:`; the name says what comes of it.
///
/// `refines-....m`; `violated-3-....m` if step 3 is the first that strays; `unknown-....m`; `P2P902-....m` for a mistake.
@Suite struct RefinementTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  private static let cases: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".m") }.sorted()

  private static func subject(_ name: String) throws -> RefinementSubject {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    let parts = text.components(separatedBy: "-- abstract model:\n")
    try #require(parts.count == 2)
    return try RefinementSubject(parts[0], refines: parts[1])
  }

  @Test("a design is judged as its name says", arguments: cases)
  func design(name: String) async throws {
    if name.hasPrefix("P2P901") {
      let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
      let codes = RefinementSubject.compile(text).diagnostics.filter { $0.severity == .error }.map(\.code)
      #expect(codes == [.invalidRefinement])
      return
    }
    let subject = try Self.subject(name)
    if name.hasPrefix("P2P") {
      #expect(subject.parsed.diagnostics.map(\.code.name) == [String(name.prefix(6))])
      #expect(subject.parsed.value == nil)
      return
    }
    for native in [nil, NativeOptions.quick()] {
      let word = try await subject.answer(native: native).word.replacing(" ", with: "-")
      #expect(name.hasPrefix(word + "-"), "\(word)")
    }
  }

  @Test("there are cases of every kind")
  func areThere() {
    for kind in ["refines", "violated", "unknown", "P2P901", "P2P902", "P2P903", "P2P904"] {
      #expect(Self.cases.contains { $0.hasPrefix(kind) }, "\(kind)")
    }
  }

  @Test("without a prover nobody knows of a step whose arguments are too many")
  func withoutProver() async throws {
    let subject = try Self.subject("violated-2-wide.m")
    #expect(try await subject.answer(prover: nil).word == "unknown")
    #expect(try await Self.subject("refines-wide.m").answer(prover: nil).word == "refines")
  }

  @Test("the run that is shown is one of the design, and its last step is the one")
  func run() async throws {
    let subject = try Self.subject("violated-3-two-at-once.m")
    guard case .strays(let stray) = try await subject.answer().outcome else {
      Issue.record("it refines")
      return
    }
    let interpreter = Interpreter(subject.design)
    var state: State?
    for firing in stray.run {
      guard
        case .next(let next, _)? = state.map({ interpreter.fireIfEnabled(firing, in: $0) })
          ?? interpreter.start(firing)
      else {
        Issue.record("the run does not stand")
        return
      }
      state = next
    }
    #expect(stray.before?.cells == [2])
    #expect(stray.after?.cells == [0])
    #expect(stray.nearest.first?.differences == [0])
  }

  @Test("what does not fit into the memory is not said to refine")
  func memory() async throws {
    let design = """
      --@ refines a.m
      var n: array [0..5] of 0..9; --@ abstracts
      x: 0..0;
      startstate for i: 0..5 do n[i] := 0 end; x := 0; end;
      ruleset i: 0..5 do rule "hidden" n[i] < 9 ==> n[i] := n[i] + 1; end; end;
      """
    let subject = try RefinementSubject(design, refines: "var x: 0..0; startstate x := 0; end;")
    #expect(try await subject.answer(memory: 1 << 16).word == "unknown")
  }
}
