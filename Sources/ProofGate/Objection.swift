import Diagnostics

/// Why the evidence for a verdict does not stand: a sentence.
package struct Objection: Error, Hashable, Sendable {
  package var message: String

  package init(_ message: String) { self.message = message.visible }
}
