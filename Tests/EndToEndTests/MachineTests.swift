import Checking
import Encoding
import Foundation
import ModelIR
import Symbolic
import TestSupport
import Testing

/// Who reads an exported circuit finds what the explorer finds.
@Suite("Exported machines") struct MachineTests {
  private static let abc = ForeignTool("berkeley-abc", "abc")
  /// How long ABC may think about a machine: what it says by then must be right.
  private static let seconds = Amount.isLong ? 20 : 3
  /// What the reader of BTOR2 looks at; of a machine with more it says nothing.
  private static let steps = Amount.isLong ? 20_000 : 3_000

  @Test("AIGER: ABC proves what is explored, and finds what is violated", .enabled(if: abc != nil, "no ABC"))
  func aiger() async throws {
    let abc = try #require(Self.abc)
    var tally = (proved: 0, violated: 0)
    for (name, text) in Self.models {
      let system = try Run.system(text, name: name)
      let bytes: [UInt8]
      do {
        bytes = try await SymbolicEngine.aiger(for: system)
      } catch {
        #expect(error.kind == .unsupported, "\(name): \(error.message)")
        continue
      }
      let answer = try ForeignTool.inScratch { folder in
        try Data(bytes).write(to: folder.appending(path: "machine.aig"))
        return try abc.run(["-c", "read_aiger machine.aig; pdr -a -T \(Self.seconds)"], in: folder)
      }
      #expect(answer.output.contains("Properties:  All = "), "\(name): \(answer.output)")
      let found = Set(
        answer.output.matches(of: /Output +(\d+) was asserted in frame|Output (\d+) is trivially SAT/)
          .compactMap {
            Int($0.1 ?? $0.2 ?? "")
          })
      let isDecided = answer.output.contains("Undecided = 0.")
      for (number, verdict) in try await explored(system, name).enumerated() {
        switch verdict {
        case true?: #expect(!found.contains(number), "\(name), property \(number)")
        case false?: #expect(!isDecided || found.contains(number), "\(name), property \(number)")
        case nil: continue
        }
        if verdict == true, isDecided { tally.proved += 1 } else if verdict == false { tally.violated += 1 }
      }
    }
    print("ABC agrees on \(tally.proved) properties that hold and \(tally.violated) that do not")
    #expect(tally.proved > 20 && tally.violated > 20)
  }

  @Test("BTOR2: a reader of the format reaches the same bad states")
  func btor2() async throws {
    var tally = (holds: 0, violated: 0)
    for (name, text) in Self.models {
      let system = try Run.system(text, name: name)
      let machine: BTOR2Machine
      do {
        machine = try BTOR2Machine(try await SymbolicEngine.btor2(for: system))
      } catch let failure as EngineFailure {
        #expect(failure.kind == .unsupported, "\(name): \(failure.message)")
        continue
      } catch is BTOR2Machine.TooWide {
        continue
      }
      guard let reached = machine.badStates(steps: Self.steps) else { continue }
      for (number, verdict) in try await explored(system, name).enumerated() {
        guard let verdict else { continue }
        #expect(reached.contains(number) != verdict, "\(name), property \(number)")
        if verdict { tally.holds += 1 } else { tally.violated += 1 }
      }
    }
    print("a reader of BTOR2 agrees on \(tally.holds) properties that hold and \(tally.violated) that do not")
    #expect(tally.holds > 20 && tally.violated > 10)
  }

  /// Small models with everything that an expression may have.
  private static let models: [(name: String, text: String)] = {
    let corpus = CorpusModel.all.filter { $0.outcome == .holds || $0.outcome == .violated }
    let random = Amount.machineModels.hands(1).flatMap { $0.map { RandomModel(seed: $0) } }
    return corpus.map { ($0.path, $0.text) } + random.map { ("seed \($0.seed)", $0.text) }
  }()

  /// By exported property: true if it holds, false if it is violated in a state, nil if the machine says nothing of it.
  private func explored(_ system: TransitionSystem, _ name: String) async throws -> [Bool?] {
    let result = try await Run(deadlock: .off, maximumDepth: 200).check(system)
    let verdicts = Dictionary(
      result.findings.map { ($0.claim.name(in: system), $0.verdict) }, uniquingKeysWith: { first, _ in first }
    )
    return ExportedProperty.safety(of: try TransitionEncoding.encode(system)).map { property in
      switch verdicts[property.name] {
      case .explored?, .proved?: true
      case .violated?: false
      default: nil
      }
    }
  }
}
