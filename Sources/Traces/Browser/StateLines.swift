import Wording

/// A state as a list of places with their contents, at most a line for each.
struct StateLines {
  /// Longer contents are shown part by part.
  private static let longest = Layout.width - 4

  /// Only places whose name contains this, whatever the case.
  private let filter: String
  private let isAnnotated: Bool
  private var lines: [String] = []

  /// The places of one variable.
  static func lines(of variable: TraceDocument.ShownVariable, _ content: Content, filter: String) -> [String]
  {
    var lines = StateLines(filter: filter.lowercased(), isAnnotated: variable.view == "strip")
    lines.append(variable.name, content, isWanted: false)
    return lines.lines
  }

  private init(filter: String, isAnnotated: Bool) {
    self.filter = filter
    self.isAnnotated = isAnnotated
  }

  private mutating func append(_ path: String, _ content: Content, isWanted: Bool) {
    let isWanted = isWanted || filter.isEmpty || path.lowercased().contains(filter)
    if isWanted, append(whole: content, path) { return }
    switch content {
    case .record(let fields):
      for field in fields { append("\(path).\(field.name)", field.content, isWanted: isWanted) }
    case .array(let elements):
      for element in elements {
        append("\(path)[\(element.index.text)]", element.content, isWanted: isWanted)
      }
    case .undefined, .boolean, .integer, .symbol: break
    }
  }

  /// False if it does not fit into a line and has parts.
  private mutating func append(whole content: Content, _ path: String) -> Bool {
    let strip = content.isUndefined ? nil : Strip.strips(of: [content], isAnnotated: isAnnotated)?.first
    let line = "\(path): \(strip?.text ?? content.text)"
    guard line.count <= Self.longest || content.isSimple else { return false }
    lines.append(line)
    return true
  }
}
