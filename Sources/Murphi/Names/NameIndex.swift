package import Diagnostics
package import ModelIR

/// Where the names of a model are declared and used: what an editor asks for.
///
/// Of a model with mistakes it has what could be understood.
package struct NameIndex: Sendable {
  package enum Kind: String, Sendable {
    case constant, type, variable, parameter, local, alias, function, field, member
  }

  /// One declaration.
  package struct Entry: Sendable {
    package let name: String
    package let kind: Kind
    /// The name where it is declared.
    package let range: SourceRange
    /// Of a value; nil where it is not known.
    package let type: ValueType?
    /// Of a constant.
    package let value: Value?
    /// The name wherever it is used, in the order of the text.
    package fileprivate(set) var uses: [SourceRange] = []
  }

  package private(set) var entries: [Entry] = []
  private var places: [SourceRange: Int] = [:]
  private var known: Set<SourceRange> = []

  /// The entry whose declaration or use lies at an offset, its end included.
  package func entry(at offset: Int, in file: FileID) -> (entry: Entry, range: SourceRange)? {
    for entry in entries {
      for range in [entry.range] + entry.uses
      where range.file == file && range.start <= offset && offset <= range.end {
        return (entry, range)
      }
    }
    return nil
  }

  /// What is lowered several times, as the aliases around rules are, is one declaration.
  mutating func declare(_ name: Name, _ kind: Kind, type: ValueType? = nil, value: Value? = nil) {
    guard places[name.range] == nil else { return }
    places[name.range] = entries.count
    entries.append(Entry(name: name.text, kind: kind, range: name.range, type: type, value: value))
  }

  /// A use of what is declared there; it counts once.
  mutating func use(_ range: SourceRange, of declaration: SourceRange?) {
    guard let declaration, let place = places[declaration], range != declaration, known.insert(range).inserted
    else { return }
    entries[place].uses.append(range)
  }
}

extension NameIndex {
  /// A symbol of the text; the language's own have no place.
  mutating func declare(_ name: Name, _ meaning: Symbol.Meaning, _ noun: Symbol.Noun?) {
    switch meaning {
    case .constant(let value, let type):
      declare(name, noun == nil ? .member : .constant, type: type, value: value)
    case .type(let id): declare(name, .type, type: .declared(id))
    case .variable(_, let type): declare(name, .variable, type: .declared(type))
    case .local(_, let type, _): declare(name, noun == .variable ? .local : .parameter, type: type)
    case .alias(let operand): declare(name, .alias, type: operand.type)
    case .element: declare(name, .local)
    case .function: declare(name, .function)
    case .broken: break
    }
  }
}
