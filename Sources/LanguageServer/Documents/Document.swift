import Diagnostics
import OrderedJSON

/// A text that an editor has open, which counts instead of the file.
struct Document {
  private(set) var source: SourceFile
  private(set) var version: Int

  init(path: String, text: String, version: Int) {
    source = SourceFile(name: path, text: text)
    self.version = version
  }

  /// Changes the text as `textDocument/didChange` says; a change without range is the whole text.
  mutating func apply(_ changes: [JSON], version: Int) {
    for change in changes {
      guard let text = change["text"]?.string else { continue }
      guard let start = TextPosition(change["range"]?["start"]),
        let end = TextPosition(change["range"]?["end"])
      else {
        source = SourceFile(name: source.name, text: text)
        continue
      }
      let bytes = source.bytes
      let first = start.offset(in: source)
      let last = max(first, end.offset(in: source))
      source = SourceFile(
        name: source.name, bytes: Array(bytes[..<first]) + Array(text.utf8) + Array(bytes[last...]))
    }
    self.version = version
  }
}
