import CSuccessor
import Checking

/// Expands states of a layer and gathers their successors: the inner loop, one per thread.
///
/// `@unchecked Sendable`: used by one thread at a time, as the `Worker` whose memory and counts it uses.
@safe
final class DiskWorker: @unchecked Sendable {
  let worker: Worker
  let gatherer: Gatherer
  private let reader: BlockReader
  private(set) var ledger = WordedLedger<DiskFinding>()
  /// What layers are written to by this worker.
  private var file: DiskFile?
  /// What runs are written to that no layer is, while they are merged.
  var scratch: DiskFile?
  private let folder: DiskFolder
  private let tuning: DiskTuning

  init(_ worker: Worker, _ gatherer: Gatherer, folder: DiskFolder, tuning: DiskTuning) {
    self.worker = worker
    self.gatherer = gatherer
    self.folder = folder
    self.tuning = tuning
    reader = BlockReader(width: gatherer.width, blockStates: tuning.blockStates(width: gatherer.width))
  }

  private var context: SearchContext { worker.context }

  /// Expands a block of the layer of this depth.
  func expand(_ layer: SortedRun, block: Int, depth: Int, inspectOnly: Bool) throws(DiskStop) {
    let count = try reader.read(layer, block: block)
    let (successor, stop, output) = unsafe (context.successor, context.watch.stop, worker.output)
    let width = gatherer.width
    for number in 0..<count {
      let words = unsafe reader.states + number * width
      unsafe output.pointee.moved = 0
      unsafe output.pointee.enabled = 0
      let gathered = unsafe output.pointee.count
      unsafe successor.expand(words, into: output)
      if stop.isRaised {
        worker.forgetExpansion(keeping: gathered)
        throw .stopped
      }
      if unsafe output.pointee.finding_count != 0 || output.pointee.moved == 0 || output.pointee.failed != 0 {
        unsafe note(words, depth: depth, inspectOnly: inspectOnly)
      }
      if unsafe output.pointee.count >= Worker.batch { try settle(inspectOnly: inspectOnly) }
    }
    try settle(inspectOnly: inspectOnly)
  }

  /// Hands on what was gathered of single states.
  private func settle(inspectOnly: Bool) throws(DiskStop) {
    let count = unsafe worker.output.pointee.count
    unsafe worker.output.pointee.count = 0
    worker.noteFirings(count)
    guard !inspectOnly, count > 0 else { return }
    unsafe try gatherer.add(worker.output.pointee.words, hashes: worker.output.pointee.hashes, count: count)
  }

  /// The rare part of an expansion: findings, deadlocks, lack of memory.
  private func note(_ words: UnsafePointer<UInt64>, depth: Int, inspectOnly: Bool) {
    let output = unsafe worker.output
    if unsafe output.pointee.failed != 0 { context.watch.end(because: .outOfMemory) }
    let state = unsafe Array(UnsafeBufferPointer(start: words, count: gatherer.width))
    for number in 0..<(unsafe output.pointee.finding_count) {
      let finding = unsafe output.pointee.findings[number]
      if finding.kind == UInt32(P2P_FINDING_ORDER) { ledger.addStoppedWatches([finding.subject]) }
      guard let candidate = Candidate(finding, state: 0, depth: depth) else { continue }
      if !(inspectOnly && candidate.concernsFiring) {
        ledger.add(DiskFinding(candidate: candidate, words: state))
      }
    }
    unsafe output.pointee.finding_count = 0
    guard unsafe context.isDeadlock(enabled: output.pointee.enabled, moved: output.pointee.moved) else {
      return
    }
    let deadlock = Candidate(
      kind: .deadlock, state: 0, depth: depth, subject: 0, property: 0, instance: 0)
    ledger.add(DiskFinding(candidate: deadlock, words: state))
  }

  /// Gathers stored states.
  func take(_ states: Range<UInt32>, from store: StateStore) throws(DiskStop) {
    guard let compact = store.compact else {
      return unsafe try gatherer.add(store.pointer(to: states.lowerBound), count: states.count)
    }
    let finder = worker.finder(for: compact)
    for state in states { unsafe try gatherer.add(finder.words(of: state), count: 1) }
  }

  /// The findings since the last call.
  func takeFindings() -> WordedLedger<DiskFinding> {
    defer { ledger = WordedLedger<DiskFinding>() }
    return ledger
  }

  /// A writer behind the layers that this worker has written.
  func layerWriter() throws(DiskStop) -> SegmentWriter {
    let file: DiskFile
    if let known = self.file, known.end < tuning.fileBytes {
      file = known
    } else {
      file = try folder.makeLayerFile()
      self.file = file
    }
    return SegmentWriter(
      file, width: gatherer.width, blockStates: tuning.blockStates(width: gatherer.width))
  }

  /// The file for what is merged now.
  func scratchFile() throws(DiskStop) -> DiskFile {
    if let scratch { return scratch }
    let file = try folder.makeTemporaryFile()
    scratch = file
    return file
  }
}
