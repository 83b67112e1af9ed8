import Diagnostics
import ModelIR
import Murphi
import OrderedJSON

/// A line above each property with its verdict; a click has the model checked.
enum Lenses {
  /// What a lens has the server do.
  static let command = "p2pcheck.check"

  static func answer(_ subject: Subject, _ board: VerdictBoard) -> JSON {
    // Nothing can be checked of a model with mistakes.
    guard let system = subject.compilation.system, let main = subject.sources.files.first else {
      return .array([])
    }
    func lens(_ id: PropertyID?, _ range: SourceRange) -> JSON {
      .object([
        "range": range.json(in: subject.source),
        "command": .object([
          "title": .string(board.title(of: id, main.name, subject.sources)), "command": .string(command),
          "arguments": .array([.string(DocumentPath.uri(of: main.name))]),
        ]),
      ])
    }
    let properties = system.propertyIDs.filter {
      system[$0].range.file == subject.file && system[$0].kind != .assumption
    }
    // Of the model as a whole, above its first line.
    let whole = SourceRange(file: subject.file, start: 0, end: 0)
    return .array(
      (subject.file == FileID(0) ? [lens(nil, whole)] : []) + properties.map { lens($0, system[$0].range) })
  }
}
