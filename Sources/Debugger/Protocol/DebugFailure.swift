/// Why a request has no result: a sentence for the user.
package struct DebugFailure: Error, Hashable, Sendable {
  package var message: String

  package init(_ message: String) { self.message = message }
}
