import Diagnostics
import ModelIR
import OrderedJSON
import Traces
import Wording

/// A value as clients show it.
extension ShownValue {
  /// Values with more cells are summed up.
  private static let mostCells = 64
  /// Longer texts are cut.
  private static let longestText = 160

  /// In one line.
  var text: String {
    let size = map.size(of: type)
    guard size <= Self.mostCells else {
      let stretch = cells[offset..<min(offset + size, cells.count)]
      if let first = stretch.first, stretch.allSatisfy({ $0 == first }) {
        if first == nil { return "undefined" }
        if let array, system[array.element].shape.isSimple, let first {
          return "[all: \(system.text(of: first, type: array.element))]"
        }
      }
      return array == nil
        ? Quantity.count(fields?.count ?? 0, "field") : Quantity.count(elementCount, "element")
    }
    let own = Array(cells[min(offset, cells.count)..<min(offset + size, cells.count)])
    let text = ContentReader.content(of: own, type: type, in: system).text.visible
    return text.count <= Self.longestText ? text : text.prefix(Self.longestText - 3) + "..."
  }

  /// What its type is called.
  var typeText: String {
    guard let declared else { return type == .boolean ? "boolean" : "integer" }
    if let name = system[declared].name { return name }
    switch system[declared].shape {
    case .boolean: return "boolean"
    case .integers(let low, let high): return "\(low) .. \(high)"
    case .enumeration: return "enum"
    case .scalarset(let size): return "scalarset(\(size))"
    case .union: return "union"
    case .array(let index, _): return "array [\(system[index].name ?? "\(elementCount)")]"
    case .record: return "record"
    }
  }

  /// Whether it has parts.
  var hasParts: Bool { fields != nil || array != nil }
}
