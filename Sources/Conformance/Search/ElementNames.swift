import ModelIR

/// The names that a log has for elements of scalarsets; each stands for one element from the first line to the last.
struct ElementNames {
  struct Entry: Hashable {
    var type: TypeID
    var name: String
  }

  private(set) var entries: [Entry] = []
  private var numbers: [Entry: Int] = [:]

  /// The number of a name, a new one if it has none yet.
  mutating func number(_ name: String, of type: TypeID) -> Int {
    let entry = Entry(type: type, name: name)
    if let number = numbers[entry] { return number }
    numbers[entry] = entries.count
    entries.append(entry)
    return entries.count - 1
  }

  func number(ifAny name: String, of type: TypeID) -> Int? { numbers[Entry(type: type, name: name)] }

}
