import Checking
import Digests
import Foundation
import Glibc
import ModelIR

/// Restores an exploration from a folder.
struct CheckpointReader {
  let folder: URL
  let digest: String

  /// Bytes that are read between two looks at whether the search is to end.
  private static let chunk = 32 << 20

  /// Fills a fresh exploration of a system.
  func restore(_ exploration: Exploration, of system: TransitionSystem) throws(EngineFailure) {
    guard case .process(let checkpoint) = try CheckpointHeader.resumed(from: folder).content else {
      throw failure("several ranks have saved it")
    }
    let space = exploration.context.space
    let store = space.store
    guard checkpoint.digest == digest else {
      throw failure("it was made with another model or other options")
    }
    guard checkpoint.isConsistent(width: store.width, counts: exploration.counts, of: system) else {
      throw failure("it does not belong to this model")
    }
    let count = checkpoint.allocated
    // First of all, whether they are there.
    let states = try open(checkpoint.states, byteCount: count * store.width * 8)
    defer { close(states) }
    let parents = try open(checkpoint.parents, byteCount: count * 4)
    defer { close(parents) }
    guard space.restore(allocated: count) else {
      throw failure("its \(checkpoint.count) states do not fit into the memory limit")
    }
    let stop = exploration.context.watch.stop.flag
    unsafe try read(
      checkpoint.states, states, into: store.words, byteCount: count * store.width * 8, unless: stop)
    unsafe try read(checkpoint.parents, parents, into: store.parents, byteCount: count * 4, unless: stop)
    for state in complement(of: checkpoint.unused, below: UInt32(count)).joined() {
      let parent = store.parent(of: state)
      guard parent == StateStore.root || Int(parent) < count else {
        throw failure("`\(checkpoint.parents.name)` is damaged")
      }
      space.table.enter(state, hash: store.hash(of: state))
    }
    exploration.resume(checkpoint)
  }

  /// What a saved search does without, whoever has saved it; see `CheckpointPlan.unreduced`.
  static func unreduced(in folder: URL) throws(EngineFailure) -> [String] {
    switch try CheckpointHeader.resumed(from: folder).content {
    case .process(let checkpoint): checkpoint.unreduced
    case .ranks(let checkpoint): checkpoint.unreduced
    }
  }

  private func open(_ file: Checkpoint.File, byteCount: Int) throws(EngineFailure) -> Int32 {
    let (descriptor, size): (Int32, Int)
    do throws(SavedFile.Objection) {
      (descriptor, size) = try SavedFile.open(folder.appendingPathComponent(file.name).path)
    } catch {
      throw failure("`\(file.name)` \(error.clause)")
    }
    guard size == byteCount else {
      close(descriptor)
      throw failure("`\(file.name)` is \(size < byteCount ? "too short" : "too long")")
    }
    return descriptor
  }

  private func read(
    _ file: Checkpoint.File, _ descriptor: Int32, into bytes: UnsafeMutableRawPointer, byteCount: Int,
    unless stop: StopFlag
  ) throws(EngineFailure) {
    var digest = SHA256()
    var position = 0
    while position < byteCount {
      if stop.isRaised { throw stopped }
      let piece = unsafe UnsafeMutableRawBufferPointer(
        start: bytes + position, count: min(byteCount - position, Self.chunk))
      guard let count = unsafe SavedFile.read(piece, from: descriptor) else {
        throw failure("`\(file.name)` \(SavedFile.cannotBeRead(errno))")
      }
      guard count == piece.count else { throw failure("`\(file.name)` is too short") }
      unsafe digest.update(bufferPointer: UnsafeRawBufferPointer(piece))
      position += count
    }
    guard digest.finalize().hexadecimal == file.digest else { throw failure("`\(file.name)` is damaged") }
  }

  private var stopped: EngineFailure {
    var failure = failure("the search was to end before it was read")
    failure.kind = .unsupported
    return failure
  }

  private func failure(_ reason: String) -> EngineFailure {
    CheckpointHeader.failure(reason, toResume: folder)
  }
}
