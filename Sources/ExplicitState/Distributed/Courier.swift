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
  private let outboxes: UnsafeMutablePointer<Outbox>
  /// Those that are being filled, by receiver.
  private var open: [Parcel?]
  private let sent: SentStates
  /// States that were sent.
  private(set) var sentCount: UInt64 = 0

  /// Where the next state for a rank goes.
  @unsafe private struct Outbox {
    var next: UnsafeMutableRawPointer?
    /// States that still have room there.
    var room = 0
  }

  /// Bytes of a parcel at most.
  static let parcelSize = 32 << 10
  /// Parcels that may wait to be stored before others wait to be received.
  private static let mostParcels = 64

  init(_ cluster: Cluster, width: Int) {
    self.cluster = cluster
    self.width = width
    partition = Partition(count: cluster.count)
    open = Array(repeating: nil, count: cluster.count)
    unsafe outboxes = .allocate(capacity: cluster.count)
    unsafe outboxes.initialize(repeating: Outbox(), count: cluster.count)
    sent = SentStates(width: width)
  }

  deinit { unsafe outboxes.deallocate() }

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
    let (own, partition, width, stride) = (cluster.rank, partition, width, Self.stride(width: width))
    let (outboxes, memory) = unsafe (outboxes, sent.memory)
    var (kept, source, spared) = (0, 0, 0)
    for index in 0..<count {
      while unsafe ends[source] <= index {
        unsafe ends[source] = kept
        source &+= 1
      }
      let state = unsafe words + index &* width
      let hash = unsafe hashes[index]
      let owner = partition.owner(ofHash: hash)
      if owner == own {
        if kept != index {
          let place = unsafe words + kept &* width
          for word in 0..<width { unsafe place[word] = state[word] }
          unsafe hashes[kept] = hash
        }
        kept &+= 1
        continue
      }
      if unsafe memory.insert(state, hash: hash, width: width) {
        spared &+= 1
        continue
      }
      if unsafe outboxes[owner].room == 0 { openParcel(for: owner) }
      guard let place = unsafe outboxes[owner].next else { continue }
      for word in 0..<width {
        unsafe place.storeBytes(of: state[word], toByteOffset: word &* 8, as: UInt64.self)
      }
      unsafe place.storeBytes(of: sources[source], toByteOffset: width &* 8, as: UInt32.self)
      unsafe outboxes[owner].next = place + stride
      unsafe outboxes[owner].room &-= 1
      if unsafe outboxes[owner].room == 0 { send(to: owner) }
    }
    unsafe ends[source] = kept
    unsafe output.pointee.count = kept
    sentCount += UInt64(count - kept - spared)
  }

  private func openParcel(for owner: Int) {
    let stride = Self.stride(width: width)
    let room = max(Self.parcelSize / stride, 1)
    let parcel = Parcel(capacity: room * stride)
    open[owner] = parcel
    unsafe outboxes[owner] = Outbox(next: parcel.bytes, room: room)
  }

  /// Sends what is open, if there is something.
  private func send(to owner: Int) {
    guard let parcel = open[owner] else { return }
    parcel.count = parcel.capacity - (unsafe outboxes[owner].room) * Self.stride(width: width)
    open[owner] = nil
    unsafe outboxes[owner] = Outbox()
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
    for owner in open.indices { send(to: owner) }
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
