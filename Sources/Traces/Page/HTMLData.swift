import OrderedJSON

/// Data as it may stand in HTML.
enum HTMLData {
  /// JSON that no model can end the surrounding `<script>` with: these characters occur within strings only.
  static func script(_ json: JSON) -> String {
    var result = ""
    for scalar in JSONWriter.text(of: json).unicodeScalars {
      switch scalar {
      case "<", ">", "&": result += "\\u00" + String(scalar.value, radix: 16)
      case "\u{2028}", "\u{2029}": result += "\\u" + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
