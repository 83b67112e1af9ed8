import CSuccessor
import ModelIR

/// Looks for the states of blocks that lead to wanted states: one for each thread.
@safe
final class StepProbe {
  private let search: StepSearch
  private let memory: SuccessorOutput
  private let reader: BlockReader
  private let wanted: [(hash: UInt64, words: [UInt64])]

  init(_ search: StepSearch, wanted states: Set<[UInt64]>) {
    self.search = search
    memory = SuccessorOutput(search.system, wanted: [], stop: search.stop)
    reader = BlockReader(width: search.width, blockStates: search.blockStates)
    wanted = states.map { words in
      let hash = unsafe words.withUnsafeBufferPointer { buffer in
        unsafe buffer.baseAddress.map { unsafe p2p_hash($0, words.count) } ?? 0
      }
      return (hash, words)
    }
    memory.prepare(canonical: search.canonical, onlyFires: true)
  }

  /// The wanted states that states of the block lead to, each with the least of them.
  func steps(from layer: SortedRun, block: Int) throws(DiskStop) -> [[UInt64]: [UInt64]] {
    let count = try reader.read(layer, block: block)
    let output = unsafe memory.pointer
    var found: [[UInt64]: [UInt64]] = [:]
    for number in 0..<count {
      let state = unsafe reader.states + number * search.width
      unsafe output.pointee.count = 0
      unsafe output.pointee.finding_count = 0
      unsafe search.successor.expand(state, into: output)
      if search.stop.isRaised { throw .stopped }
      for index in 0..<(unsafe output.pointee.count) {
        let hash = unsafe output.pointee.hashes[index]
        for (wantedHash, words) in wanted where wantedHash == hash && found[words] == nil {
          let successor = unsafe output.pointee.words + index * search.width
          guard words.indices.allSatisfy({ unsafe successor[$0] == words[$0] }) else { continue }
          found[words] = unsafe Array(UnsafeBufferPointer(start: state, count: search.width))
        }
      }
    }
    return found
  }
}

/// What looking for steps to states needs to know.
struct StepSearch: Sendable {
  let system: TransitionSystem
  let successor: any Successor
  let canonical: Bool
  let stop: StopWord
  let width: Int
  let blockStates: Int
}
