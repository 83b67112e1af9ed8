/// Why a trace cannot be tried on a real machine: all of it, and not less, is tried.
package struct NothingToReproduce: Error, Hashable, Sendable {
  package let message: String

  static let noCalls = NothingToReproduce(
    message: """
      no process calls the kernel in this trace: no rule of it has an annotation such as `--@ operation mmap base length`
      """)

  init(message: String) { self.message = message }

  /// A step for which there is no call.
  init(_ place: String, _ reason: String) {
    message = "\(place): \(reason), so that a program would do less than the trace"
  }
}
