import Diagnostics
import ModelIR
import Murphi

/// A text as the front end reads it, with nothing to include.
func compile(_ text: String, settings: [Setting] = []) -> Compilation {
  MurphiFrontEnd.compile(main: SourceFile(name: "test.m", text: text), settings: settings) { path, _ in
    .failure(IncludeFailure(message: "no file \(path)"))
  }
}

/// The codes of the errors in a text.
func errors(_ text: String, settings: [Setting] = []) -> [String] {
  compile(text, settings: settings).diagnostics.filter { $0.severity == .error }.map(\.code.name)
}

/// A model around one statement, with a few variables of every kind.
func model(statement: String) -> String {
  """
  const N: 3;
  type small: 0..N; color: enum {red, green}; node: scalarset(2);
  var x: small; y: small; b: boolean; c: color; n: node; a: array [small] of small;
    r: record f: small; end;
  startstate begin x := 0; end;
  rule begin \(statement) end;
  """
}

/// The expression that is assigned to `x` or `b` by the last rule of a model around an assignment.
func lowered(_ target: String, _ expression: String) -> Expression? {
  let system = compile(model(statement: "\(target) := \(expression);")).system
  guard case .assign(_, let value)? = system?.rules.last?.body.last?.kind else { return nil }
  return value
}

extension Expression {
  /// The tree with every operator in parentheses, constants and variables by number.
  var shape: String {
    switch kind {
    case .constant(let value): "\(value)"
    case .read(let place): place.shape
    case .unary(let operation, let operand): "(\(operation.rawValue) \(operand.shape))"
    case .binary(let operation, let left, let right): "(\(left.shape) \(operation.rawValue) \(right.shape))"
    case .sameContent(let left, let right): "(\(left.shape) same \(right.shape))"
    case .conditional(let condition, let first, let second):
      "(\(condition.shape) ? \(first.shape) : \(second.shape))"
    case .quantified(let quantifier, _, let body): "(\(quantifier.rawValue) \(body.shape))"
    case .isUndefined(let place): "undefined(\(place.shape))"
    case .isMember(let value, let interval): "member(\(value.shape), \(interval))"
    case .widened(let value, let offset): "widened(\(value.shape), \(offset))"
    case .narrowed(let value, let interval, let low): "narrowed(\(value.shape), \(interval), \(low))"
    case .call(let call): "f\(call.function.index)"
    }
  }
}

extension Place {
  var shape: String {
    let base =
      switch root {
      case .state(let id): "v\(id.index)"
      case .local(let id): "l\(id.index)"
      case .value(let value): value.shape
      }
    return base + path.map(\.shape).joined()
  }
}

extension Place.Step {
  var shape: String {
    switch self {
    case .field(let index, _): ".\(index)"
    case .element(let index, _): "[\(index.shape)]"
    }
  }
}
