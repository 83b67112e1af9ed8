import Diagnostics
import ModelIR

/// The witnesses of functions, each counted once, callees first.
struct FunctionWitnesses {
  private let recursive: Set<FunctionID>

  init(_ system: TransitionSystem) { recursive = CallGraph(system).recursive }

  /// Of a function's body; its arguments apart.
  func witnesses(
    of id: FunctionID, _ sorts: ElementSorts, _ locality: ElementLocality, at range: SourceRange
  ) throws(Refusal) -> Witnesses {
    let function = sorts.family.system[id]
    guard !recursive.contains(id) else {
      throw Refusal("the function `\(function.name)` calls itself", at: range)
    }
    try sorts.require(locals: function.locals)
    if let result = function.result { _ = try sorts.pointers(in: result) }
    let count = WitnessCount(
      sorts: sorts, functions: self, locality: locality, locals: function.locals, owner: .function(id),
      result: function.result, counted: nil)
    return try count.count(function.body)
  }
}
