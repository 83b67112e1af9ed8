import Checking
import OrderedJSON

/// A part of `claim.json` with its place, so that whatever is wrong with a file that anybody may have written is said of
/// the member that has it.
struct ClaimReader {
  private let json: JSON
  /// `combinations[0].verdicts[2]`; empty for the whole.
  private let place: String

  init(_ root: JSON) { self.init(json: root, place: "") }

  private init(json: JSON, place: String) {
    self.json = json
    self.place = place
  }

  private func objection(_ clause: String) -> Objection {
    Objection(place.isEmpty ? "is no claim: it \(clause)" : "is no claim: `\(place)` \(clause)")
  }

  private func path(of name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

  // MARK: - Objects

  /// Refuses members that are unknown, or there twice.
  func allow(_ names: Set<String>) throws(Objection) {
    var seen: Set<String> = []
    for member in try members {
      let part = ClaimReader(json: member.value, place: path(of: member.name))
      guard names.contains(where: member.name.hasSameBytes) else {
        throw part.objection("is nothing that a claim says")
      }
      guard seen.insert(member.name).inserted else { throw part.objection("is there twice") }
    }
  }

  var members: [JSON.Member] {
    get throws(Objection) {
      guard let members = json.members else { throw objection("is no object") }
      return members
    }
  }

  /// Nil if there is none.
  func optional(_ name: String) -> ClaimReader? {
    json[name].map { ClaimReader(json: $0, place: path(of: name)) }
  }

  func member(_ name: String) throws(Objection) -> ClaimReader {
    guard let member = optional(name) else {
      throw ClaimReader(json: .null, place: path(of: name)).objection("is missing")
    }
    return member
  }

  /// What the members of an object with names of somebody's choice are.
  func read<Value>(
    members read: (String, ClaimReader) throws(Objection) -> Value
  ) throws(Objection) -> [Value] {
    var values: [Value] = []
    for member in try members {
      values.append(try read(member.name, ClaimReader(json: member.value, place: path(of: member.name))))
    }
    return values
  }

  // MARK: - Values

  func read<Value>(_ read: (ClaimReader) throws(Objection) -> Value) throws(Objection) -> [Value] {
    guard let elements = json.elements else { throw objection("is no list") }
    var values: [Value] = []
    for (index, element) in elements.enumerated() {
      values.append(try read(ClaimReader(json: element, place: "\(place)[\(index)]")))
    }
    return values
  }

  var string: String {
    get throws(Objection) {
      guard let string = json.string else { throw objection("is no text") }
      return string
    }
  }

  var boolean: Bool {
    get throws(Objection) {
      guard let boolean = json.boolean else { throw objection("is neither true nor false") }
      return boolean
    }
  }

  func number(from lowest: Int = 0, to highest: Int = .max) throws(Objection) -> Int {
    guard let number = json.integer, number >= lowest, number <= highest else {
      throw objection(
        highest == .max ? "is no number from \(lowest) on" : "is no number from \(lowest) to \(highest)")
    }
    return number
  }

  var count: UInt64 {
    get throws(Objection) { UInt64(try number()) }
  }

  /// What a word says, which stands there.
  func verdict(_ word: String) throws(Objection) -> VerdictKind {
    guard let verdict = VerdictKind(word) else { throw objection("is no verdict") }
    return verdict
  }

  /// Numbers in a text, a space between two.
  var counts: [UInt64] {
    get throws(Objection) {
      try string.split(separator: " ", omittingEmptySubsequences: false).map { part throws(Objection) in
        guard let count = UInt64(part) else { throw objection("is no list of numbers") }
        return count
      }
    }
  }
}
