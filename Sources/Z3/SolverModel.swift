import CZ3
package import Encoding

/// An assignment under which all formulas of a check are true.
///
/// Belongs to the thread of its context. What the formulas leave open has some value, always the same one.
package final class SolverModel {
  private let context: Z3Context
  private let handle: cz3_model

  /// Takes over the reference.
  init(_ context: Z3Context, _ handle: cz3_model) {
    self.context = context
    self.handle = handle
  }

  deinit { cz3_delete_model(context.handle, handle) }

  package func value(of term: Term) throws(SolverError) -> TermValue {
    let ast = try context.ast(of: term)
    let value = try context.checked(cz3_make_value(context.handle, handle, ast))
    defer { cz3_release(context.handle, value) }
    return try read(value, term.sort)
  }

  private func read(_ ast: cz3_ast, _ sort: Sort) throws(SolverError) -> TermValue {
    guard ast.handle != 0 else { throw SolverError(.value, "the model leaves a value open") }
    switch sort {
    case .bool:
      switch cz3_kind(context.handle, ast) {
      case CZ3_VALUE_TRUE: return .bool(true)
      case CZ3_VALUE_FALSE: return .bool(false)
      default: throw SolverError(.value, "neither true nor false")
      }
    case .bitVector(let width):
      var words = Array(repeating: UInt64(0), count: (width + 63) / 64)
      guard cz3_kind(context.handle, ast) == CZ3_VALUE_BITS,
        unsafe cz3_get_bits(context.handle, ast, UInt32(width), &words)
      else {
        try context.check()
        throw SolverError(.value, "not a number")
      }
      return .bits(BitVector(words: words, width: width))
    case .array(let index, let element):
      return try readArray(ast, index, element)
    }
  }

  private func readArray(_ ast: cz3_ast, _ index: Sort, _ element: Sort) throws(SolverError) -> TermValue {
    var stores: [(index: TermValue, element: TermValue)] = []
    var base = ast
    while cz3_kind(context.handle, base) == CZ3_VALUE_STORE {
      stores.append((try read(argument(base, 1), index), try read(argument(base, 2), element)))
      base = try argument(base, 0)
    }
    var array = try readBase(base, index, element)
    for store in stores.reversed() { array = array.replacing(store.index, by: store.element) }
    return array
  }

  private func readBase(_ base: cz3_ast, _ index: Sort, _ element: Sort) throws(SolverError) -> TermValue {
    switch cz3_kind(context.handle, base) {
    case CZ3_VALUE_CONSTANT_ARRAY: return .array(default: try read(argument(base, 0), element), entries: [:])
    case CZ3_VALUE_TABLE:
      let other = cz3_other_element(context.handle, handle, base)
      let count = cz3_entry_count(context.handle, handle, base)
      try context.check()
      var array = TermValue.array(default: try read(other, element), entries: [:])
      for entry in 0..<count {
        let key = try context.checked(cz3_entry_index(context.handle, handle, base, entry))
        let value = try context.checked(cz3_entry_element(context.handle, handle, base, entry))
        array = array.replacing(try read(key, index), by: try read(value, element))
      }
      return array
    default: return try readLambda(base, index, element)
    }
  }

  /// An array given by a function of its index, which in models only compares the index with numbers.
  private func readLambda(_ lambda: cz3_ast, _ index: Sort, _ element: Sort) throws(SolverError) -> TermValue
  {
    let count = cz3_lambda_indices(context.handle, lambda, 0, nil)
    guard count >= 0, let width = index.width else {
      try context.check()
      throw SolverError(.value, "an array that is not given by finitely many elements")
    }
    var asts = Array(repeating: cz3_ast(), count: Int(count))
    _ = unsafe cz3_lambda_indices(context.handle, lambda, UInt32(count), &asts)
    try context.check()
    var keys: Set<TermValue> = []
    for ast in asts { keys.insert(try read(ast, index)) }
    // Some index that is like all others; there is none if the numbers are all that the width has.
    let other = (0...keys.count).lazy.map { BitVector(Int128($0), width: width) }
      .first { !keys.contains(.bits($0)) }
    let rest = try other.map { key throws(SolverError) in try self.element(lambda, at: key, element) }
    var array = TermValue.array(default: rest ?? TermValue(zeroOf: element), entries: [:])
    for case .bits(let key) in keys {
      array = array.replacing(.bits(key), by: try self.element(lambda, at: key, element))
    }
    return array
  }

  private func element(_ array: cz3_ast, at key: BitVector, _ sort: Sort) throws(SolverError)
    -> TermValue
  {
    let index = try context.checked(unsafe cz3_make_bits(context.handle, UInt32(key.width), key.words))
    defer { cz3_release(context.handle, index) }
    let selected = try context.checked(unsafe cz3_make(context.handle, CZ3_SELECT, 2, [array, index]))
    defer { cz3_release(context.handle, selected) }
    let value = try context.checked(cz3_make_value(context.handle, handle, selected))
    defer { cz3_release(context.handle, value) }
    return try read(value, sort)
  }

  private func argument(_ ast: cz3_ast, _ index: UInt32) throws(SolverError) -> cz3_ast {
    try context.checked(cz3_argument(context.handle, ast, index))
  }
}
