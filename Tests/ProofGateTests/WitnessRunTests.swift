import Checking
import ModelIR
import ProofGate
import TestSupport
import Testing

/// Runs as text, and the traces that they are.
@Suite struct WitnessRunTests {
  private static let model = """
    type who: enum { ann, bob };
    var turn: who; n: 0 .. 5;
    startstate "ann begins" begin turn := ann; n := 0; end;
    startstate "bob begins" begin turn := bob; n := 0; end;
    ruleset w: who; k: 1 .. 2 do
      rule "add" turn = w & n + k <= 5 ==> begin n := n + k; turn := (w = ann ? bob : ann); end;
    end;
    rule "same" n = 1 ==> begin n := 2; end;
    rule "same" n = 1 ==> begin n := 3; end;
    rule "check" n = 4 ==> begin assert turn = ann "ann is on" ; n := 0; end;
    invariant "below five" n < 5;
    ruleset w: who do invariant "turn" n = 3 -> turn != w; end;
    """

  private static func run(_ steps: [String], instance: String = "") -> WitnessText {
    WitnessText(steps: steps, instance: instance)
  }

  private static func claim(_ name: String, in system: TransitionSystem) throws -> Claim {
    try #require(system.claims(deadlock: .stuck).first { $0.name(in: system) == name })
  }

  @Test(
    "a run that the model has is read, and written as it was",
    arguments: [
      (
        "below five",
        run([
          "ann begins", "add (w = ann, k = 2)", "add (w = bob, k = 2)", "add (w = ann, k = 1)",
        ])
      ),
      ("turn", run(["bob begins", "add (w = bob, k = 1)", "same"], instance: " (w = ann)")),
      ("turn", run(["ann begins", "add (w = ann, k = 1)", "same"], instance: " (w = bob)")),
      ("ann is on", run(["bob begins", "add (w = bob, k = 1)", "same", "add (w = ann, k = 1)", "check"])),
    ])
  func stands(name: String, text: WitnessText) throws {
    let system = try Run.system(Self.model)
    let runs = WitnessRun(system, deadlock: .stuck)
    let trace = try runs.trace(of: text, Self.claim(name, in: system))
    #expect(runs.text(of: trace) == text)
    #expect(trace.steps.count == text.steps.count)
  }

  @Test(
    "what the model does not do, or does otherwise, is no run",
    arguments: [
      ("below five", run([])),
      ("below five", run(["ann begins"])),
      ("below five", run(["carl begins"])),
      ("below five", run(["add (w = ann, k = 2)"])),
      ("below five", run(["ann begins", "add (w = bob, k = 2)"])),
      ("below five", run(["ann begins", "add (w = ann,k = 2)"])),
      ("below five", run(["ann begins", "add (w = ann)"])),
      ("below five", run(["ann begins", "add (w = ann, k = 3)"])),
      ("below five", run(["ann begins", "add (k = 2, w = ann)"])),
      (
        "below five",
        run([
          "ann begins", "add (w = ann, k = 2)", "add (w = bob, k = 2)", "add (w = ann, k = 2)",
        ])
      ),
      (
        "below five",
        run(
          ["ann begins", "add (w = ann, k = 2)", "add (w = bob, k = 2)", "add (w = ann, k = 1)"],
          instance: " (w = ann)")
      ),
      ("turn", run(["bob begins", "add (w = bob, k = 1)", "same"], instance: " (w = bob)")),
      ("turn", run(["bob begins", "add (w = bob, k = 1)", "same"])),
      ("no-deadlock", run(["bob begins", "add (w = bob, k = 1)", "same"])),
      ("ann is on", run(["bob begins", "add (w = bob, k = 1)", "same", "check"])),
    ])
  func falls(name: String, text: WitnessText) throws {
    let system = try Run.system(Self.model)
    let claim = try Self.claim(name, in: system)
    #expect(throws: Objection.self) { try WitnessRun(system, deadlock: .stuck).trace(of: text, claim) }
  }
}
