import Foundation
import Testing

extension Scratch {
  /// The fixtures with a folder `gate` whose proofs stand.
  ///
  /// They are made once, and copied with the cache that came of it: dozens of tests begin here.
  static func standingGate() throws -> Scratch { try Scratch(fixtures: template.get().folder) }

  private static let template: Result<Scratch, any Error> = Result {
    let scratch = try Scratch()
    let answer = try scratch.run("cd gate && p2pcheck gate --update --quiet | tail -n 1")
    try #require(answer.hasPrefix("6 of 6 checks stand"), "\(answer)")
    atexit { try? Scratch.template.get().remove() }
    return scratch
  }
}
