import Diagnostics

/// `T{...}` or `{...}`: a record or array as a value.
struct LiteralSyntax: Sendable {
  /// `f: value`, or a value without name.
  struct Part: Sendable {
    var name: Name?
    var value: ExpressionSyntax
  }

  /// `f.g[i]: value`.
  struct Change: Sendable {
    var path: [ExpressionSyntax.Step]
    var value: ExpressionSyntax
    /// Of the path.
    var range: SourceRange
  }

  enum Content: Sendable {
    case parts([Part])
    /// `{for i: T do value end}`.
    case each(QuantifierSyntax, ExpressionSyntax)
    /// `{base with f: value, [i]: value}`.
    case change(ExpressionSyntax, [Change])
  }

  /// Nil where the place says which type it is.
  var type: Name?
  var content: Content

  /// What is evaluated in it, in this order; not what `each` binds.
  var values: [ExpressionSyntax] {
    switch content {
    case .parts(let parts): parts.map(\.value)
    case .each(_, let value): [value]
    case .change(let base, let changes):
      [base]
        + changes.flatMap { change in
          change.path.compactMap { if case .index(let index) = $0 { index } else { nil } } + [change.value]
        }
    }
  }

  /// The depth of the tree that it lowers to, without its own node.
  var height: Int { (values.map(\.height).max() ?? 0) + 2 }
}
