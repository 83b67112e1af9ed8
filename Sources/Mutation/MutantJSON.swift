import Diagnostics
import ModelIR
package import OrderedJSON

/// The report of `mutate --format json`; `docs/report-schema.md` describes it.
package enum MutantJSON {
  package static func json(of ledger: MutantLedger) -> JSON {
    .object([
      "schema": .string("p2pcheck-mutants"), "version": .integer(1),
      "mutants": .array(ledger.entries.map(json)),
    ])
  }

  private static func json(of entry: MutantLedger.Entry) -> JSON {
    let file = entry.sources[entry.mutant.range.file]
    let start = file.position(of: entry.mutant.range.start)
    let end = file.position(of: entry.mutant.range.end)
    return .object([
      "kind": .string(entry.key.kind.rawValue),
      "fate": .string(word(for: entry.fate)),
      "noticedBy": entry.noticedBy.map(JSON.string),
      "explanation": entry.explanation.map { .string($0.reason) },
      "text": .string(entry.sources.text(of: entry.mutant.range)),
      "source": .object([
        "file": .string(file.name), "line": .integer(start.line), "column": .integer(start.column),
        "endLine": .integer(end.line), "endColumn": .integer(end.column),
      ]),
    ])
  }

  private static func word(for fate: MutantFate) -> String {
    switch fate {
    case .noticed: "noticed"
    case .unchanged: "unchanged"
    case .survives: "survives"
    case .undecided: "undecided"
    }
  }
}
