import Encoding
import Foundation
import Synchronization
import Testing
import Z3

/// What ends a check before its answer, and what goes wrong.
@Suite struct SolverLimitTests {
  /// Fourteen pigeons in thirteen holes: it takes a resolution prover longer than any test waits.
  private static func hardQuestion(_ solver: Solver) throws {
    let bank = TermBank()
    let places = (0..<14).map { pigeon in
      (0..<13).map { bank.constant("pigeon \(pigeon) in \($0)", .bool) }
    }
    for place in places { try solver.add(bank.or(place)) }
    for hole in 0..<13 {
      for (number, first) in places.enumerated() {
        for second in places[..<number] {
          try solver.add(bank.or(bank.not(first[hole]), bank.not(second[hole])))
        }
      }
    }
  }

  private func isUnknown(_ answer: Answer) -> Bool {
    if case .unknown(let reason) = answer { !reason.isEmpty } else { false }
  }

  @Test("a check ends at its time limit", arguments: [SolverKind.general, .incremental, .logic("QF_BV")])
  func timeout(kind: SolverKind) throws {
    let solver = try Solver(Z3Context(), kind)
    try Self.hardQuestion(solver)
    solver.limits.milliseconds = 100
    #expect(isUnknown(try solver.check()))
  }

  @Test("a check ends at its number of steps")
  func steps() throws {
    let solver = try Solver(Z3Context(), .incremental)
    try Self.hardQuestion(solver)
    solver.limits.steps = 10_000
    #expect(isUnknown(try solver.check()))
    #expect(try solver.statistic("rlimit count") > 0)
  }

  @Test("another thread stops a check, and all later ones until the interruption is lifted")
  func interruption() throws {
    let context = try Z3Context()
    let solver = try Solver(context)
    try solver.push()
    try Self.hardQuestion(solver)
    let interruption = context.interruption
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.1)
      interruption.interrupt()
    }
    let answers = (try solver.check(), try solver.check())
    #expect(answers.0 == .unknown(reason: "interrupted"))
    #expect(answers.1 == .unknown(reason: "interrupted"))
    try solver.pop()
    interruption.lift()
    #expect(try solver.check() == .satisfiable)
  }

  @Test("no check takes the program's handler of SIGINT away")
  func signalHandler() throws {
    let context = try Z3Context()
    let solver = try Solver(context)
    try Self.hardQuestion(solver)
    let interruption = context.interruption
    let before = Self.handler
    let during = Mutex<[Int]>([])
    Thread.detachNewThread {
      for _ in 0..<10 {
        Thread.sleep(forTimeInterval: 0.02)
        during.withLock { $0.append(Self.handler) }
      }
      interruption.interrupt()
    }
    #expect(isUnknown(try solver.check()))
    #expect(during.withLock { $0 } == Array(repeating: before, count: 10))
  }

  /// The address of the handler of SIGINT.
  private static var handler: Int {
    var action = sigaction()
    unsafe sigaction(SIGINT, nil, &action)
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
  }

  @Test("an interruption outlives its context")
  func lateInterruption() throws {
    let interruption = try Z3Context().interruption
    interruption.interrupt()
    #expect(interruption.isRequested)
  }

  @Test("what Z3 refuses is an error with its message, and does not spoil the solver")
  func errors() throws {
    let context = try Z3Context()
    let solver = try Solver(context)
    let parsing = #expect(throws: SolverError.self) { try solver.add(script: "(assert (= x 1))") }
    #expect(parsing?.code == .parser)
    #expect(parsing?.message.contains("unknown constant x") == true)
    #expect(throws: SolverError.self) { try Solver(context, .tactics("simplify no-such-tactic smt")) }
    #expect(throws: SolverError.self) { try solver.set("no_such_parameter", 1) }
    #expect(try solver.check() == .satisfiable)
  }

  @Test("a model exists only after a satisfiable question")
  func modelTooEarly() throws {
    let bank = TermBank()
    let solver = try Solver(Z3Context())
    try solver.add(bank.false)
    #expect(try solver.check().isUnsatisfiable)
    #expect(throws: SolverError.self) { try solver.model() }
  }
}
