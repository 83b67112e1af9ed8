import Dispatch
import Foundation
import ModelIR
import Synchronization
import TestSupport
import Testing

@Suite("The interpreter defines what models mean")
struct InterpreterTests {
  /// What the only rule of a model with `x: -100 .. 100` and `y` undefined does to x, which starts as 7.
  private func outcome(of body: String) throws -> Interpreter.Outcome {
    let text = """
      type colour: enum { red, green }; pair: record a: 0 .. 3; b: boolean; end;
      var x: -100 .. 100; y: -100 .. 100; c: colour; p, q: pair; a: array [0 .. 2] of 0 .. 9;
      function twice(n: 0 .. 50): 0 .. 100; begin return 2 * n; end;
      function forgetful(n: 0 .. 50): 0 .. 100; begin if n = 0 then return 1 end; end;
      function endless(n: 0 .. 50): 0 .. 100; begin return endless(n); end;
      startstate begin x := 7; c := red; p.a := 1; undefine q; for i: 0 .. 2 do a[i] := i end; end;
      rule begin \(body) end;
      """
    let system = try Run.system(text)
    let interpreter = Interpreter(system)
    guard case .next(let state, _) = interpreter.start(try #require(interpreter.startFirings.first)) else {
      Issue.record("the start state fails")
      return .dropped
    }
    return onDeepStack { interpreter.fire(Firing(subject: .rule(RuleID(0)), arguments: []), in: state) }
  }

  /// Runs a body where the model's recursion finds room.
  private func onDeepStack(_ body: @escaping @Sendable () -> Interpreter.Outcome) -> Interpreter.Outcome {
    let result = Mutex<Interpreter.Outcome>(.dropped)
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      let outcome = body()
      result.withLock { $0 = outcome }
      done.signal()
    }
    thread.stackSize = 256 << 20
    thread.start()
    done.wait()
    return result.withLock { $0 }
  }

  @Test(
    "expressions have exact values",
    arguments: [
      ("-7 / 2", -3), ("-7 % 2", -1), ("7 & 5", 5), ("6 | 1", 7), ("6 ^ 3", 5), ("~5", -6), ("1 << 3", 8),
      ("-5 >> 1", -3), ("8 << -2", 2), ("1 << 200", 0), ("-1 >> 200", 0), ("x > 3 ? 1 : 2", 1),
      ("twice(x)", 14),
      ("0xffffffffffffffff / 0x7fffffffffffffff", 2), ("(1 << 100) >> 98", 4),
    ])
  func value(expression: String, expected: Int) throws {
    guard case .next(let state, _) = try outcome(of: "x := \(expression);") else {
      Issue.record("\(expression) fails")
      return
    }
    #expect(state.cells[0] == Value(expected))
  }

  @Test(
    "what cannot be evaluated is a failure of its own kind",
    arguments: [
      ("x := y;", Failure.Kind.undefinedRead), ("x := 101;", .outOfRangeWrite),
      ("a[x] := 1;", .indexOutOfRange),
      ("x := x / (x - 7);", .divisionByZero), ("x := x % (x - 7);", .divisionByZero),
      ("x := x << 126;", .overflow), ("x := forgetful(3);", .missingReturn),
      ("error \"no\";", .errorStatement),
      ("for i := 1 to 3 by x - 7 do x := i end;", .badLoopStep), ("while true do x := 1 end;", .stepBound),
      ("x := endless(1);", .callDepth), ("assert \"never\" x = 8;", .assertion),
      ("x := twice(60);", .outOfRangeWrite),
    ])
  func failure(body: String, expected: Failure.Kind) throws {
    guard case .failed(let failure) = try outcome(of: body) else {
      Issue.record("\(body) succeeds")
      return
    }
    #expect(failure.kind == expected)
  }

  @Test("an assumption that does not hold drops the firing")
  func assumption() throws {
    #expect(try outcome(of: "assume x = 8;") == .dropped)
  }

  @Test("records are copied with their undefined parts, and compared with them")
  func copies() throws {
    guard case .next(let state, let covers) = try outcome(of: "q := p; cover q = p; cover isundefined(q.b);")
    else {
      Issue.record("copying fails")
      return
    }
    #expect(covers.count == 2)
    #expect(state.cells.count == 10)
  }
}
