package import Checks
import Diagnostics

/// What a sweep exercises is judged of all combinations together, what it must not exercise of each.
extension Sweep {
  /// What no combination exercised although one should have, and what one did although it should not.
  package var unexpectedVacuity: [Vacuity.Surprise] {
    let checked = combinations.filter { $0.model != nil }
    let all = checked.compactMap { $0.model?.exercised }
    let everywhere = Exercised.surprises(of: all)
    let contradictions = Exercised.contradictions(in: all, beyond: everywhere)
    return everywhere
      + Dictionary(grouping: contradictions, by: \.surprise).map { surprise, group in
        var surprise = surprise
        surprise.text += " " + place(of: group.map { checked[$0.position] })
        return surprise
      }.sorted { ($0.range.file.index, $0.range.start) < ($1.range.file.index, $1.range.start) }
  }
}
