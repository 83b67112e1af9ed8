/// Guesses which name was meant by a misspelt one.
package enum Suggestion {
  /// The candidate most like a name; nil if none is similar enough to be a misspelling.
  ///
  /// Of equally similar candidates the first in alphabetical order. Only so many are looked at that a model with a
  /// million names does not wait for a guess.
  package static func nearest(to name: String, among candidates: [String]) -> String? {
    let limit = max(1, (name.count + 1) / 3)
    let wanted = Array(name.lowercased().utf8)
    var best: (word: String, distance: Int)?
    for candidate in candidates.prefix(20_000) where abs(candidate.utf8.count - wanted.count) <= limit {
      let distance = distance(wanted, Array(candidate.lowercased().utf8))
      guard distance <= limit else { continue }
      if let current = best, (current.distance, current.word) <= (distance, candidate) { continue }
      best = (candidate, distance)
    }
    return best?.word
  }

  /// `did you mean ...?`, if there is a guess.
  package static func question(for name: String, among candidates: [String]) -> String? {
    nearest(to: name, among: candidates).map { "did you mean `\($0)`?" }
  }

  /// `did you mean ...?`, or the list of all candidates if it is short.
  package static func help(for name: String, among candidates: [String]) -> String? {
    if let question = question(for: name, among: candidates) { return question }
    guard !candidates.isEmpty, candidates.count <= 20 else { return nil }
    return "known are " + candidates.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// The number of bytes to insert, remove or replace (Levenshtein).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (line, one) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in right.enumerated() {
        let replaced = diagonal + (one == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
