import Diagnostics
package import Traces
import Wording

/// Writes a run of mutants as one HTML page that needs nothing else: what survives first, by rules.
package struct MutantPage: Sendable {
  /// A check or model whose mutants were looked at.
  package struct Model: Sendable {
    package var name, path: String
    /// How many mutants there are, how many of them were taken, and how many of these had been noticed before.
    package var mutants, looked, noticedBefore: Int

    package init(name: String, path: String, mutants: Int, looked: Int, noticedBefore: Int) {
      self.name = name
      self.path = path
      self.mutants = mutants
      self.looked = looked
      self.noticedBefore = noticedBefore
    }
  }

  /// What became of a mutant.
  package enum Fate: Sendable {
    case noticed, survives, unchanged, undecided
  }

  package struct Mutant: Sendable {
    package var kind: String
    package var fate: Fate
    /// The rule or function.
    package var owner: String
    package var noticedBy, explanation: String?
    package var place: SourceSpan
    /// What was changed.
    package var text: String
    package var lines: [Line]

    package init(
      kind: String, fate: Fate, owner: String, noticedBy: String?, explanation: String?,
      place: SourceSpan,
      text: String, lines: [Line]
    ) {
      self.kind = kind
      self.fate = fate
      self.owner = owner
      self.noticedBy = noticedBy
      self.explanation = explanation
      self.place = place
      self.text = text
      self.lines = lines
    }
  }

  /// A line of the model.
  package struct Line: Sendable {
    package var number: Int
    package var text: String
    package var isChanged: Bool

    package init(number: Int, text: String, isChanged: Bool) {
      self.number = number
      self.text = text
      self.isChanged = isChanged
    }
  }

  private let toolVersion: String
  private let isInterrupted: Bool
  private let models: [Model]
  private let mutants: [Mutant]

  package init(toolVersion: String, isInterrupted: Bool, models: [Model], mutants: [Mutant]) {
    self.toolVersion = toolVersion
    self.isInterrupted = isInterrupted
    self.models = models
    self.mutants = mutants
  }

  private static let template = PageFrame.template(around: PackageResources.mutants_html)

  private static func text(of resource: [UInt8]) -> String { String(decoding: resource, as: UTF8.self) }

  /// `moment` says when the run ended.
  package func text(moment: String) -> String {
    let open = mutants.filter { $0.isOpen }
    let explained = mutants.filter { $0.fate == .survives && $0.explanation != nil }
    return Self.template.filled(
      with: MutantPageContent(
        generator: "p2pcheck \(toolVersion)", title: "p2pcheck mutate", tone: open.isEmpty ? "good" : "bad",
        summary: summary,
        origin: "p2pcheck \(toolVersion), \(moment)", isInterrupted: isInterrupted,
        isSilent: open.isEmpty, survivors: open.map(survivor), hasExplained: !explained.isEmpty,
        explained: explained.map(survivor), owners: owners,
        models: models.map { model in
          let before = model.noticedBefore > 0 ? ", \(model.noticedBefore) noticed before" : ""
          let part = model.looked < model.mutants ? " of \(model.mutants)" : ""
          return MutantPageContent.Model(
            subject: model.name, path: model.path, counts: "\(model.looked)\(part) mutants\(before)")
        },
        style: PageStyle.text(with: PackageResources.report_css + PackageResources.mutants_css),
        script: Self.text(of: PackageResources.report_js)))
  }

  private func count(_ fate: Fate) -> Int { mutants.count { $0.fate == fate } }

  private var summary: String {
    let telling = count(.noticed) + count(.survives)
    let share = telling == 0 ? "" : " (\(100 * count(.noticed) / telling) % of those that change something)"
    let explained = mutants.count { $0.fate == .survives && $0.explanation != nil }
    return [
      "\(Quantity.count(mutants.count, "mutant")): \(count(.noticed)) noticed\(share)",
      "\(count(.survives)) survive" + (explained > 0 ? ", \(explained) of them explained" : ""),
      "\(count(.unchanged)) change nothing", "\(count(.undecided)) undecided",
    ].joined(separator: "; ")
  }

  private func survivor(_ mutant: Mutant) -> MutantPageContent.Survivor {
    MutantPageContent.Survivor(
      tone: mutant.isOpen ? (mutant.fate == .survives ? "bad" : "open") : "known",
      kind: mutant.fate == .undecided ? "\(mutant.kind), undecided" : mutant.kind, owner: mutant.owner,
      anchor: anchors[mutant.owner] ?? "", place: mutant.place.location,
      changed: mutant.text.split(whereSeparator: \.isWhitespace).joined(separator: " "),
      reason: mutant.explanation,
      lines: mutant.lines.map {
        MutantPageContent.Line(
          number: $0.number, words: $0.text.visibleCharacters.joined(), isChanged: $0.isChanged)
      })
  }

  private var anchors: [String: String] {
    Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, "owner-\($0 + 1)") })
  }

  /// Rules and functions in the order of the text.
  private var names: [String] {
    var seen: Set<String> = []
    return mutants.map(\.owner).filter { seen.insert($0).inserted }
  }

  private var owners: [MutantPageContent.Owner] {
    let groups = Dictionary(grouping: mutants, by: \.owner)
    return names.map { name in
      let all = groups[name] ?? []
      let bad = all.count { $0.isOpen }
      return MutantPageContent.Owner(
        anchor: anchors[name] ?? "", name: name, tone: bad > 0 ? "bad" : "good", isOpen: bad > 0,
        counts: "\(all.count { $0.fate == .noticed }) of \(Quantity.count(all.count, "mutant")) noticed"
          + (bad > 0 ? ", \(bad) left" : ""),
        mutants: all.map { mutant in
          MutantPageContent.Row(
            tone: mutant.tone, sign: mutant.sign, kind: mutant.kind, place: mutant.place.location,
            changed: mutant.text.split(whereSeparator: \.isWhitespace).joined(separator: " "),
            outcome: mutant.outcome)
        })
    }
  }
}

extension MutantPage.Mutant {
  /// Somebody has to look at it.
  fileprivate var isOpen: Bool { (fate == .survives && explanation == nil) || fate == .undecided }

  fileprivate var tone: String {
    switch fate {
    case .noticed: "good"
    case .survives: explanation == nil ? "bad" : "known"
    case .undecided: "open"
    case .unchanged: "none"
    }
  }

  fileprivate var sign: String {
    switch fate {
    case .noticed: "\u{2713}"
    case .survives: "\u{2717}"
    case .undecided: "?"
    case .unchanged: "="
    }
  }

  fileprivate var outcome: String {
    switch fate {
    case .noticed: noticedBy.map { "noticed by \($0)" } ?? "noticed"
    case .survives: explanation.map { "survives: \($0)" } ?? "survives"
    case .undecided: "undecided"
    case .unchanged: "changes nothing"
    }
  }
}
