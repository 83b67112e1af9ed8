import Checking
import Foundation
import ModelIR

/// Compiles for all ranks: the first rank of each kind of machine does, and the others are sent what it made.
struct SharedLibrary: Sendable {
  let cluster: Cluster
  let compiler: NativeCompiler

  /// A library for this rank, or why some rank has none, so that nobody uses one.
  func library(
    for source: String, stop: StopFlag
  ) async throws(EngineFailure) -> Result<Data, NativeFailure> {
    let name = compiler.name(of: source)
    let names = try await onDeepStack { [cluster] () throws(EngineFailure) in
      try cluster.collect(.success(Array(name.utf8)))
    }
    let leader = names.firstIndex(of: names[cluster.rank]) ?? cluster.rank
    var writer = WordWriter()
    if leader == cluster.rank {
      do throws(NativeFailure) {
        let library = try await compiler.library(for: source, stop: stop)
        writer.put(0)
        writer.put(packed: Array(library))
      } catch {
        writer.put(1)
        writer.put(error.reason)
        writer.put(error.isStop ? 1 : 0)
      }
    }
    let parts = try await onDeepStack { [cluster, words = writer.words] () throws(EngineFailure) in
      try cluster.gather(words)
    }
    return Self.outcome(parts, leader: leader)
  }

  private static func outcome(_ parts: [[UInt64]], leader: Int) -> Result<Data, NativeFailure> {
    var library: Data?
    for (rank, words) in parts.enumerated() where !words.isEmpty {
      var reader = WordReader(words)
      if reader.number() != 0 {
        let reason = reader.text()
        return .failure(NativeFailure(reason: reason, isStop: reader.number() != 0))
      }
      if rank == leader { library = Data(reader.packedBytes()) }
    }
    return library.map { .success($0) } ?? .failure(NativeFailure(reason: "no rank has compiled it"))
  }
}
