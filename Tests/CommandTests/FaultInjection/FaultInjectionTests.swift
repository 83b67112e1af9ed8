import Foundation
import TestSupport
import Testing

/// Mistakes are made in the generated C: a search ends as it would without them, or p2pcheck says that it contradicts itself.
@Suite struct FaultInjectionTests {
  /// Models of which each has something that others have not, and random ones.
  private static let subjects: [(name: String, text: String)] = {
    let corpus = CorpusModel.all.filter { $0.outcome == .holds || $0.outcome == .violated }.map {
      ($0.description, $0.text)
    }
    let random = (0..<corpus.count / 4).map { number in
      let model = RandomModel(seed: Amount.faults.first &* 1000 &+ UInt64(number))
      return ("random \(model.seed)", model.text)
    }
    return corpus + random
  }()

  @Test("a wrong verdict is noticed", arguments: Amount.faults.hands(2))
  func faults(_ seeds: Amount.Hand) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let compiler = try FaultyCompiler(in: scratch)
    var tally = Tally()
    for seed in seeds {
      var generator = SplitMix64(seed: seed)
      guard let subject = Self.subjects.randomElement(using: &generator) else { continue }
      try Data(subject.text.utf8).write(to: scratch.folder.appending(path: "subject.m"))
      let code = try scratch.run("p2pcheck print --format c subject.m 2>/dev/null")
      // Kinds by turns: some have many places in a file, others one.
      let kinds = Dictionary(grouping: CodeFault.all(in: code), by: \.kind)
      guard let kind = kinds.keys.sorted().randomElement(using: &generator),
        let fault = kinds[kind]?.randomElement(using: &generator)
      else { continue }
      let right = try outcome(of: code, scratch, compiler)
      // What a fault changes cannot be said of a search that has no end in this time.
      guard right.isComplete else { continue }
      let wrong = try outcome(of: fault.text, scratch, compiler)
      tally.note(fault, of: subject.name, seed: seed, right: right, wrong: wrong)
    }
    print(tally)
    #expect(tally.noticed > 0)
    #expect(tally.missed.count * 100 <= tally.noticed, "\(tally.missed)")
  }

  /// What p2pcheck says of the model if this is its code.
  private func outcome(of code: String, _ scratch: Scratch, _ compiler: FaultyCompiler) throws -> Outcome {
    try Data(code.utf8).write(to: scratch.folder.appending(path: "code.c"))
    // A search that can be saved waits for the compiler.
    let status = try scratch.run(
      compiler.command(
        "p2pcheck verify subject.m --checkpoint faulty --timeout 8s --format json >report.json 2>/dev/null",
        compiling: "code.c") + "; echo $?")
    let report = try? JSONDecoder().decode(
      FaultReport.self, from: Data(contentsOf: scratch.folder.appending(path: "report.json")))
    return Outcome(
      status: status.trimmingCharacters(in: .whitespacesAndNewlines), model: report?.models.first)
  }
}

/// How a search ended, as far as the model determines it.
private struct Outcome: Equatable {
  var status: String
  var model: FaultReport.Model?

  var isComplete: Bool { model?.statistics?.complete == true }
  var isNoticed: Bool { status == "70" }
  /// The faulty code has ended the program, or did not come to an end itself, and nothing is said to hold.
  var hasCrashed: Bool {
    !isComplete && !isNoticed && model?.claims?.contains { $0.verdict == "explored" } != true
  }
}

extension Outcome {
  /// Every verdict is the other's, or none.
  func saysLess(than other: Outcome) -> Bool {
    guard let claims = model?.claims, let others = other.model?.claims, claims.count == others.count else {
      return false
    }
    return zip(claims, others).allSatisfy { $0 == $1 || $0.name == $1.name && $0.verdict == "unknown" }
  }
}

/// The members of a report that time and chance have no part in.
private struct FaultReport: Decodable {
  struct Model: Decodable, Equatable {
    struct Claim: Decodable, Equatable {
      var name: String
      var verdict: String
      var traceLength: Int?
    }
    struct Statistics: Decodable, Equatable {
      struct Rule: Decodable, Equatable {
        var name: String
        var firings: UInt64
      }
      var states: UInt64
      var depth: Int
      var complete: Bool
      var rules: [Rule]?
    }
    var claims: [Claim]?
    var statistics: Statistics?
    var vacuous: [String]?
  }
  var models: [Model]
}

/// What became of faults.
private struct Tally: CustomStringConvertible {
  var unchanged = 0
  var noticed = 0
  var crashed = 0
  /// Wrong results that were reported as if they were right.
  var missed: [String] = []

  mutating func note(_ fault: CodeFault, of subject: String, seed: UInt64, right: Outcome, wrong: Outcome) {
    if wrong.isNoticed {
      noticed += 1
    } else if wrong == right {
      unchanged += 1
    } else if wrong.hasCrashed || wrong.saysLess(than: right) {
      crashed += 1
    } else {
      missed.append("seed \(seed), \(subject): \(fault); \(wrong) instead of \(right)")
    }
  }

  var description: String {
    "faults: \(noticed) noticed, \(unchanged) without effect, \(crashed) ended otherwise, \(missed.count) missed"
  }
}
