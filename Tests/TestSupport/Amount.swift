import Foundation
import Testing

/// How many random models a test run looks at, and from which seed on.
package struct Amount: Sendable {
  package var first: UInt64
  package var count: UInt64

  /// `P2P_SEED` and `P2P_RANDOM_MODELS`, for long runs.
  package static let ownModels = Amount(first: number("P2P_SEED", 1), count: number("P2P_RANDOM_MODELS", 60))
  /// `RUMUR_RANDOM`; each of these costs a second of C compiler.
  package static let rumurModels = Amount(
    first: number("P2P_SEED", 1), count: number("RUMUR_RANDOM", number("P2P_RANDOM_MODELS", 24)))

  /// Likewise, of those about scalarsets.
  package static let rumurScalarsetModels = Amount(
    first: number("P2P_SEED", 1), count: number("RUMUR_RANDOM", number("P2P_RANDOM_MODELS", 12)))

  /// Models about scalarsets that are compiled too.
  package static let scalarsetModels = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_RANDOM_MODELS", 24))

  /// `P2P_SYMMETRIC_MODELS`: models about scalarsets, explored with and without symmetry, some hundred in a second.
  package static let symmetricModels = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_SYMMETRIC_MODELS", 1000))

  /// `P2P_RANKED_MODELS`: of each kind, explored by several ranks and by one process.
  package static let rankedModels = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_RANKED_MODELS", 8))

  /// `P2P_REDUCED_MODELS`: models about processes, explored with and without partial-order reduction, some hundred in a second.
  package static let reducedModels = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_REDUCED_MODELS", 600))

  /// `P2P_DISK_MODELS`: models that are explored with states on disk as well, some hundred in a second.
  package static let diskModels = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_DISK_MODELS", 40))

  /// `P2P_GRAPH_MODELS`: graphs of some states with fair rules, explored and decided in another way as well, some hundred in a
  /// second.
  package static let graphModels = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_GRAPH_MODELS", 1000))

  /// `P2P_FAMILY_MODELS`: models about scalarsets of any size, whose steps are repeated with elements left out.
  package static let familyModels = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_FAMILY_MODELS", 600))

  /// `P2P_FAMILY_PROOFS`: those that are proved for every size if they can be, each in seconds.
  package static let familyProofs = Amount(
    first: number("P2P_SEED", 11), count: number("P2P_FAMILY_PROOFS", 10))

  /// `P2P_TAMPERINGS`: damages done to proofs and models.
  package static let tamperings = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_TAMPERINGS", 40))

  /// `P2P_FAULTS`: mistakes made in generated C, each a few runs of the program.
  package static let faults = Amount(first: number("P2P_SEED", 1), count: number("P2P_FAULTS", 16))

  /// Models with calls, whose logs are altered and judged by enumeration.
  package static let loggedModels = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_RANDOM_MODELS", 24))

  /// `P2P_PROVER_MODELS`: each may take the prover seconds.
  package static let proverModels = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_PROVER_MODELS", 12))

  /// `P2P_MACHINE_MODELS`: those that are exported as circuits.
  package static let machineModels = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_MACHINE_MODELS", 20))

  /// Likewise, of those about alignment, most of which are proved in a fraction of a second.
  package static let alignedModels = Amount(
    first: number("P2P_SEED", 1), count: number("P2P_PROVER_MODELS", 24))

  /// How long the prover may think about one of them: `P2P_PROVER_MILLISECONDS`.
  ///
  /// What it answers must be right however little time it had, so a long run takes more models and less time for each.
  package static let proverTime = Duration.milliseconds(Int(number("P2P_PROVER_MILLISECONDS", 500)))

  /// The seeds, dealt into as many hands as there should be tests.
  package func hands(_ hands: Int) -> [Hand] {
    (0..<hands).map { hand in
      Hand(seeds: stride(from: first + UInt64(hand), to: first + count, by: hands).map { $0 })
    }
  }

  /// Some of the seeds: the case of a test.
  package struct Hand: Sequence, CustomTestStringConvertible, Sendable {
    fileprivate let seeds: [UInt64]

    package var count: Int { seeds.count }
    package func makeIterator() -> IndexingIterator<[UInt64]> { seeds.makeIterator() }
    package var testDescription: String {
      "\(count) seeds from \(seeds.first ?? 0) to \(seeds.last ?? 0)"
    }
  }

  /// Whether what takes many minutes is run as well: with many random models.
  package static var isLong: Bool { number("P2P_RANDOM_MODELS", 0) >= 1000 }

  private static func number(_ name: String, _ standard: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? standard
  }
}
