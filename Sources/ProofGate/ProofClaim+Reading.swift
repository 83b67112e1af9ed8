import Checking
import Checks
import OrderedJSON

/// How `claim.json` is read: as it was written, to the byte.
extension ProofClaim {
  /// A certificate's number is that of its files, a folder has not more than these.
  private static let mostCertificates = 10_000

  /// Reads what `json` wrote; whatever else stands in the file was not written by us.
  package init(_ bytes: [UInt8]) throws(Objection) {
    let root: JSON
    do {
      root = try JSONParser.parse(bytes)
    } catch {
      throw Objection("is not JSON: line \(error.line), column \(error.column): \(error.message)")
    }
    let claim = ClaimReader(root)
    guard try claim.member("schema").string.hasSameBytes(as: Self.schema) else {
      throw Objection("is no claim: its schema is not `\(Self.schema)`")
    }
    guard try claim.member("version").number() == Self.version else {
      throw Objection("is a claim of another version; only \(Self.version) is known here")
    }
    self = try Self.claim(claim)
    let written = json
    guard Array(written.utf8) != bytes else { return }
    let place = zip(written.utf8, bytes).prefix { $0 == $1 }
    let line = place.count { $0.0 == UInt8(ascii: "\n") } + 1
    let member = (try? JSONParser.parse(Array(written.utf8))).flatMap { JSONDifference.all(root, $0).first }
    let what = member.map { "`\($0.path)`, line \(line)," } ?? "line \(line)"
    throw Objection("is not as p2pcheck writes it: \(what) is laid out or spelt in another way")
  }

  private static func claim(_ claim: ClaimReader) throws(Objection) -> ProofClaim {
    try claim.allow([
      "schema", "version", "check", "model", "constants", "engine", "deadlock", "symmetry", "failuresEndRuns",
      "any", "maximumDepth", "combinations",
    ])
    let constants = try claim.member("constants").read { name, values throws(Objection) in
      ConstantValues(name: name, values: try values.read { value throws(Objection) in try value.string })
    }
    return ProofClaim(
      subject: Subject(
        check: try claim.member("check").string, model: try claim.member("model").string,
        constants: constants, engine: try claim.member("engine").string,
        deadlock: try claim.member("deadlock").string, symmetry: try claim.member("symmetry").boolean,
        failuresEndRuns: try claim.optional("failuresEndRuns")?.boolean ?? false,
        maximumDepth: try claim.optional("maximumDepth")?.number(),
        anySize: try claim.optional("any")?.string),
      combinations: try claim.member("combinations").read(combination))
  }

  private static func combination(_ part: ClaimReader) throws(Objection) -> Combination {
    try part.allow(["values", "system", "exploration", "verdicts", "runs", "certificates"])
    let counted = try part.optional("verdicts").map(counted)
    let certificates = try part.optional("certificates")?.read(certificate) ?? []
    return Combination(
      values: try part.optional("values")?.read { value throws(Objection) in try value.string } ?? [],
      system: try part.member("system").string,
      exploration: try part.optional("exploration").map(exploration),
      certificates: certificates.map(\.note),
      verdicts: (counted?.named ?? []) + (try part.optional("runs")?.read(run) ?? [])
        + certificates.flatMap(\.verdicts),
      unnamed: counted?.unnamed ?? 0)
  }

  private static func exploration(_ part: ClaimReader) throws(Objection) -> Exploration {
    try part.allow(["states", "firings", "failedSteps", "digest"])
    return Exploration(
      states: try part.member("states").count, firings: try part.member("firings").counts,
      failedSteps: try part.optional("failedSteps")?.count ?? 0,
      digest: try part.member("digest").string)
  }

  /// Verdicts that rest on the exploration: how many claims hold by it, and which have another one.
  private static func counted(
    _ part: ClaimReader
  ) throws(Objection) -> (named: [ProofVerdict], unnamed: Int) {
    var unnamed = 0
    // Verdicts are words of many kinds; none is there twice.
    try part.allow(Set(try part.members.map(\.name)))
    let named = try part.read { word, claims throws(Objection) -> [ProofVerdict] in
      let verdict = try claims.verdict(word)
      if verdict == .explored {
        unnamed = try claims.number(from: 1)
        return []
      }
      return try claims.read { claim throws(Objection) in
        ProofVerdict(claim: try claim.string, verdict: verdict, evidence: .exploration)
      }
    }
    return (named.flatMap(\.self), unnamed)
  }

  private static func certificate(
    _ part: ClaimReader
  ) throws(Objection) -> (note: CertificateNote, verdicts: [ProofVerdict]) {
    try part.allow(["number", "inductionDepth", "everySize", "scripts", "proves"])
    let note = CertificateNote(
      number: try part.member("number").number(from: 1, to: mostCertificates),
      inductionDepth: try part.member("inductionDepth").number(from: 1, to: Certificate.deepestInduction),
      scripts: try part.member("scripts").string,
      everySize: try part.optional("everySize").map { part throws(Objection) in
        try part.allow(["type", "cutoff", "without"])
        return CertificateNote.Family(
          type: try part.member("type").string, cutoff: try part.member("cutoff").number(from: 1, to: 1000),
          without: try part.optional("without")?.read { name throws(Objection) in try name.string } ?? [])
      })
    let verdicts = try part.member("proves").read { claim throws(Objection) in
      ProofVerdict(claim: try claim.string, verdict: .proved, evidence: .certificate(note.number))
    }
    return (note, verdicts)
  }

  private static func run(_ part: ClaimReader) throws(Objection) -> ProofVerdict {
    try part.allow([
      "claim", "verdict", "steps", "instance", "from", "loopsTo", "failingProperty", "failingGuard",
    ])
    let run = WitnessText(
      steps: try part.member("steps").read { step throws(Objection) in try step.string },
      instance: try part.optional("instance")?.string ?? "",
      from: try part.optional("from")?.number(), loopsTo: try part.optional("loopsTo")?.number(),
      failingProperty: try part.optional("failingProperty")?.string,
      failingGuard: try part.optional("failingGuard")?.string)
    let verdict = try part.member("verdict")
    return ProofVerdict(
      claim: try part.member("claim").string, verdict: try verdict.verdict(try verdict.string),
      evidence: .run(run))
  }
}
