import Diagnostics

/// `--@ unnoticed WHY` on a line of its own: what begins on the next line of the model may survive its mutants.
package struct MutantExplanation: Hashable, Sendable {
  package let reason: String
  /// The annotation, in UTF-8 offsets of its file.
  package let start: Int
  package let end: Int

  private static let marker = "--@ unnoticed "

  /// The explanation right above a line, counted from 1.
  static func of(line number: Int, of file: SourceFile) -> MutantExplanation? {
    guard number > 1 else { return nil }
    let line = file.line(number - 1)
    let text = line.drop { $0 == " " }
    guard text.hasPrefix(marker) else { return nil }
    let start = file.start(ofLine: number - 1) + line.utf8.count - text.utf8.count
    return MutantExplanation(
      reason: String(text.dropFirst(marker.count)), start: start, end: start + text.utf8.count)
  }
}
