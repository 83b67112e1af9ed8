import Reporting

/// `claim.json`, version 1; `docs/proofs.md` describes it.
extension ProofClaim {
  package static let fileName = "claim.json"
  private static let schema = "p2pcheck-proof"
  private static let version = 1

  // MARK: - Writing

  package var json: String {
    let isSweep = subject.constants.contains { $0.values.count > 1 }
    var members: [JSON.Member] = [
      .init("schema", .string(Self.schema)), .init("version", .integer(Self.version)),
      .init("check", .string(subject.check)), .init("model", .string(subject.model)),
      .init(
        "constants",
        .object(subject.constants.map { .init($0.name, .array($0.values.map(JSON.string))) })),
      .init("engine", .string(subject.engine)), .init("deadlock", .string(subject.deadlock)),
      .init("symmetry", .boolean(subject.symmetry)),
    ]
    if subject.failuresEndRuns { members.append(.init("failuresEndRuns", .boolean(true))) }
    if let depth = subject.maximumDepth { members.append(.init("maximumDepth", .integer(depth))) }
    let parts = combinations.map { Self.json(of: $0, isSweep: isSweep) }
    members.append(.init("combinations", .array(parts)))
    return JSONWriter.text(of: .object(members))
  }

  private static func json(of combination: Combination, isSweep: Bool) -> JSON {
    .object([
      "values": isSweep ? .array(combination.values.map(JSON.string)) : nil,
      "system": .string(combination.system),
      "exploration": combination.exploration.map { exploration in
        .object([
          "states": .integer(Int(exploration.states)),
          "firings": .array(exploration.firings.map { .integer(Int($0)) }),
          "failedSteps": exploration.failedSteps > 0 ? .integer(Int(exploration.failedSteps)) : nil,
          "digest": .string(exploration.digest),
        ])
      },
      "certificates": combination.certificates.isEmpty
        ? nil
        : .array(
          combination.certificates.map {
            .object(["number": .integer($0.number), "inductionDepth": .integer($0.inductionDepth)])
          }),
      "verdicts": .array(combination.verdicts.map(json)),
    ])
  }

  private static func json(of verdict: ProofVerdict) -> JSON {
    var members: [JSON.Member] = [
      .init("claim", .string(verdict.claim)), .init("verdict", .string(verdict.verdict)),
    ]
    switch verdict.evidence {
    case .exploration: break
    case .certificate(let number): members.append(.init("certificate", .integer(number)))
    case .run(let run): members.append(.init("run", json(of: run)))
    }
    return .object(members)
  }

  private static func json(of run: WitnessText) -> JSON {
    .object([
      "steps": .array(run.steps.map(JSON.string)),
      "instance": run.instance.isEmpty ? nil : .string(run.instance),
      "from": run.from.map(JSON.integer), "loopsTo": run.loopsTo.map(JSON.integer),
      "failingProperty": run.failingProperty.map(JSON.string),
      "failingGuard": run.failingGuard.map(JSON.string),
    ])
  }

  // MARK: - Reading

  /// Reads what `json` wrote, to the byte: whatever else stands in the file was not written by us.
  package init(_ bytes: [UInt8]) throws(Objection) {
    let root: JSON
    do {
      root = try JSONParser.parse(bytes)
    } catch {
      throw Objection("not JSON: line \(error.line), column \(error.column): \(error.message)")
    }
    guard root["schema"]?.string == Self.schema else {
      throw Objection("no claim: its schema is not `\(Self.schema)`")
    }
    guard root["version"]?.integer == Self.version else {
      throw Objection("a claim of another version; only \(Self.version) is known here")
    }
    guard let claim = Self.claim(in: root) else {
      throw Objection("something is missing, or of the wrong type")
    }
    guard Array(claim.json.utf8) == bytes else {
      throw Objection("it is not what p2pcheck writes: something was added, or laid out in another way")
    }
    self = claim
  }

  private static func claim(in root: JSON) -> ProofClaim? {
    guard let check = root["check"]?.string, let model = root["model"]?.string,
      let engine = root["engine"]?.string, let deadlock = root["deadlock"]?.string,
      case .boolean(let symmetry)? = root["symmetry"],
      let constants = all(root["constants"]?.members, { constant(in: $0) }),
      let combinations = all(root["combinations"]?.elements, { combination(in: $0) })
    else { return nil }
    return ProofClaim(
      subject: Subject(
        check: check, model: model, constants: constants, engine: engine, deadlock: deadlock,
        symmetry: symmetry, failuresEndRuns: root["failuresEndRuns"] == .boolean(true),
        maximumDepth: root["maximumDepth"]?.integer),
      combinations: combinations)
  }

  /// Nil if one of them is not what it should be.
  private static func all<Item, Result>(_ items: [Item]?, _ read: (Item) -> Result?) -> [Result]? {
    guard let items else { return nil }
    let results = items.compactMap(read)
    return results.count == items.count ? results : nil
  }

  private static func constant(in member: JSON.Member) -> ConstantValues? {
    all(member.value.elements, \.string).map { ConstantValues(name: member.name, values: $0) }
  }

  private static func note(in json: JSON) -> CertificateNote? {
    guard let number = json["number"]?.integer, let depth = json["inductionDepth"]?.integer, depth >= 1
    else { return nil }
    return CertificateNote(number: number, inductionDepth: depth)
  }

  private static func combination(in json: JSON) -> Combination? {
    guard let system = json["system"]?.string,
      let verdicts = all(json["verdicts"]?.elements, { verdict(in: $0) })
    else { return nil }
    return Combination(
      values: json["values"].flatMap { all($0.elements, \.string) } ?? [], system: system,
      exploration: json["exploration"].flatMap(exploration),
      certificates: json["certificates"].flatMap { all($0.elements, { note(in: $0) }) } ?? [],
      verdicts: verdicts)
  }

  private static func exploration(in json: JSON) -> Exploration? {
    guard let states = json["states"]?.integer.flatMap({ UInt64(exactly: $0) }),
      let firings = all(json["firings"]?.elements, { $0.integer.flatMap { UInt64(exactly: $0) } }),
      let digest = json["digest"]?.string
    else { return nil }
    let failedSteps = json["failedSteps"]?.integer.flatMap { UInt64(exactly: $0) } ?? 0
    return Exploration(states: states, firings: firings, failedSteps: failedSteps, digest: digest)
  }

  private static func verdict(in json: JSON) -> ProofVerdict? {
    guard let claim = json["claim"]?.string, let verdict = json["verdict"]?.string else { return nil }
    var evidence = ProofVerdict.Evidence.exploration
    if let number = json["certificate"]?.integer { evidence = .certificate(number) }
    if let run = json["run"] {
      guard let steps = all(run["steps"]?.elements, \.string) else { return nil }
      evidence = .run(
        WitnessText(
          steps: steps, instance: run["instance"]?.string ?? "", from: run["from"]?.integer,
          loopsTo: run["loopsTo"]?.integer, failingProperty: run["failingProperty"]?.string,
          failingGuard: run["failingGuard"]?.string))
    }
    return ProofVerdict(claim: claim, verdict: verdict, evidence: evidence)
  }
}
