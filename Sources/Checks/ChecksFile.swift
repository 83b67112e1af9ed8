/// A file of checks.
package struct ChecksFile: Sendable {
  package var families: [Family] = []
  package var checks: [Check] = []

  /// Those of the family and of all that extend it.
  package func checks(of family: Family) -> [Check] {
    var names: Set = [family.name]
    // What a family extends stands above it.
    for other in families where other.template.family.map(names.contains) == true { names.insert(other.name) }
    return checks.filter { $0.family.map(names.contains) == true }
  }
}
