import Foundation
import OrderedJSON
import Reporting
import TestSupport
import Testing

/// Whatever is done to a proof or a model, the gate either notices it or nothing has changed.
@Suite struct GateTamperTests {
  private static let checks = ["mutex", "mutex-broken", "mutex-both", "pool", "pool-leaks", "starving"]

  // MARK: - Claims

  @Test("no member of a claim can be changed, left out, added or doubled", arguments: checks)
  func members(check: String) throws {
    let scratch = try Scratch.standingGate()
    defer { scratch.remove() }
    let url = scratch.folder.appending(path: "gate/proofs/\(check)/claim.json")
    let claim = try JSONParser.parse(Array(try Data(contentsOf: url)))
    let changes = ClaimChange.all(of: claim)
    // All of them take minutes: some are tried each time, others the next.
    var generator = SplitMix64(seed: Amount.tamperings.first)
    for change in Amount.isLong ? changes : Array(changes.shuffled(using: &generator).prefix(12)) {
      try Data(JSONWriter.text(of: change.claim).utf8).write(to: url)
      let answer = try scratch.run("cd gate && p2pcheck gate --check \(check) --quiet")
      // A run in which a step is taken once more may be one that the model has.
      if change.name.contains(/runs\[\d+\]\.steps: twice/), answer.hasPrefix("1 of 1 check stand") {
        continue
      }
      // Without its run, a claim may be beyond what can be explored.
      let hasFallen = answer.hasPrefix("falls  \(check)\n  ") && answer.contains(/\[exit [13]\]\n$/)
      #expect(hasFallen, "\(change.name): \(answer)")
      if let member = change.member { #expect(answer.contains(member), "\(change.name): \(answer)") }
    }
  }

  @Test(
    "a claim that is no claim is refused, and says why",
    arguments: [
      ("", "is not JSON"), ("[]", "`schema` is missing"), ("{}", "`schema` is missing"),
      (String(repeating: "[", count: 100_000), "is not JSON"),
      (#"{"schema": "p2pcheck-proof", "version": 0}"#, "another version"),
      (#"{"schema": "p2pcheck-proof", "version": 1e400}"#, "is not JSON"),
      (#"{"schema": "p2pcheck-proof", "version": NaN}"#, "is not JSON"),
      (#"{"schema": "p2pcheck-proof", "version": 1}"#, "another version"),
      (#"{"schema": "p2pcheck-proof", "version": 2}"#, "`constants` is missing"),
      ("\u{FEFF}{}", "is not JSON"),
    ])
  func noClaims(text: String, reason: String) throws {
    let scratch = try Scratch.standingGate()
    defer { scratch.remove() }
    try Data(text.utf8).write(to: scratch.folder.appending(path: "gate/proofs/mutex/claim.json"))
    let answer = try scratch.run("cd gate && p2pcheck gate --check mutex --quiet")
    #expect(answer.hasPrefix("falls  mutex\n  `claim.json` ") && answer.contains(reason), "\(answer)")
  }

  @Test(
    "other ways to write the same bytes are not the same",
    arguments: [
      "sed -i '1s/^/\\xEF\\xBB\\xBF/'", "sed -i 's/$/\\r/'", "sed -i '1s/$/ /'", "truncate -s -1",
      "truncate -s +1",
      "sed -i '$s/$/\\n/'", "perl -i -pe 's/a/\\\\u0061/ if /claim|nothing/'",
    ])
  func spelling(command: String) throws {
    let scratch = try Scratch.standingGate()
    defer { scratch.remove() }
    for file in ["claim.json", "1.invariant.m"] {
      let answer = try scratch.run(
        """
        cd gate && cp -r proofs kept && \(command) proofs/pool/\(file) && ! cmp -s proofs/pool/\(file) kept/pool/\(file) \
        && p2pcheck gate --check pool --quiet || echo unchanged; rm -r proofs; mv kept proofs
        """)
      #expect(answer.hasPrefix("falls  pool\n") || answer.hasPrefix("unchanged"), "\(file): \(answer)")
    }
  }

  // MARK: - At random

  @Test("nothing that is done to a file of a proof is accepted")
  func proofs() throws {
    let scratch = try Scratch.standingGate()
    defer { scratch.remove() }
    let gate = scratch.folder.appending(path: "gate")
    let files = try #require(FileManager.default.enumerator(atPath: gate.appending(path: "proofs").path))
      .compactMap { $0 as? String }.filter { $0.contains(".") }.sorted()
    #expect(files.count > 4)
    var generator = SplitMix64(seed: Amount.tamperings.first)
    for number in 0..<Int(Amount.tamperings.count) {
      let file = files[number % files.count]
      let url = gate.appending(path: "proofs/\(file)")
      let original = try Data(contentsOf: url)
      let tampered = Tampering.random(using: &generator).apply(to: original, &generator)
      guard tampered != original else { continue }
      try tampered.write(to: url)
      let check = file.prefix { $0 != "/" }
      let answer = try scratch.run("cd gate && p2pcheck gate --check \(check) --quiet")
      #expect(!answer.hasPrefix("1 of 1 check stands"), "\(file), tampering \(number)")
      try original.write(to: url)
    }
  }

  @Test("a token of a model is changed: the gate notices, or the transition system is the same")
  func models() throws {
    let scratch = try Scratch.standingGate()
    defer { scratch.remove() }
    let url = scratch.folder.appending(path: "gate/Models/mutex.m")
    let original = try Data(contentsOf: url)
    let meaning = try scratch.run("cd gate && p2pcheck print --format ir Models/mutex.m")
    var generator = SplitMix64(seed: Amount.tamperings.first)
    for number in 0..<Int(Amount.tamperings.count / 3) {
      try Tampering.token(of: original, &generator).write(to: url)
      let answer = try scratch.run("cd gate && p2pcheck gate --check mutex --quiet")
      if answer.hasPrefix("1 of 1 check stands") {
        #expect(
          try scratch.run("cd gate && p2pcheck print --format ir Models/mutex.m") == meaning,
          "tampering \(number)")
      }
    }
  }
}
