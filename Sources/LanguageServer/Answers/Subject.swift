import Diagnostics
import Murphi
import OrderedJSON

/// What a request is about: a file as part of a model, and a place in it.
struct Subject {
  let compilation: Compilation
  let file: FileID
  let position: TextPosition?

  var sources: SourceMap { compilation.program.sourceMap }

  var source: SourceFile { sources[file] }

  var offset: Int? { position?.offset(in: source) }

  /// The name at the place.
  var named: (entry: NameIndex.Entry, range: SourceRange)? {
    offset.flatMap { compilation.names.entry(at: $0, in: file) }
  }

  func location(of range: SourceRange) -> JSON {
    range.location(in: sources[range.file])
  }
}
