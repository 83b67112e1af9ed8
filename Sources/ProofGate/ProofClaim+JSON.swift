import Checking
import Checks
import OrderedJSON

/// How `claim.json`, version 2, is written; `docs/proofs.md` describes it.
extension ProofClaim {
  package static let fileName = "claim.json"
  package static let schema = "p2pcheck-proof"
  static let version = 2

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
    if let type = subject.anySize { members.append(.init("any", .string(type))) }
    if let depth = subject.maximumDepth { members.append(.init("maximumDepth", .integer(depth))) }
    let parts = combinations.map { Self.json(of: $0, isSweep: isSweep) }
    members.append(.init("combinations", .array(parts)))
    return JSONWriter.text(of: .object(members))
  }

  fileprivate static func json(of combination: Combination, isSweep: Bool) -> JSON {
    .object([
      "values": isSweep ? .array(combination.values.map(JSON.string)) : nil,
      "system": .string(combination.system),
      "exploration": combination.exploration.map { exploration in
        .object([
          "states": .integer(Int(exploration.states)),
          "firings": .string(exploration.firings.map(String.init).joined(separator: " ")),
          "failedSteps": exploration.failedSteps > 0 ? .integer(Int(exploration.failedSteps)) : nil,
          "digest": .string(exploration.digest),
        ])
      },
      "verdicts": counted(combination),
      "runs": list(combination.verdicts.compactMap(run)),
      "certificates": list(
        combination.certificates.map { note in
          .object([
            "number": .integer(note.number), "inductionDepth": .integer(note.inductionDepth),
            "everySize": note.everySize.map {
              .object([
                "type": .string($0.type), "cutoff": .integer($0.cutoff),
                "without": list($0.without.map { .string($0) }),
              ])
            },
            "scripts": .string(note.scripts),
            "proves": .array(
              combination.verdicts.filter { $0.evidence == .certificate(note.number) }
                .map { .string($0.claim) }),
          ])
        }),
    ])
  }

  /// The claims of each verdict that rests on the exploration, and the number of those that hold by it; nil if there are none.
  private static func counted(_ combination: Combination) -> JSON? {
    let counted = combination.unnamed + combination.verdicts.count(where: \.isCounted)
    var members = counted > 0 ? [JSON.Member(VerdictKind.explored.word, .integer(counted))] : []
    let others = combination.verdicts.filter { $0.evidence == .exploration && !$0.isCounted }
    for verdict in others where !members.contains(where: { $0.name == verdict.verdict.word }) {
      let claims = others.filter { $0.verdict == verdict.verdict }
      members.append(JSON.Member(verdict.verdict.word, .array(claims.map { .string($0.claim) })))
    }
    return members.isEmpty ? nil : .object(members)
  }

  private static func list(_ elements: [JSON]) -> JSON? { elements.isEmpty ? nil : .array(elements) }

  private static func run(of verdict: ProofVerdict) -> JSON? {
    guard case .run(let run) = verdict.evidence else { return nil }
    return .object([
      "claim": .string(verdict.claim), "verdict": .string(verdict.verdict.word),
      "steps": .array(run.steps.map(JSON.string)),
      "instance": run.instance.isEmpty ? nil : .string(run.instance),
      "from": run.from.map(JSON.integer), "loopsTo": run.loopsTo.map(JSON.integer),
      "failingProperty": run.failingProperty.map(JSON.string),
      "failingGuard": run.failingGuard.map(JSON.string),
    ])
  }
}

extension ProofClaim.Combination {
  /// True if both are written alike.
  func hasSameText(as other: Self) -> Bool {
    func text(_ combination: Self) -> String {
      JSONWriter.text(of: ProofClaim.json(of: combination, isSweep: true))
    }
    return text(self).hasSameBytes(as: text(other))
  }
}
