/// A value together with everything found wrong on the way to it: analysis always finishes.
package struct Parsed<Value> {
  package var value: Value
  package var diagnostics: [Diagnostic]

  package init(_ value: Value, diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension Parsed: Sendable where Value: Sendable {}
