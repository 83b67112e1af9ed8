import Checking
import ModelIR
import Wording

/// The profile of an exploration for a terminal: a line per rule, the slowest first.
struct ProfileText {
  /// Names longer than this push their numbers to the right.
  private static let longestName = 40

  /// Nothing without a profile.
  static func lines(of statistics: Statistics, _ system: TransitionSystem, ink: Ink) -> [String] {
    guard let profile = statistics.profile else { return [] }
    let order = system.rules.indices.sorted {
      (profile.shareOfRules[$1], $0) < (profile.shareOfRules[$0], $1)
    }
    var rows = [["rule", "fired", "failed", "new states", "time"]]
    rows += order.map { rule in
      [
        system.rules[rule].name, Quantity.grouped(statistics.firingsPerRule[rule]),
        Quantity.grouped(statistics.stopsPerRule[rule]), Quantity.grouped(profile.newStates[rule]),
        percent(profile.shareOfRules[rule]),
      ]
    }
    rows.append(["properties", "", "", "", percent(profile.shareOfProperties)])
    rows.append(["storing states", "", "", "", percent(profile.shareOfStoring)])
    // A column in which nothing is only makes lines longer.
    if statistics.stopsPerRule.allSatisfy({ $0 == 0 }) {
      for index in rows.indices { rows[index].remove(at: 2) }
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.enumerated().map { number, row in
      let cells = row.enumerated().map { column, cell in
        column == 0
          ? Layout.pad(cell, to: min(widths[0], longestName)) : Layout.padLeft(cell, to: widths[column])
      }
      let line = "  " + cells.joined(separator: "  ")
      return number == 0 ? ink(.dim, line) : line
    }
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
