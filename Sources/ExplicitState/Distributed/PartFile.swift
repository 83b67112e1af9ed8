import Checking
import Digests
import Foundation
import Glibc
import ModelIR

/// Writes one rank's part of a checkpoint.
struct PartWriter {
  let folder: URL
  let name: String
  let stop: StopFlag

  /// Bytes that are written between two looks at `stop`.
  private static let chunk = 4 << 20

  /// Nil if it was stopped; otherwise the file is whole when this returns.
  func write(_ levels: [[Range<UInt32>]], of store: StateStore) throws(EngineFailure) -> ClusterCheckpoint
    .Part?
  {
    let partial = folder.appendingPathComponent(name + SavedNames.partialSuffix).path
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = unsafe open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure() }
    defer {
      close(file)
      unsafe unlink(partial)
    }
    var digest = SHA256()
    let width = store.width
    let stride = Courier.stride(width: width)
    let buffer = Parcel(capacity: max(Self.chunk / stride, 1) * stride)
    for state in levels.joined().joined() {
      let place = unsafe buffer.bytes + buffer.count
      unsafe place.copyMemory(from: store.pointer(to: state), byteCount: width * 8)
      unsafe place.storeBytes(of: store.parent(of: state), toByteOffset: width * 8, as: UInt32.self)
      buffer.count += stride
      guard buffer.count == buffer.capacity else { continue }
      if stop.isRaised { return nil }
      try flush(buffer, &digest, to: file)
    }
    try flush(buffer, &digest, to: file)
    guard !stop.isRaised else { return nil }
    guard fsync(file) == 0, unsafe rename(partial, folder.appendingPathComponent(name).path) == 0 else {
      throw failure()
    }
    return ClusterCheckpoint.Part(
      file: name, levels: levels.map { $0.reduce(0) { $0 + $1.count } }, digest: digest.finalize().hexadecimal
    )
  }

  private func flush(_ buffer: Parcel, _ digest: inout SHA256, to file: Int32) throws(EngineFailure) {
    unsafe digest.update(bufferPointer: UnsafeRawBufferPointer(start: buffer.bytes, count: buffer.count))
    guard unsafe writeWhole(buffer.bytes, byteCount: buffer.count, to: file) else { throw failure() }
    buffer.count = 0
  }

  private func failure() -> EngineFailure {
    let reason = unsafe String(cString: strerror(errno))
    return EngineFailure(.inputOutput, "cannot save a checkpoint in `\(folder.path)`: \(reason)")
  }
}

/// Reads a part of a checkpoint, level by level.
final class PartReader {
  private let part: ClusterCheckpoint.Part
  private let stride: Int
  private let file: Int32
  private let buffer: Parcel
  private var digest = SHA256()

  init(_ part: ClusterCheckpoint.Part, in folder: URL, width: Int) throws(EngineFailure) {
    self.part = part
    stride = Courier.stride(width: width)
    buffer = Parcel(capacity: Worker.unit * stride)
    let size: Int
    do throws(SavedFile.Objection) {
      (file, size) = try SavedFile.open(folder.appendingPathComponent(part.file).path)
    } catch {
      throw EngineFailure(.inputOutput, "`\(part.file)` \(error.clause)")
    }
    let states = SavedNumbers.sum(part.levels) ?? .max
    guard size % stride == 0, size / stride == states else {
      let what = size / stride < states ? "is too short" : "is damaged"
      throw EngineFailure(.inputOutput, "`\(part.file)` \(what)")
    }
  }

  deinit { close(file) }

  /// Calls `body` with all records of the next level, at most a worker's unit at a time.
  func readLevel(_ depth: Int, _ body: (UnsafeRawPointer, Int) -> Void) throws(EngineFailure) {
    var rest = part.levels[depth]
    while rest > 0 {
      let count = min(rest, Worker.unit)
      try fill(count * stride)
      unsafe body(buffer.bytes, count)
      rest -= count
    }
  }

  /// To be asked at the end.
  func check() throws(EngineFailure) {
    guard digest.finalize().hexadecimal == part.digest else {
      throw EngineFailure(.inputOutput, "`\(part.file)` is damaged")
    }
  }

  private func fill(_ byteCount: Int) throws(EngineFailure) {
    let piece = unsafe UnsafeMutableRawBufferPointer(start: buffer.bytes, count: byteCount)
    guard let count = unsafe SavedFile.read(piece, from: file) else {
      throw EngineFailure(.inputOutput, "`\(part.file)` \(SavedFile.cannotBeRead(errno))")
    }
    guard count == byteCount else { throw EngineFailure(.inputOutput, "`\(part.file)` is too short") }
    unsafe digest.update(bufferPointer: UnsafeRawBufferPointer(piece))
  }
}
