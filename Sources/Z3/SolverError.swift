import CZ3

/// Something that Z3 refuses or fails to do, in its own words.
package struct SolverError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    case sort, invalidArgument, parser, outOfMemory, exception, other
    /// A model's value that is no finite description, or of the wrong kind.
    case value
    /// There is no library.
    case missing
  }

  package let code: Code
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension SolverError: CustomStringConvertible {
  package var description: String { "Z3: \(message)" }
}

extension SolverError.Code {
  init(_ code: cz3_error_code) {
    switch code {
    case CZ3_SORT_ERROR: self = .sort
    case CZ3_INVALID_ARGUMENT: self = .invalidArgument
    case CZ3_PARSER_ERROR: self = .parser
    case CZ3_OUT_OF_MEMORY: self = .outOfMemory
    case CZ3_EXCEPTION: self = .exception
    default: self = .other
    }
  }
}
