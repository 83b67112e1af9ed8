/// Codes P2P321 to P2P324: multisets.
extension DiagnosticCode {
  package static let badElementIndex = DiagnosticCode(
    name: "P2P321", summary: "an index that names no element of the multiset",
    explanation: """
      A multiset has no order, so its elements have no numbers. `choose`, `MultiSetCount` and `MultiSetRemovePred` give a name to
      one element after the other; with it, the multiset is written as it was there.

          choose i: net do
            rule net[i].kind = ack ==> begin MultiSetRemove(i, net); end;
          end;
      """)

  package static let elementMayBeGone = DiagnosticCode(
    name: "P2P322", summary: "a multiset replaced while one of its elements has a name",
    explanation: """
      `choose` names an element. Were the multiset replaced, or elements taken out by a procedure, the name could stand for another
      one afterwards. Remove elements in the rule itself, with `MultiSetRemove` or `MultiSetRemovePred`.
      """)

  package static let misplacedChoose = DiagnosticCode(
    name: "P2P323", summary: "a `choose` that is not possible there",
    explanation: """
      `choose` stands around rules and properties, but not start states, `liveness` and `leadsto`. Its multiset is a variable of the state, or a
      part of one that constants and parameters of rulesets say.

          ruleset n: node do
            choose i: net[n] do ... end;
          end;
      """)

  package static let notAMultiset = DiagnosticCode(
    name: "P2P324", summary: "something else where a multiset is needed",
    explanation: """
      Elements are chosen in, counted in, added to and removed from multisets.

          var net: multiset [3] of message;
          ...
          MultiSetAdd(request, net);
      """)
}
