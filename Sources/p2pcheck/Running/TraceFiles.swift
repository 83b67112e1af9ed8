/// The names of trace files: `<model or check>.<property>.itf.json`.
enum TraceFiles {
  private static let longestPart = 60

  static func path(in folder: String, entry: String, claim: String, taken: Set<String>) -> String {
    let model = entry.split(separator: "/").last.map(String.init) ?? entry
    let stem = "\(folder)/\(slug(model.hasSuffix(".m") ? String(model.dropLast(2)) : model)).\(slug(claim))"
    var path = "\(stem).itf.json"
    var number = 2
    while taken.contains(path) {
      path = "\(stem)-\(number).itf.json"
      number += 1
    }
    return path
  }

  /// Letters, digits, `_` and single hyphens.
  private static func slug(_ text: String) -> String {
    var slug = ""
    for character in text.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber || character == "_" {
        slug.append(character)
      } else if !slug.isEmpty, slug.last != "-" {
        slug.append("-")
      }
    }
    slug = String(slug.prefix(longestPart))
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? "model" : slug
  }
}
