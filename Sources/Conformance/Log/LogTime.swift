package import Foundation

/// When something happened, on whatever clock the log has: only the order counts.
///
/// To all digits that the log has: nanoseconds of a clock do not fit into a double.
package enum LogTime: Hashable, Sendable, Comparable {
  case integer(Int)
  case real(Decimal)

  package static func < (left: LogTime, right: LogTime) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.integer, .real), (.real, .integer), (.real, .real): left.decimal < right.decimal
    }
  }

  private var decimal: Decimal {
    switch self {
    case .integer(let value): Decimal(value)
    case .real(let value): value
    }
  }
}
