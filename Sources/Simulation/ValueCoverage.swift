import ModelIR

/// Which values the parts of the state were seen to have, for those with few values; the elements of an array are one part.
struct ValueCoverage: Sendable {
  private struct Part: Sendable {
    var name: String
    var type: TypeID
    var cells: [Int]
    var seen: Set<Value> = []
  }

  /// Of more values it is no surprise that some are missing.
  private static let mostValues: Value = 16

  private let system: TransitionSystem
  private var parts: [Part] = []

  init(_ system: TransitionSystem) {
    self.system = system
    var cell = 0
    for variable in system.variables {
      var found: [Part] = []
      collect(variable.type, variable.name, &cell, &found)
      for part in found {
        if let index = parts.firstIndex(where: { $0.name == part.name }) {
          parts[index].cells += part.cells
        } else {
          parts.append(part)
        }
      }
    }
  }

  private func collect(_ type: TypeID, _ name: String, _ cell: inout Int, _ found: inout [Part]) {
    switch system[type].shape {
    case .record(let fields):
      for field in fields { collect(field.type, "\(name).\(field.name)", &cell, &found) }
    case .array(let index, let element):
      for _ in system.domain(of: index) ?? 0...0 { collect(element, name + "[]", &cell, &found) }
    case .boolean, .integers, .enumeration, .scalarset, .union:
      if let domain = system.domain(of: type), domain.upperBound - domain.lowerBound < Self.mostValues {
        found.append(Part(name: name, type: type, cells: [cell]))
      }
      cell += 1
    }
  }

  mutating func add(_ state: State) {
    for index in parts.indices {
      for cell in parts[index].cells {
        if let value = state.cells[cell] { parts[index].seen.insert(value) }
      }
    }
  }

  mutating func add(_ other: ValueCoverage) {
    for index in parts.indices { parts[index].seen.formUnion(other.parts[index].seen) }
  }

  /// What was never seen: a part, and its missing values as text.
  var missing: [(part: String, values: [String])] {
    parts.compactMap { part in
      let values = (system.domain(of: part.type) ?? 0...0).filter { !part.seen.contains($0) }
      return values.isEmpty
        ? nil : (part.name, values.map { system.text(of: $0, type: part.type) })
    }
  }
}
