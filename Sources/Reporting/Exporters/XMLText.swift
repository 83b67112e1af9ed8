/// An element of XML with its attributes and what is in it.
struct XMLTag {
  enum Content {
    case tag(XMLTag)
    case text(String)
  }

  var name: String
  var attributes: KeyValuePairs<String, String?>
  var contents: [Content]

  /// Attributes whose value is nil are left out.
  init(_ name: String, _ attributes: KeyValuePairs<String, String?>, _ contents: [Content] = []) {
    self.name = name
    self.attributes = attributes
    self.contents = contents
  }

  /// A document of this element, in UTF-8.
  var document: String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + lines(indentation: "").joined(separator: "\n") + "\n"
  }

  private func lines(indentation: String) -> [String] {
    var start = indentation + "<" + name
    for (name, value) in attributes {
      if let value { start += " \(name)=\"\(XMLText.attribute(value))\"" }
    }
    guard !contents.isEmpty else { return [start + "/>"] }
    var lines = [start + ">"]
    for content in contents {
      switch content {
      case .tag(let tag): lines += tag.lines(indentation: indentation + "  ")
      // Space within text would be part of it.
      case .text(let text): lines[lines.count - 1] += XMLText.escaped(text)
      }
    }
    if case .text = contents.last {
      lines[lines.count - 1] += "</\(name)>"
    } else {
      lines.append("\(indentation)</\(name)>")
    }
    return lines
  }
}

/// Text as it may stand in XML 1.0.
enum XMLText {
  /// Between tags.
  static func escaped(_ text: String) -> String { escape(text) { _ in nil } }

  /// Between quotes, where a reader would make spaces of tabs and line ends.
  static func attribute(_ text: String) -> String {
    escape(text) { scalar in
      switch scalar {
      case "\"": "&quot;"
      case "\n": "&#10;"
      case "\t": "&#9;"
      default: nil
      }
    }
  }

  private static func escape(_ text: String, _ special: (Unicode.Scalar) -> String?) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let replacement = special(scalar) {
        result += replacement
        continue
      }
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\r": result += "&#13;"
      case "\t", "\n", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
        result.unicodeScalars.append(scalar)
      // XML 1.0 has no way to write the other control characters.
      default: result += "\u{FFFD}"
      }
    }
    return result
  }
}
