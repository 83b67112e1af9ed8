import Foundation
import OrderedJSON
import Reporting

/// One change of a claim, which is still written as p2pcheck writes claims: only what it says is wrong.
struct ClaimChange {
  /// Where, and what was done.
  let name: String
  /// The member that a message has to name; nil where the message speaks of what it says instead.
  let member: String?
  let claim: JSON

  static func all(of claim: JSON) -> [ClaimChange] { changes(of: claim, at: "", member: nil) }

  /// What the gate says of these is in other words than the member's name.
  private static let described: Set = [
    "steps", "verdict", "claim", "certificate", "run", "instance", "from", "loopsTo", "failingProperty",
    "failingGuard", "certificates", "number", "inductionDepth", "verdicts", "combinations", "reached",
    "violated",
    "proves", "runs",
  ]

  private static func changes(of value: JSON, at place: String, member: String?) -> [ClaimChange] {
    func change(_ what: String, _ claim: JSON) -> ClaimChange {
      let isNamed = member.map { !described.contains($0) } ?? false
      return ClaimChange(name: "\(place): \(what)", member: isNamed ? member : nil, claim: claim)
    }
    switch value {
    case .null: return []
    case .boolean(let value): return [change("flipped", .boolean(!value)), change("a number", .integer(1))]
    case .integer(let number):
      return [
        change("greater", .integer(number + 1)), change("negative", .integer(-1 - number)),
        change("huge", .integer(.max)), change("real", .real(Decimal(number) + 0.5)),
        change("a text", .string("\(number)")),
      ]
    case .real(let number): return [change("greater", .real(number + 1))]
    case .string(let text):
      // The last one looks the same, and is for Swift, where it has a canonical equivalent.
      let same = text.replacing("K", with: "\u{212A}").replacing(";", with: "\u{37E}")
      return [
        change("longer", .string(text + "x")), change("empty", .string("")), change("a number", .integer(1)),
      ].filter { $0.claim != value }
        + (same.utf8.elementsEqual(text.utf8) ? [] : [change("alike", .string(same))])
    case .array(let elements):
      var all = [change("an object", .object([JSON.Member]()))]
      for (index, element) in elements.enumerated() {
        func with(_ replacement: [JSON]) -> JSON {
          .array(Array(elements[..<index]) + replacement + Array(elements[(index + 1)...]))
        }
        all.append(change("without \(index)", with([])))
        all.append(change("twice \(index)", with([element, element])))
        all += changes(of: element, at: "\(place)[\(index)]", member: member).map { $0.inside(with) }
      }
      return all
    case .object(let members):
      func part(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }
      var all = [
        ClaimChange(
          name: "\(place): more", member: "more",
          claim: .object(members + [JSON.Member("more", .integer(1))]))
      ]
      for (index, member) in members.enumerated() {
        func with(_ replacement: [JSON.Member]) -> JSON {
          .object(Array(members[..<index]) + replacement + Array(members[(index + 1)...]))
        }
        all.append(ClaimChange(name: "\(part(member.name)): gone", member: nil, claim: with([])))
        all.append(
          ClaimChange(
            name: "\(part(member.name)): twice", member: member.name, claim: with([member, member])))
        // Of values that constants do not have, it may be their combinations that speak.
        let said = place == "constants" ? "combinations" : member.name
        all += changes(of: member.value, at: part(member.name), member: said).map {
          $0.inside { with($0.map { JSON.Member(member.name, $0) }) }
        }
      }
      return all
    }
  }

  private func inside(_ around: ([JSON]) -> JSON) -> ClaimChange {
    ClaimChange(name: name, member: member, claim: around([claim]))
  }
}
