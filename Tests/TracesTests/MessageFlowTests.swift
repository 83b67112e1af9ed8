import Checking
import ModelIR
import OrderedJSON
import TestSupport
import Testing
import Traces

/// What is put into multisets and taken out again, as the page draws it.
@Suite struct MessageFlowTests {
  private static let text = """
    type node: scalarset(2); message: record kind: enum { ask, answer }; dest: node; end;
    var net: multiset [3] of message;
    --@ view messages
    box: array [node] of 0 .. 2;
    startstate begin undefine net; undefine box; end;
    ruleset n: node; m: node do
      rule "ask" n != m ==> var x: message; begin x.kind := ask; x.dest := m; MultiSetAdd(x, net); end;
    end;
    ruleset n: node do
      choose i: net do
        rule "receive" net[i].dest = n ==> begin MultiSetRemove(i, net); end;
      end;
      rule "put" begin box[n] := 1; end;
      rule "take" !isundefined(box[n]) ==> begin undefine box[n]; end;
    end;
    invariant "true" true;
    """

  private func messages(_ firings: [(rule: Int, arguments: [Value])]) throws -> [String] {
    let walk = try Walked(Self.text, firings, .violates(arguments: []))
    return try #require(try pageData(walk.page())["messages"]?.elements).map { message in
      let end = message["received"]?.integer.map { "\($0)" } ?? "-"
      return "\(message["place"]?.string ?? "") \(message["text"]?.string ?? "") "
        + "\(message["sent"]?.integer ?? -1) \(end)"
    }
  }

  @Test(
    "a message goes from the step that puts it to the one that takes it; of two alike the first goes first")
  func pairs() throws {
    let all = try messages([(0, [0, 1]), (0, [0, 1]), (1, [1, 0]), (0, [1, 0])])
    #expect(
      all
        == [
          "net {kind: ask, dest: process_1} 1 3", "net {kind: ask, dest: process_1} 2 -",
          "net {kind: ask, dest: process_0} 4 -",
        ].map { $0.replacing("process", with: "node") })
  }

  @Test("an array that the model calls one of messages has one in each element that is defined")
  func boxes() throws {
    #expect(try messages([(2, [0]), (3, [0]), (2, [1])]) == ["box[node_0] 1 1 2", "box[node_1] 1 3 -"])
  }
}
