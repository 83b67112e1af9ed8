import Foundation

/// One small mistake in the generated C of a model.
struct CodeFault: Sendable, CustomStringConvertible {
  /// What was done.
  let kind: String
  /// The C function that is wrong, and the line of the file.
  let function: String
  let line: Int
  /// The whole file.
  let text: String

  var description: String { "\(kind) in \(function), line \(line)" }

  /// Every fault that is known to be worth making in a file.
  static func all(in text: String) -> [CodeFault] {
    let lines = text.components(separatedBy: "\n")
    var faults: [CodeFault] = []
    var function = ""
    for (number, line) in lines.enumerated() {
      if let name = line.firstMatch(of: /^(?:static )?(?:inline )?\w+ (\w+)\(/)?.1 { function = String(name) }
      for (kind, replacement) in CodeFaultRule.all.flatMap({ $0.replacements(of: line, in: function) })
      where replacement != line {
        var changed = lines
        changed[number] = replacement
        faults.append(
          CodeFault(
            kind: kind, function: function, line: number + 1, text: changed.joined(separator: "\n")))
      }
    }
    return faults
  }
}
