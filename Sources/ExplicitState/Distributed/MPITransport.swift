import CMPI
package import Checking

/// Ranks that `mpirun` or a scheduler has started, on one machine or on many.
///
/// `@unchecked Sendable`: one thread at a time calls it.
@safe
final class MPITransport: Transport, @unchecked Sendable {
  let rank: Int
  let count: Int
  /// Parcels stay here until their bytes are not needed any more.
  private var sending: [(request: cmpi_request, parcel: Parcel)] = []

  /// Loads the library, and waits until all ranks have; throws unless this is the rank that the environment says, of so many.
  init(rank: Int, count: Int) throws(EngineFailure) {
    guard LaunchMark.isFirst() else {
      throw EngineFailure(
        .inputOutput,
        "another p2pcheck has searched as rank \(rank) of this `mpirun` before: ranks can do so once; call `mpirun` anew for "
          + "each search")
    }
    guard cmpi_begin() else {
      throw EngineFailure(
        .inputOutput,
        "several ranks were started, but Open MPI cannot be used: \(Self.problem ?? "no reason given"); it is in "
          + "Debian's package openmpi-bin")
    }
    self.rank = Int(cmpi_rank())
    self.count = Int(cmpi_size())
    guard (self.rank, self.count) == (rank, count) else {
      let known = self.count == 1 ? "of no other one" : "this one as rank \(self.rank) of \(self.count)"
      cmpi_end()
      throw EngineFailure(
        .inputOutput,
        "by the environment this is rank \(rank) of \(count), but Open MPI knows \(known): start p2pcheck with `mpirun` or "
          + "`srun --mpi=pmix`, or without the variables that these leave (OMPI_COMM_WORLD_SIZE, PMIX_RANK)")
    }
  }

  private static var problem: String? { unsafe cmpi_problem().map { unsafe String(cString: $0) } }

  var failure: String? { Self.problem.map { "the ranks cannot reach each other any more: \($0)" } }

  var unsent: Int {
    sending.removeAll { item in
      var request = item.request
      return unsafe cmpi_is_sent(&request)
    }
    return sending.count
  }

  func send(_ kind: MessageKind, _ parcel: Parcel, to other: Int) {
    var request = cmpi_request()
    guard unsafe cmpi_send(parcel.bytes, parcel.count, Int32(other), kind.rawValue, &request) else { return }
    sending.append((request, parcel))
  }

  func receive() -> Message? {
    var (source, tag, size) = (Int32(0), Int32(0), 0)
    guard unsafe cmpi_arrived(&source, &tag, &size) else { return nil }
    let parcel = Parcel(capacity: size)
    parcel.count = size
    guard unsafe cmpi_take(parcel.bytes, size), let kind = MessageKind(rawValue: tag) else { return nil }
    return Message(kind: kind, source: Int(source), parcel: parcel)
  }

  func leave() {
    var patience = Patience()
    while unsent > 0, Self.problem == nil { patience.rest() }
    cmpi_end()
  }

  func abort(_ code: Int32) { cmpi_abort(code) }
}

extension Cluster {
  /// The ranks that this process was started with, as this one of so many; waits for all of them.
  package static func started(rank: Int, of count: Int) throws(EngineFailure) -> Cluster {
    Cluster(try MPITransport(rank: rank, count: count))
  }
}
