/// Names for files.
package enum Slug {
  private static let longest = 60

  /// Letters, digits, `_` and single hyphens; `model` if nothing is left.
  package static func text(_ text: String) -> String {
    var slug = ""
    for character in text.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber || character == "_" {
        slug.append(character)
      } else if !slug.isEmpty, slug.last != "-" {
        slug.append("-")
      }
    }
    slug = String(slug.prefix(longest))
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? "model" : slug
  }
}
