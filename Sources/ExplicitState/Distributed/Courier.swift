import CSuccessor
import Foundation
import Synchronization

/// Sends what a worker finds to those whom it belongs to, and hands it what arrives.
///
/// A state is sent as its words and its parent's tag: the upper half of the parent's hash, by which its owner finds it again,
/// however many ranks there are by then. Used by the worker's thread.
@safe
final class Courier {
  private let cluster: Cluster
  private let partition: Partition
  private let width: Int
  private var outboxes: [Parcel?]
  private let sent: SentStates
  /// States that were sent, and that were found to have been sent before.
  private(set) var sentCount: UInt64 = 0
  private(set) var sparedCount: UInt64 = 0

  /// Bytes of a parcel at most.
  static let parcelSize = 32 << 10
  /// Parcels that may wait to be stored before others wait to be received.
  private static let mostParcels = 64

  init(_ cluster: Cluster, width: Int) {
    self.cluster = cluster
    self.width = width
    partition = Partition(count: cluster.count)
    outboxes = Array(repeating: nil, count: cluster.count)
    sent = SentStates(width: width)
  }

  /// Bytes of a state in a parcel.
  static func stride(width: Int) -> Int { width * 8 + 4 }

  /// Puts aside what belongs to others of what the worker has gathered; `sources` are the tags of those expanded.
  func route(_ worker: Worker) {
    let output = unsafe worker.output
    let (sources, ends) = unsafe (worker.sources, worker.ends)
    let count = unsafe output.pointee.count
    guard count > 0, let words = unsafe output.pointee.words, let hashes = unsafe output.pointee.hashes else {
      return
    }
    let own = cluster.rank
    var (kept, source) = (0, 0)
    for index in 0..<count {
      while unsafe ends[source] <= index {
        unsafe ends[source] = kept
        source &+= 1
      }
      let state = unsafe words + index &* width
      let hash = unsafe hashes[index]
      let owner = partition.owner(ofHash: hash)
      if owner != own {
        unsafe put(state, hash: hash, tag: sources[source], for: owner)
        continue
      }
      if kept != index {
        let place = unsafe words + kept &* width
        for word in 0..<width { unsafe place[word] = state[word] }
        unsafe hashes[kept] = hash
      }
      kept &+= 1
    }
    unsafe ends[source] = kept
    unsafe output.pointee.count = kept
  }

  @inline(__always)
  private func put(_ state: UnsafePointer<UInt64>, hash: UInt64, tag: UInt32, for owner: Int) {
    guard unsafe !sent.insert(state, hash: hash) else {
      sparedCount &+= 1
      return
    }
    sentCount &+= 1
    let stride = Self.stride(width: width)
    let parcel: Parcel
    if let open = outboxes[owner] {
      parcel = open
    } else {
      parcel = Parcel(capacity: max(Self.parcelSize / stride, 1) * stride)
      outboxes[owner] = parcel
    }
    let place = unsafe parcel.bytes + parcel.count
    unsafe place.copyMemory(from: state, byteCount: width &* 8)
    unsafe place.storeBytes(of: tag, toByteOffset: width &* 8, as: UInt32.self)
    parcel.count &+= stride
    if parcel.count &+ stride > parcel.capacity { send(to: owner) }
  }

  private func send(to owner: Int) {
    guard let parcel = outboxes[owner] else { return }
    outboxes[owner] = nil
    cluster.send(.states, parcel, to: owner)
  }

  /// Stores what has arrived, and waits while others do not keep up; false if the search is to end.
  ///
  /// The worker has nothing gathered.
  func exchange(_ worker: Worker) -> Bool {
    var patience = Patience()
    while true {
      cluster.poll(mostParcels: Self.mostParcels)
      while let parcel = cluster.takeParcel() {
        patience.renew()
        store(parcel, worker)
      }
      let watch = worker.context.watch
      if let reason = cluster.stopReason { watch.end(because: reason) }
      if watch.stopReason != nil { return false }
      guard cluster.isCongested else { return true }
      worker.context.space.safepoint.rest()
      patience.rest()
    }
  }

  /// To be called by each of a rank's workers when it has nothing to expand any more; returns when the level is over.
  func complete(_ worker: Worker, _ work: LevelWork) {
    for owner in outboxes.indices { send(to: owner) }
    if work.isLastToEnd { cluster.endLevel() }
    let watch = worker.context.watch
    var patience = Patience()
    while !cluster.isLevelOver {
      if let reason = cluster.stopReason {
        watch.end(because: reason)
      } else if let reason = watch.stopReason, work.isFirstToStop {
        cluster.sendStop(reason)
      }
      cluster.poll(mostParcels: Self.mostParcels)
      while let parcel = cluster.takeParcel() {
        patience.renew()
        store(parcel, worker)
      }
      worker.context.space.safepoint.rest()
      // Reports how far the search is, too.
      _ = worker.context.goesOn(phase: "exploring", queued: 0)
      patience.rest()
    }
  }

  /// What comes once the search is to end is of no use any more.
  private func store(_ parcel: Parcel, _ worker: Worker) {
    let stride = Self.stride(width: width)
    let count = parcel.count / stride
    var start = 0
    while start < count, worker.context.watch.stopReason == nil {
      let end = min(start + Worker.unit, count)
      unsafe worker.store(records: parcel.bytes + start &* stride, count: end - start)
      start = end
    }
  }
}

/// What the workers of a rank have to know of each other while they expand a level.
final class LevelWork: Sendable {
  private let working: Atomic<Int>
  private let hasStopped = Atomic(false)

  init(workers: Int) { working = Atomic(workers) }

  /// For the last worker who asks.
  var isLastToEnd: Bool { working.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 }

  /// For the first worker who asks.
  var isFirstToStop: Bool { !hasStopped.exchange(true, ordering: .relaxed) }
}
