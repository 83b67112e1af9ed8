import CZ3
package import Encoding

/// Z3's world of one worker: terms and solvers of different contexts know nothing of each other.
///
/// Belongs to one thread, but for its `interruption`. Terms given to one context and its solvers come from one bank.
package final class Z3Context {
  /// A term, kept so that its number stays its own, and what it is for Z3.
  private struct Translation {
    let term: Term
    let ast: cz3_ast
  }

  let handle: cz3_context
  package let interruption: SolverInterrupt
  /// Put into every term before Z3 sees it; to be set before the first one.
  package var powers: PowerDefinitions?
  private var defined: [Term: Term] = [:]
  private var sorts: [Sort: cz3_sort] = [:]
  /// By term number.
  private var translations: [Translation?] = []

  package init() throws(SolverError) {
    if let problem = Z3Library.problem { throw SolverError(.missing, problem) }
    handle = cz3_new_context()
    guard handle.handle != 0 else { throw SolverError(.outOfMemory, "no context could be made") }
    interruption = SolverInterrupt(handle)
  }

  deinit {
    interruption.contextEnds()
    // Backwards, so that no term is the last to hold its arguments: a deep one would take the stack with it.
    while let last = translations.popLast() {
      if let last { cz3_release(handle, last.ast) }
    }
    cz3_delete_context(handle)
  }

  package func interrupt() { interruption.interrupt() }

  /// Limits the memory of all contexts together; checks beyond it end with an error.
  ///
  /// Has an effect only before the first context is made.
  package static func limitMemory(megabytes: UInt32) { cz3_limit_memory(megabytes) }

  /// The memory that Z3 uses for all contexts together.
  package static var allocatedBytes: UInt64 { cz3_allocated_bytes() }

  // MARK: - Errors

  /// Turns an error of the calls so far into a thrown one.
  func check() throws(SolverError) {
    let code = cz3_error(handle)
    guard code != CZ3_OK else { return }
    let message = unsafe String(cString: cz3_error_message(handle))
    cz3_clear_error(handle)
    throw SolverError(SolverError.Code(code), message)
  }

  func checked(_ ast: cz3_ast) throws(SolverError) -> cz3_ast {
    try check()
    guard ast.handle != 0 else { throw SolverError(.outOfMemory, "a term could not be made") }
    return ast
  }

  // MARK: - What is known already

  /// The term with what its constants are known to be.
  func defined(_ term: Term) -> Term { powers.map { $0(term, memory: &defined) } ?? term }

  func known(_ term: Term) -> cz3_ast? {
    guard term.id < translations.count, let translation = translations[term.id] else { return nil }
    precondition(translation.term === term, "a context's terms come from one bank")
    return translation.ast
  }

  /// Takes over the reference.
  func remember(_ term: Term, as ast: cz3_ast) {
    if term.id >= translations.count {
      let size = max(term.id + 1, translations.count * 2)
      translations.append(contentsOf: repeatElement(nil, count: size - translations.count))
    }
    translations[term.id] = Translation(term: term, ast: ast)
  }

  func sort(_ sort: Sort) throws(SolverError) -> cz3_sort {
    if let known = sorts[sort] { return known }
    let new =
      switch sort {
      case .bool: cz3_bool_sort(handle)
      case .bitVector(let width): cz3_bits_sort(handle, UInt32(width))
      case .array(let index, let element):
        cz3_array_sort(handle, try self.sort(index), try self.sort(element))
      }
    try check()
    sorts[sort] = new
    return new
  }
}
