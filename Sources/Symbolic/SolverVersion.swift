import CZ3

/// The version of the Z3 library in use.
package enum SolverVersion {
  package static var text: String {
    var numbers: [UInt32] = [0, 0, 0, 0]
    unsafe cz3_version(&numbers)
    return numbers.map(String.init).joined(separator: ".")
  }
}
