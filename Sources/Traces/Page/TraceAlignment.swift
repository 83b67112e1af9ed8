/// Two traces step by step: which steps of one are steps of the other, in the same order, as many as possible.
struct TraceAlignment {
  /// A step of one of them, or of both.
  struct Row: Hashable {
    var left: Int?
    var right: Int?

    var isCommon: Bool { left != nil && right != nil }
  }

  private(set) var rows: [Row] = []
  /// How many steps are the same from the start on; the start states count.
  let commonStart: Int

  /// Traces with more pairs of steps behind their common start are not aligned there.
  private static let mostPairs = 4_000_000

  init(_ left: TraceDocument, _ right: TraceDocument) {
    let (ours, theirs) = (left.steps.map(\.action.text), right.steps.map(\.action.text))
    commonStart = zip(ours, theirs).prefix { $0 == $1 }.count
    rows = (0..<commonStart).map { Row(left: $0, right: $0) }
    let (restOfOurs, restOfTheirs) = (ours.count - commonStart, theirs.count - commonStart)
    guard restOfOurs * restOfTheirs <= Self.mostPairs else {
      rows += (commonStart..<ours.count).map { Row(left: $0, right: nil) }
      rows += (commonStart..<theirs.count).map { Row(left: nil, right: $0) }
      return
    }
    // The length of the longest common subsequence behind each pair of steps (Wagner, Fischer, 1974).
    let width = restOfTheirs + 1
    var lengths = [Int32](repeating: 0, count: (restOfOurs + 1) * width)
    for i in (0..<restOfOurs).reversed() {
      for j in (0..<restOfTheirs).reversed() {
        lengths[i * width + j] =
          ours[commonStart + i] == theirs[commonStart + j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var (i, j) = (0, 0)
    while i < restOfOurs || j < restOfTheirs {
      if i < restOfOurs, j < restOfTheirs, ours[commonStart + i] == theirs[commonStart + j] {
        rows.append(Row(left: commonStart + i, right: commonStart + j))
        (i, j) = (i + 1, j + 1)
      } else if j == restOfTheirs
        || (i < restOfOurs && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
      {
        rows.append(Row(left: commonStart + i, right: nil))
        i += 1
      } else {
        rows.append(Row(left: nil, right: commonStart + j))
        j += 1
      }
    }
  }
}
