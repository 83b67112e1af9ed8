import ModelIR

/// A simple place whose content is another one than a step before.
struct ChangedPlace {
  let name: String
  let before: ShownValue
  let after: ShownValue

  /// More are not listed.
  private static let most = 1000

  /// All places of a value that differ, in the order of declaration.
  static func all(in name: String, from before: ShownValue, to after: ShownValue) -> [ChangedPlace] {
    var found: [ChangedPlace] = []
    find(name, before, after, &found)
    return found
  }

  private static func find(
    _ name: String, _ before: ShownValue, _ after: ShownValue, _ found: inout [ChangedPlace]
  ) {
    let size = before.map.size(of: before.type)
    guard found.count < most, before.offset + size <= before.cells.count,
      after.offset + size <= after.cells.count,
      before.cells[before.offset..<before.offset + size] != after.cells[after.offset..<after.offset + size]
    else { return }
    if let fields = before.fields {
      for (index, field) in fields.enumerated() {
        guard let one = before.field(index, field), let other = after.field(index, field) else { continue }
        find("\(name).\(field.name)", one, other, &found)
      }
    } else if before.array != nil {
      for position in 0..<before.elementCount {
        guard let one = before.element(position), let other = after.element(position) else { continue }
        find(name + one.name, one.value, other.value, &found)
      }
    } else {
      found.append(ChangedPlace(name: name, before: before, after: after))
    }
  }
}
