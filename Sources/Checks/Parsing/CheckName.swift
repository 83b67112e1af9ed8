import Diagnostics

/// What may be the id of a check: it names a folder of proofs, on every file system, and stands in every output.
enum CheckName {
  /// Names of files are shorter than 255 bytes, with room for what is added to them.
  private static let longest = 100
  /// What some systems take for a device.
  private static let devices: Set = ["con", "prn", "aux", "nul"]
  /// What stands beside the folders of checks in `proofs/`, in lower case.
  private static let neighbours: Set = ["readme.md"]

  /// A clause that says what is wrong with an id; nil if nothing is.
  static func objection(to id: String) -> String? {
    guard id.utf8.allSatisfy({ isPlain($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }) else {
      return "has other characters than letters, digits, `_`, `-` and `.`"
    }
    guard let first = id.utf8.first, isPlain(first), id.utf8.last != UInt8(ascii: ".") else {
      return "does not begin with a letter, a digit or `_`, or ends with `.`"
    }
    if id.utf8.count > longest { return "is longer than \(longest) characters" }
    let name = id.lowercased()
    let stem = name.prefix { $0 != "." }
    let isPort = stem.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt")) && stem.last != "0"
    if neighbours.contains(name) || devices.contains(String(stem)) || isPort && stem.last?.isNumber == true {
      return "is the name of something else"
    }
    return nil
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
