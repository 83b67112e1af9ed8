/// One difference between two states: where, and the content before and after as text.
package struct StateChange: Hashable, Sendable {
  package var path: String
  package var before: String
  package var after: String
}

extension StateChange {
  /// All differences, in the order of declaration; neighbouring array elements that change alike are one difference.
  package static func changes(
    from old: [Content], to new: [Content], variables: [TraceDocument.ShownVariable]
  ) -> [StateChange] {
    var changes: [StateChange] = []
    for (variable, (before, after)) in zip(variables, zip(old, new)) {
      var difference = Difference(drawsStrips: variable.view == "strip")
      difference.compare(before, after, path: variable.name)
      changes += difference.changes
    }
    return changes
  }
}

/// Walks two contents of the same variable side by side.
private struct Difference {
  /// A strip that would be longer than this is shown element by element.
  private static let longestStrip = 30

  let drawsStrips: Bool
  var changes: [StateChange] = []

  init(drawsStrips: Bool) { self.drawsStrips = drawsStrips }

  mutating func compare(_ old: Content, _ new: Content, path: String) {
    guard old != new else { return }
    switch (old, new) {
    case _ where old.isUndefined || new.isUndefined:
      add(path, old.text, new.text)
    case (.record(let before), .record(let after)):
      for (one, other) in zip(before, after) {
        compare(one.content, other.content, path: "\(path).\(one.name)")
      }
    case (.array(let before), .array(let after)):
      if let one = strip(old), let other = strip(new) {
        add(path, one, other)
      } else {
        compareElements(before, after, path: path)
      }
    default:
      add(path, old.text, new.text)
    }
  }

  private func strip(_ content: Content) -> String? {
    guard drawsStrips, let strip = content.strip, strip.count <= Self.longestStrip else { return nil }
    return strip
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

  private mutating func add(_ path: String, _ before: String, _ after: String) {
    changes.append(StateChange(path: path, before: before, after: after))
  }
}
