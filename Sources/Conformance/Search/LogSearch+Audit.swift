import Checking
import ExplicitState
import ModelIR

/// That a log is not explained does not rest on compiled code alone.
extension LogSearch {
  /// The most configurations that the interpreter looks at again.
  private static let mostAudited = 256

  /// Of the configurations that were tried for the entry, and of earlier ones, the interpreter takes all steps again.
  func audit(_ index: Int, with interpreted: Stepper) throws(EngineFailure) {
    guard moves.stepper.description != interpreted.description else { return }
    let reference = Moves(commanded, interpreted, names: moves.names, slots: moves.layout.slots)
    var configuration = [UInt64](repeating: 0, count: moves.layout.width)
    for number in sample(of: tried.count) where !stop.isRaised {
      tried.copy(number, into: &configuration)
      try compare(configuration, reference, underway)
    }
    let none = [PreparedEntry?](repeating: nil, count: underway.count)
    for number in sample(of: history.parents.count) where !stop.isRaised {
      history.copy(number, into: &configuration)
      try compare(configuration, reference, none)
    }
  }

  /// Numbers that are evenly spread.
  private func sample(of count: Int) -> StrideTo<Int> {
    stride(from: 0, to: count, by: max(1, (count + Self.mostAudited - 1) / Self.mostAudited))
  }

  private func compare(
    _ configuration: [UInt64], _ reference: Moves, _ entries: [PreparedEntry?]
  ) throws(EngineFailure) {
    func successors(_ moves: Moves) -> Set<[UInt64]> {
      var found = Moves.Successors()
      moves.append(from: configuration, entries, to: &found)
      let width = moves.layout.width
      return Set(found.actions.indices.map { Array(found.words[$0 * width..<($0 + 1) * width]) })
    }
    let (compiled, interpreted) = (successors(moves), successors(reference))
    guard compiled == interpreted || stop.isRaised else {
      throw EngineFailure(.disagreement, "compiled code and the interpreter take different steps for the log")
    }
  }
}
