/// The index of a file in a `SourceMap`.
package struct FileID: Hashable, Sendable {
  package let index: Int

  package init(_ index: Int) { self.index = index }
}

/// A half-open stretch of one source file, in UTF-8 offsets.
package struct SourceRange: Hashable, Sendable {
  package let file: FileID
  package let start: Int
  package let end: Int

  package init(file: FileID, start: Int, end: Int) {
    self.file = file
    self.start = start
    self.end = max(start, end)
  }

  /// The smallest range that covers both; they must lie in the same file, else the first one is kept.
  package func union(_ other: SourceRange) -> SourceRange {
    guard file == other.file else { return self }
    return SourceRange(file: file, start: min(start, other.start), end: max(end, other.end))
  }
}
