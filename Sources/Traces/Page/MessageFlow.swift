/// What is put into multisets and taken out again in a trace: messages, from the step that sends one to the step that
/// receives it.
///
/// Elements are known by their content: of several that are alike, the one that was put first is taken first.
struct MessageFlow {
  struct Message: Hashable {
    /// The multiset: `net`, `net[node_0]`.
    var place: String
    var text: String
    var sent: Int
    /// Nil if it is there to the end.
    var received: Int?
  }

  /// In the order in which they are sent.
  private(set) var messages: [Message] = []

  /// More are not drawn.
  private static let most = 2000

  init(_ document: TraceDocument) {
    var pending: [Element: [Int]] = [:]
    var before: [Element: Int] = [:]
    for (number, step) in document.steps.enumerated() {
      guard let contents = step.contents else { continue }
      var after: [Element: Int] = [:]
      var order: [Element] = []
      for (variable, content) in zip(document.variables, contents) {
        let isMarked = variable.view == "messages"
        for element in Self.elements(of: content, at: variable.name, isMarked: isMarked) {
          if after[element] == nil { order.append(element) }
          after[element, default: 0] += 1
        }
      }
      for (element, count) in before where after[element, default: 0] < count {
        for _ in after[element, default: 0]..<count {
          guard let first = pending[element]?.first else { continue }
          messages[first].received = number
          pending[element]?.removeFirst()
        }
      }
      for element in order {
        for _ in 0..<max(0, after[element, default: 0] - before[element, default: 0])
        where messages.count < Self.most {
          pending[element, default: []].append(messages.count)
          messages.append(Message(place: element.place, text: element.content.text, sent: number))
        }
      }
      before = after
    }
  }

  private struct Element: Hashable {
    var place: String
    var content: Content
  }

  /// Of a multiset, or of an array that the model calls one of messages: what is in it.
  private static func elements(of content: Content, at path: String, isMarked: Bool) -> [Element] {
    switch content {
    case .undefined, .boolean, .integer, .symbol: return []
    case .record(let fields):
      return fields.flatMap { elements(of: $0.content, at: "\(path).\($0.name)", isMarked: isMarked) }
    case .array(let slots):
      if let present = multiset(slots) { return present.map { Element(place: path, content: $0) } }
      if isMarked, slots.allSatisfy({ !$0.content.isArray }) {
        return slots.filter { !$0.content.isUndefined }.map {
          Element(place: "\(path)[\($0.index.text)]", content: $0.content)
        }
      }
      return slots.flatMap {
        elements(of: $0.content, at: "\(path)[\($0.index.text)]", isMarked: isMarked)
      }
    }
  }

  /// The elements that are present; nil if these are no slots of a multiset.
  private static func multiset(_ slots: [Content.Element]) -> [Content]? {
    var present: [Content] = []
    for slot in slots {
      guard case .record(let fields) = slot.content, fields.map(\.name) == ["present", "element"] else {
        return nil
      }
      switch fields[0].content {
      case .boolean(true): present.append(fields[1].content)
      case .boolean(false), .undefined: break
      case .integer, .symbol, .record, .array: return nil
      }
    }
    return present
  }
}

extension Content {
  fileprivate var isArray: Bool { if case .array = self { true } else { false } }
}
