package import CSuccessor
package import ModelIR

/// A successor function: what the search knows of a model.
///
/// One C call per state; see `p2p_abi.h` for the contract.
///
/// Implemented by the compiled library and by the interpreter; the search cannot tell them apart.
package protocol Successor: AnyObject, Sendable {
  /// 64-bit words per packed state, at least 1.
  var width: Int { get }
  /// "compiled" or "interpreted".
  var description: String { get }
  /// Every function that has answered under this name so far.
  ///
  /// Their results are worth nothing once `stop` is raised.
  func versions(until stop: StopWord) -> [any Successor]

  /// Checks a packed state's properties and appends the successors of all enabled rule instances to `output`. Safe to
  /// call from several threads with different outputs.
  func expand(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>)

  /// Checks a packed state's properties, and says what is in the way of each rule instance; see `p2p_abi.h`.
  func examine(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>)

  /// Appends the successors of the selected rule instances, whose guards hold.
  func fire(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>)

  /// Replaces a packed state by its orbit's representative; does nothing for a model without symmetry.
  func canonicalise(_ state: UnsafeMutablePointer<UInt64>)

  /// Whether an instance of a property holds in a packed state; from the number of properties on, whether the state has what
  /// the `leadsto` property so many before leads to.
  func test(_ state: UnsafePointer<UInt64>, property: Int, instance: UInt64) -> ConditionValue
}

extension Successor {
  package func versions(until stop: StopWord) -> [any Successor] { [self] }

  package func examine(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>) {
    preconditionFailure("this successor function always fires everything")
  }

  package func fire(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>) {
    preconditionFailure("this successor function always fires everything")
  }
}

/// What evaluating a property in a state gives.
package enum ConditionValue: Hashable, Sendable {
  case holds, fails
  /// Evaluating it fails, maybe in an assertion.
  case error(assertion: PropertyID?)
  /// Something stops a watched iteration, see `P2P_FINDING_ORDER`.
  case orderMatters(watch: UInt32)

  init(_ holds: Bool) { self = holds ? .holds : .fails }
}
