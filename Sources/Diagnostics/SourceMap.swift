/// All files that take part in one model: the file named by the user first, then what it includes.
package struct SourceMap: Hashable, Sendable {
  package private(set) var files: [SourceFile]

  package init(files: [SourceFile] = []) { self.files = files }

  package mutating func add(_ file: SourceFile) -> FileID {
    files.append(file)
    return FileID(files.count - 1)
  }

  package subscript(_ id: FileID) -> SourceFile { files[id.index] }

  /// `file:line:column` of a range's first character.
  package func location(of range: SourceRange) -> String {
    let file = self[range.file]
    let (line, column) = file.position(of: range.start)
    return "\(file.name.visible):\(line):\(column)"
  }

  /// The source text of a range.
  package func text(of range: SourceRange) -> String {
    self[range.file].slice(range.start..<range.end)
  }
}
