import Diagnostics
package import OrderedJSON

/// What a run leaves for the next one, so that its page can say what has changed.
package struct RunRecord: Hashable, Sendable {
  package struct Group: Hashable, Sendable {
    package var name: String
    package var states: UInt64?
    package var verdicts: [Verdict]

    package init(name: String, states: UInt64?, verdicts: [Verdict]) {
      self.name = name
      self.states = states
      self.verdicts = verdicts
    }
  }

  package struct Verdict: Hashable, Sendable {
    package var property: String
    /// Empty if there is none.
    package var word: String
    package var isGood: Bool

    package init(property: String, word: String, isGood: Bool) {
      self.property = property
      self.word = word
      self.isGood = isGood
    }
  }

  /// When the run ended, as its page says it.
  package var moment: String
  package var groups: [Group]
  /// The pages of its traces, by file name.
  package var traces: [String]

  package init(moment: String, groups: [Group], traces: [String]) {
    self.moment = moment
    self.groups = groups
    self.traces = traces
  }
}

extension RunRecord {
  private static let schema = "p2pcheck-run"
  private static let version = 1

  package var json: JSON {
    .object([
      "schema": .string(Self.schema), "version": .integer(Self.version), "moment": .string(moment),
      "groups": .array(groups.map(Self.json)), "traces": .array(traces.map(JSON.string)),
    ])
  }

  private static func json(of group: Group) -> JSON {
    .object([
      "name": .string(group.name), "states": group.states.flatMap { Int(exactly: $0) }.map(JSON.integer),
      "verdicts": .array(
        group.verdicts.map {
          .object([
            "property": .string($0.property), "verdict": .string($0.word), "good": .boolean($0.isGood),
          ])
        }),
    ])
  }

  /// Nil if this is no record, or one of another version; names are made safe to show.
  package init?(_ json: JSON) {
    guard json["schema"]?.string == Self.schema, json["version"]?.integer == Self.version,
      let moment = json["moment"]?.string, let groups = json["groups"]?.elements,
      let traces = json["traces"]?.elements
    else { return nil }
    self.init(
      moment: moment.visible, groups: groups.compactMap { Self.group($0.visible) },
      traces: traces.compactMap(\.string))
  }

  private static func group(_ json: JSON) -> Group? {
    guard let name = json["name"]?.string, let verdicts = json["verdicts"]?.elements else { return nil }
    return Group(
      name: name, states: json["states"]?.integer.flatMap { UInt64(exactly: $0) },
      verdicts: verdicts.compactMap { verdict in
        guard let property = verdict["property"]?.string, let word = verdict["verdict"]?.string,
          let isGood = verdict["good"]?.boolean
        else { return nil }
        return Verdict(property: property, word: word, isGood: isGood)
      })
  }
}
