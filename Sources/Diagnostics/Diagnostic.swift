/// How bad it is: an error rejects the model, a warning does not.
package enum Severity: String, Hashable, Sendable {
  case error, warning, note
}

/// A secondary place that explains the primary one.
package struct Label: Hashable, Sendable {
  package var range: SourceRange
  package var message: String

  package init(_ range: SourceRange, _ message: String) {
    self.range = range
    self.message = message.visible
  }
}

/// Something to tell the author of a model: what is wrong, where, and what to do about it.
///
/// The message is a lower-case sentence without full stop that says what is wrong; only `help` says what to do.
package struct Diagnostic: Hashable, Sendable {
  package var severity: Severity
  package var code: DiagnosticCode
  package var message: String
  package var range: SourceRange
  package var labels: [Label]
  package var help: String?

  package init(
    _ severity: Severity = .error, _ code: DiagnosticCode, _ message: String, at range: SourceRange,
    labels: [Label] = [], help: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message.visible
    self.range = range
    self.labels = labels
    self.help = help?.visible
  }
}
