import Reporting

/// How `claim.json`, version 1, is written; `docs/proofs.md` describes it.
extension ProofClaim {
  package static let fileName = "claim.json"
  package static let schema = "p2pcheck-proof"
  static let version = 1

  package var json: String {
    let isSweep = subject.constants.contains { $0.values.count > 1 }
    var members: [JSON.Member] = [
      .init("schema", .string(Self.schema)), .init("version", .integer(Self.version)),
      .init("check", .string(subject.check)), .init("model", .string(subject.model)),
      .init(
        "constants",
        .object(subject.constants.map { .init($0.name, .array($0.values.map(JSON.string))) })),
      .init("engine", .string(subject.engine)), .init("deadlock", .string(subject.deadlock)),
      .init("symmetry", .boolean(subject.symmetry)),
    ]
    if subject.failuresEndRuns { members.append(.init("failuresEndRuns", .boolean(true))) }
    if let depth = subject.maximumDepth { members.append(.init("maximumDepth", .integer(depth))) }
    let parts = combinations.map { Self.json(of: $0, isSweep: isSweep) }
    members.append(.init("combinations", .array(parts)))
    return JSONWriter.text(of: .object(members))
  }

  private static func json(of combination: Combination, isSweep: Bool) -> JSON {
    .object([
      "values": isSweep ? .array(combination.values.map(JSON.string)) : nil,
      "system": .string(combination.system),
      "exploration": combination.exploration.map { exploration in
        .object([
          "states": .integer(Int(exploration.states)),
          "firings": .array(exploration.firings.map { .integer(Int($0)) }),
          "failedSteps": exploration.failedSteps > 0 ? .integer(Int(exploration.failedSteps)) : nil,
          "digest": .string(exploration.digest),
        ])
      },
      "certificates": combination.certificates.isEmpty
        ? nil
        : .array(
          combination.certificates.map {
            .object(["number": .integer($0.number), "inductionDepth": .integer($0.inductionDepth)])
          }),
      "verdicts": .array(combination.verdicts.map(json)),
    ])
  }

  private static func json(of verdict: ProofVerdict) -> JSON {
    var members: [JSON.Member] = [
      .init("claim", .string(verdict.claim)), .init("verdict", .string(verdict.verdict)),
    ]
    switch verdict.evidence {
    case .exploration: break
    case .certificate(let number): members.append(.init("certificate", .integer(number)))
    case .run(let run): members.append(.init("run", json(of: run)))
    }
    return .object(members)
  }

  private static func json(of run: WitnessText) -> JSON {
    .object([
      "steps": .array(run.steps.map(JSON.string)),
      "instance": run.instance.isEmpty ? nil : .string(run.instance),
      "from": run.from.map(JSON.integer), "loopsTo": run.loopsTo.map(JSON.integer),
      "failingProperty": run.failingProperty.map(JSON.string),
      "failingGuard": run.failingGuard.map(JSON.string),
    ])
  }
}
