/// Guesses which name was meant.
enum Suggestion {
  /// The candidate nearest to a name; nil if none is near.
  static func nearest(to name: String, among candidates: [String]) -> String? {
    let limit = max(1, name.count / 3)
    let near = candidates.map { (distance(name.lowercased(), $0.lowercased()), $0) }.filter { $0.0 <= limit }
    return near.min { $0.0 < $1.0 }?.1
  }

  /// `did you mean ...?`, or the list of all candidates if it is short.
  static func help(for name: String, among candidates: [String]) -> String? {
    if let nearest = nearest(to: name, among: candidates) { return "did you mean `\(nearest)`?" }
    guard !candidates.isEmpty, candidates.count <= 20 else { return nil }
    return "known are " + candidates.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// The number of characters to insert, remove or replace (Levenshtein).
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
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
