/// One difference between two states: where, and the content before and after as text.
package struct StateChange: Hashable, Sendable {
  package var path: String
  package var before: String
  package var after: String
  /// Set if it is an array that is drawn as a row of cells.
  package var strip: StripChange?
}

extension StateChange {
  /// The record it is a field of.
  var record: String? { path.lastIndex(of: ".").map { String(path[..<$0]) } }
  /// The field's name.
  var field: Substring { path[(path.lastIndex(of: ".").map(path.index(after:)) ?? path.startIndex)...] }

  /// All differences, in the order of declaration; neighbouring array elements that change alike are one difference.
  ///
  /// Arrays of more than `longestStrip` elements are not drawn: the elements are told.
  package static func changes(
    from old: [Content], to new: [Content], variables: [TraceDocument.ShownVariable],
    longestStrip: Int = .max
  ) -> [StateChange] {
    var changes: [StateChange] = []
    for (variable, (before, after)) in zip(variables, zip(old, new)) {
      var difference = Difference(isAnnotated: variable.view == "strip", longestStrip: longestStrip)
      difference.compare(before, after, path: variable.name)
      changes += difference.changes
    }
    return changes
  }
}

/// Walks two contents of the same variable side by side.
private struct Difference {
  let isAnnotated: Bool
  let longestStrip: Int
  var changes: [StateChange] = []

  init(isAnnotated: Bool, longestStrip: Int) {
    self.isAnnotated = isAnnotated
    self.longestStrip = longestStrip
  }

  mutating func compare(_ old: Content, _ new: Content, path: String) {
    guard old != new else { return }
    switch (old, new) {
    case (.record(let before), .record(let after)) where !old.isUndefined && !new.isUndefined:
      for (one, other) in zip(before, after) {
        compare(one.content, other.content, path: "\(path).\(one.name)")
      }
    case (.array(let before), .array(let after)):
      if before.count <= longestStrip, let strips = Strip.strips(of: [old, new], isAnnotated: isAnnotated) {
        let strip = StripChange(before: strips[0], after: strips[1])
        changes.append(
          StateChange(path: path, before: strip.beforeText, after: strip.afterText, strip: strip))
      } else {
        compareElements(before, after, path: path)
      }
    default:
      changes.append(StateChange(path: path, before: old.text, after: new.text, strip: nil))
    }
  }

  private mutating func compareElements(_ old: [Content.Element], _ new: [Content.Element], path: String) {
    var position = 0
    while position < min(old.count, new.count) {
      let before = old[position]
      let after = new[position]
      var last = position
      if before.content != after.content, before.content.isSimple {
        while last + 1 < min(old.count, new.count), old[last + 1].content == before.content,
          new[last + 1].content == after.content
        {
          last += 1
        }
      }
      let index =
        last == position ? before.index.text : "\(before.index.text)..\(old[last].index.text)"
      compare(before.content, after.content, path: "\(path)[\(index)]")
      position = last + 1
    }
  }
}
