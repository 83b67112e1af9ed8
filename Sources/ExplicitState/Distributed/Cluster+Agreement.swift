package import Checking
import Digests
import Foundation

/// Making sure that all ranks are about to do the same.
extension Cluster {
  /// What each rank has, by rank; if one of them has failed, all fail.
  func collect(
    _ own: Result<[UInt8], EngineFailure>, line: Int = #line
  ) throws(EngineFailure) -> [[UInt8]] {
    var writer = WordWriter()
    switch own {
    case .success(let bytes):
      writer.put(0)
      writer.put(packed: bytes)
    case .failure(let failure):
      writer.put(1)
      writer.put(EngineFailure.Kind.allCases.firstIndex(of: failure.kind) ?? 0)
      writer.put("\(failure.message)\(place)")
    }
    var values: [[UInt8]] = []
    for (rank, words) in try gather(writer.words, line: line).enumerated() {
      var reader = WordReader(words)
      guard reader.number() != 0 else {
        values.append(reader.packedBytes())
        continue
      }
      // Who has failed knows why.
      if case .failure(let failure) = own { throw failure }
      let kind = EngineFailure.Kind.allCases[min(reader.int(), EngineFailure.Kind.allCases.count - 1)]
      throw EngineFailure(kind, "rank \(rank) has failed: \(reader.text())")
    }
    return values
  }

  /// Fails, on all ranks, if one of them has failed.
  package func checkIn(_ failure: EngineFailure?, line: Int = #line) throws(EngineFailure) {
    _ = try collect(failure.map { .failure($0) } ?? .success([]), line: line)
  }

  /// Fails, on all ranks, unless all of them give the same text; `subject` says what it is, as "model".
  package func agree(_ subject: String, _ text: String, line: Int = #line) throws(EngineFailure) {
    let own = SHA256.hash(data: Data(text.utf8)).bytes
    let digests = try collect(.success(own + Array(Self.host.utf8)), line: line)
    for (rank, digest) in digests.enumerated() where digest.prefix(own.count) != digests[0].prefix(own.count)
    {
      let host = String(decoding: digest.dropFirst(own.count), as: UTF8.self)
      throw EngineFailure(
        .inputOutput,
        "rank \(rank), on \(host), has another \(subject) than rank 0: all need the same files and options")
    }
  }

  private var place: String { rank == 0 ? "" : " (on \(Self.host))" }

  private static var host: String { ProcessInfo.processInfo.hostName }
}
