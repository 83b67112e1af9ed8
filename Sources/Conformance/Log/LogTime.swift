/// When something happened, on whatever clock the log has: only the order counts.
package enum LogTime: Hashable, Sendable, Comparable {
  case integer(Int)
  case real(Double)

  package static func < (left: LogTime, right: LogTime) -> Bool {
    switch (left, right) {
    // Nanoseconds of a clock do not fit into a double.
    case (.integer(let left), .integer(let right)): left < right
    case (.integer, .real), (.real, .integer), (.real, .real): left.approximation < right.approximation
    }
  }

  private var approximation: Double {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    }
  }
}
