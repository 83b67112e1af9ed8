package import Diagnostics
package import ModelIR

/// Expressions that are asked of a model besides its text, as a debugger does.
///
/// Elements of scalarsets are called as they are shown: `process_0`.
package struct ExpressionReader: Sendable {
  /// An expression that changes nothing.
  package struct Reading: Sendable {
    package let expression: Expression
    /// What it may name: what it was read with, and what it binds.
    package let locals: [Local]
    /// The model, with the types and functions that the expression brought.
    package let system: TransitionSystem
  }

  /// All that the end of the model's text sees.
  private let lowering: Lowering

  /// Of a program without errors.
  package init(_ program: MurphiProgram) {
    var lowering = Lowering(name: program.name, sourceMap: program.sourceMap)
    lowering.namesElements = true
    lowering.run(program.syntax)
    self.lowering = lowering
  }

  /// Reads an expression where these parameters have values; nil after a mistake.
  package func read(
    _ text: String, parameters: [Parameter] = [], locals: [Local] = []
  ) -> Parsed<Reading?> {
    var lowering = lowering
    let source = SourceFile(name: "expression", text: text)
    let file = lowering.sourceMap.add(source)
    var parser = Parser(source, file: file)
    let syntax = parser.parseExpression()
    if parser.current != .endOfFile { parser.reportUnexpected("the end of the expression") }
    guard !parser.diagnostics.contains(where: { $0.severity == .error }) else {
      return Parsed(nil, diagnostics: parser.diagnostics)
    }
    lowering.diagnostics = []
    lowering.frame = locals
    for parameter in parameters {
      // An inner one hides an outer one of the same name.
      lowering.scopes.open()
      let meaning = Symbol.Meaning.local(parameter.local, parameter.type, isReadOnly: true)
      _ = lowering.scopes.declare(Symbol(name: parameter.name, meaning: meaning))
    }
    guard let operand = lowering.lower(syntax),
      lowering.checkChangesNothing(operand.expression, "what is asked", at: syntax.range)
    else { return Parsed(nil, diagnostics: lowering.diagnostics) }
    var system = lowering.system
    system.types = lowering.types.definitions
    let reading = Reading(expression: operand.expression, locals: lowering.frame, system: system)
    return Parsed(reading, diagnostics: lowering.diagnostics)
  }
}
