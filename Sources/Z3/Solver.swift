import CZ3
package import Encoding

/// A stack of formulas and the question whether all of them can be true.
///
/// Belongs to the thread of its context.
package final class Solver {
  package let context: Z3Context
  /// How far each check may go.
  package var limits = SolverLimits.none
  private let handle: cz3_solver
  private var limitsInForce = SolverLimits.none
  /// What stands for assumptions that are not literals, as Z3 wants them to be.
  private var proxies: [Term: cz3_ast] = [:]
  /// The proxies of each scope; the first is outside all.
  private var scopes: [[Term]] = [[]]

  package init(_ context: Z3Context, _ kind: SolverKind = .general, seed: UInt32? = nil) throws(SolverError) {
    self.context = context
    handle =
      switch kind {
      case .general: cz3_new_solver(context.handle)
      case .incremental: cz3_new_simple_solver(context.handle)
      case .logic(let name): unsafe cz3_new_solver_for_logic(context.handle, name)
      case .tactics(let names): unsafe cz3_new_solver_for_tactics(context.handle, names)
      }
    try context.check()
    if let seed { try set("random_seed", seed) }
  }

  deinit {
    // Nothing was made where `init` failed.
    guard handle.handle != 0 else { return }
    for proxy in proxies.values { cz3_release(context.handle, proxy) }
    cz3_delete_solver(context.handle, handle)
  }

  // MARK: - Parameters

  package func set(_ parameter: String, _ value: UInt32) throws(SolverError) {
    try require(parameter)
    unsafe cz3_set_number(context.handle, handle, parameter, value)
    try context.check()
  }

  package func set(_ parameter: String, _ value: Bool) throws(SolverError) {
    try require(parameter)
    unsafe cz3_set_flag(context.handle, handle, parameter, value)
    try context.check()
  }

  private func require(_ parameter: String) throws(SolverError) {
    let isThere = unsafe cz3_has_parameter(context.handle, handle, parameter)
    try context.check()
    if !isThere { throw SolverError(.invalidArgument, "no parameter '\(parameter)'") }
  }

  private func enforceLimits() throws(SolverError) {
    if limits.milliseconds != limitsInForce.milliseconds {
      unsafe cz3_set_number(context.handle, handle, "timeout", limits.milliseconds ?? .max)
    }
    if limits.steps != limitsInForce.steps {
      unsafe cz3_set_number(context.handle, handle, "rlimit", limits.steps ?? 0)
    }
    limitsInForce = limits
    try context.check()
  }

  // MARK: - The stack

  /// How many scopes are open.
  package var depth: Int { scopes.count - 1 }

  package func push() throws(SolverError) {
    cz3_push(context.handle, handle)
    try context.check()
    scopes.append([])
  }

  /// Forgets what was added since the push; the scope must be there.
  package func pop(_ count: Int = 1) throws(SolverError) {
    precondition(count <= depth)
    cz3_pop(context.handle, handle, UInt32(count))
    for scope in scopes.suffix(count) {
      for term in scope { proxies.removeValue(forKey: term).map { cz3_release(context.handle, $0) } }
    }
    scopes.removeLast(count)
    try context.check()
  }

  package func add(_ formula: Term) throws(SolverError) {
    precondition(formula.sort == .bool)
    cz3_assert(context.handle, handle, try context.ast(of: formula))
    try context.check()
  }

  package func add(_ formulas: [Term]) throws(SolverError) {
    for formula in formulas { try add(formula) }
  }

  /// Adds what an SMT-LIB script asserts; its other commands are ignored.
  package func add(script: String) throws(SolverError) {
    unsafe cz3_assert_script(context.handle, handle, script)
    try context.check()
  }

  // MARK: - The question

  /// Whether all formulas and assumptions can be true together.
  package func check(assuming assumptions: [Term] = []) throws(SolverError) -> Answer {
    try enforceLimits()
    var terms: [UInt: Term] = [:]
    var literals: [cz3_ast] = []
    for term in assumptions where !term.isTrue {
      let literal = try literal(for: term)
      if terms.updateValue(term, forKey: literal.handle) == nil { literals.append(literal) }
    }
    guard context.interruption.checkBegins() else { return .unknown(reason: "interrupted") }
    let answer = unsafe cz3_check(context.handle, handle, UInt32(literals.count), literals)
    context.interruption.checkEnds()
    switch answer {
    case 1: return .satisfiable
    case -1: return .unsatisfiable(core: try core(of: literals).compactMap { terms[$0.handle] })
    default: return .unknown(reason: try reason())
    }
  }

  /// The assignment that the last check found; only after `satisfiable`, and until the stack changes.
  package func model() throws(SolverError) -> SolverModel {
    let model = cz3_new_model(context.handle, handle)
    try context.check()
    return SolverModel(context, model)
  }

  /// A number of Z3's statistics, such as `rlimit count`; 0 if there is none of that name.
  package func statistic(_ name: String) throws(SolverError) -> Double {
    let value = unsafe cz3_statistic(context.handle, handle, name)
    try context.check()
    return value
  }

  /// The steps that all checks of the context have taken so far.
  package func stepsTaken() throws(SolverError) -> UInt64 { UInt64(try statistic("rlimit count")) }

  // MARK: - Assumptions and answers

  private func literal(for term: Term) throws(SolverError) -> cz3_ast {
    precondition(term.sort == .bool)
    let atom = term.operation == .not ? term.arguments[0] : term
    if atom.isConstant { return try context.ast(of: term) }
    if let proxy = proxies[term] { return proxy }
    let formula = try context.ast(of: term)
    let proxy = try context.checked(cz3_make_fresh(context.handle, try context.sort(.bool)))
    proxies[term] = proxy
    scopes[depth].append(term)
    // One direction is enough: the proxy is only ever assumed to be true.
    let negated = try context.checked(unsafe cz3_make(context.handle, CZ3_NOT, 1, [proxy]))
    defer { cz3_release(context.handle, negated) }
    let implied = try context.checked(unsafe cz3_make(context.handle, CZ3_OR, 2, [negated, formula]))
    defer { cz3_release(context.handle, implied) }
    cz3_assert(context.handle, handle, implied)
    try context.check()
    return proxy
  }

  private func core(of literals: [cz3_ast]) throws(SolverError) -> [cz3_ast] {
    guard !literals.isEmpty else { return [] }
    var core = Array(repeating: cz3_ast(), count: literals.count)
    let count = unsafe cz3_core(context.handle, handle, UInt32(core.count), &core)
    try context.check()
    guard count <= core.count else { throw SolverError(.other, "a core with more than the assumptions") }
    return Array(core.prefix(Int(count)))
  }

  /// Why there is no answer; an error that is no limit is thrown.
  private func reason() throws(SolverError) -> String {
    do {
      try context.check()
    } catch {
      let limits = [
        "canceled", "interrupted", "timeout", "max. resource limit exceeded", "max. memory exceeded",
      ]
      guard error.code == .outOfMemory || limits.contains(error.message) else { throw error }
      return context.interruption.isRequested ? "interrupted" : error.message
    }
    if context.interruption.isRequested { return "interrupted" }
    let reason = unsafe String(cString: cz3_reason_unknown(context.handle, handle))
    try context.check()
    return reason.isEmpty ? "unknown" : reason
  }
}
