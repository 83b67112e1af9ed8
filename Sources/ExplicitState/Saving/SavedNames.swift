/// The names of files of saved searches, in their whole form: what begins alike may be anybody's, and is left alone.
enum SavedNames {
  /// Of files that are not complete yet.
  static let partialSuffix = ".partial"

  /// Of one process, without what says whether it has states or parents: the depth, and a number by chance.
  static func level(_ depth: Int, _ number: UInt32) -> String { "level-\(depth)-\(number)" }

  /// Of the states of one of several ranks.
  static func part(_ depth: Int, _ number: UInt32, rank: Int) -> String {
    "\(level(depth, number))-\(rank).part"
  }

  /// Whether a file has the states or parents of a checkpoint, or part of them, whoever has saved it.
  static func isOfCheckpoint(_ name: String) -> Bool {
    let name = name.hasSuffix(partialSuffix) ? name.dropLast(partialSuffix.count) : name[...]
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let fields = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard fields.first == "level", fields.count > 2, number(fields[1], Int.self),
      number(fields[2], UInt32.self)
    else { return false }
    switch parts[1] {
    case "states", "parents": return fields.count == 3
    case "part": return fields.count == 4 && number(fields[3], Int.self)
    default: return false
    }
  }

  /// Of a file of layers on disk, by chance.
  static func layer(_ number: UInt64) -> String { "states-\(number)" }

  /// Of a file on disk that is for a moment only.
  static func temporary(_ number: Int) -> String { "temporary-\(number)" }

  static func isLayer(_ name: String) -> Bool {
    let fields = name.split(separator: "-", omittingEmptySubsequences: false)
    return fields.count == 2 && fields[0] == "states" && number(fields[1], UInt64.self)
  }

  static func isTemporary(_ name: String) -> Bool {
    let fields = name.split(separator: "-", omittingEmptySubsequences: false)
    return fields.count == 2 && fields[0] == "temporary" && number(fields[1], Int.self)
  }

  /// Whether these are the digits of a number that is not negative, as we write them.
  private static func number<Number: FixedWidthInteger>(_ digits: Substring, _ type: Number.Type) -> Bool {
    Number(digits).map { $0 >= 0 && String($0) == digits } ?? false
  }
}
