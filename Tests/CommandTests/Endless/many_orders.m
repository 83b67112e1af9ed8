-- Fourteen interchangeable elements in a cycle: their orders are too many to try.
type P: scalarset(14);
var next: array[P] of P; x: 0..3;
startstate begin for p: P do next[p] := p; end; x := 0; end;
ruleset p: P; q: P do
  rule "swap" p != q ==>
    var t: P;
  begin t := next[p]; next[p] := next[q]; next[q] := t; end;
end;
invariant "in range" x <= 3;
