import Checking
import Checks
import OrderedJSON
import Reporting

/// The list of checks for programs; `docs/checks.md` describes every member.
extension ResolvedCheck {
  static func json(of checks: [ResolvedCheck]) -> JSON {
    .object([
      "schema": .string("p2pcheck-checks"), "version": .integer(1),
      "tool": .object(["name": .string("p2pcheck"), "version": .string(P2PCheck.version)]),
      "checks": .array(checks.map(\.json)),
    ])
  }

  private var json: JSON {
    .object([
      "id": .string(check.identity.id), "title": check.identity.title.map(JSON.string),
      "family": check.family.map(JSON.string), "model": .string(check.model),
      "constants": .object(
        check.settings.map { JSON.Member($0.name, .array($0.values.map(JSON.string))) }),
      "engine": .string(engine), "deadlock": .string(check.deadlock.rawValue),
      "symmetry": .boolean(check.symmetry),
      "failuresEndRuns": check.failuresEndRuns ? .boolean(true) : nil,
      "maxDepth": check.maximumDepth.map(JSON.integer),
      "properties": .array(claims.map(\.json)), "neverFires": .array(neverFires.map(\.json)),
      "vacuous": .array(vacuous.map(\.json)),
    ])
  }
}

extension ResolvedCheck.Claim {
  fileprivate var json: JSON {
    .object([
      "name": .string(name), "kind": kind.map(JSON.string),
      "expected": .array(
        cases.map { item in
          .object([
            "verdict": .string(item.verdict.word),
            "where": item.patterns.map { .array($0.map(\.json)) },
          ])
        }),
    ])
  }
}

extension ResolvedCheck.Silence {
  fileprivate var json: JSON {
    .object(["name": .string(name), "needs": need.map(JSON.string)])
  }
}

extension SweepPattern {
  fileprivate var json: JSON {
    .object(choices.map { JSON.Member($0.name, .array($0.values.map(JSON.string))) })
  }
}
