-- Leader election in a ring, as Chang and Roberts have it: nodes pass on the greatest number that they have seen, each over a
-- cell to the next one. Almost everything can be done in any order.
const
  NODES: 7;

type
  node: 0 .. NODES - 1;
  number: 0 .. NODES; -- 0 is none

var
  cell: array [node] of number; -- from this node to the next one
  held: array [node] of number;
  elected: array [node] of boolean;

function after(n: node): node; begin return (n + 1) % NODES; end;
function own(n: node): number; begin return NODES % 2 = 1 ? (2 * n) % NODES + 1 : n + 1; end;

startstate begin
  for n: node do
    cell[n] := 0;
    held[n] := own(n);
    elected[n] := false;
  end;
end;

ruleset n: node do
  rule "send" held[n] != 0 & cell[n] = 0 ==> begin
    cell[n] := held[n];
    held[n] := 0;
  end;

  rule "receive" held[after(n)] = 0 & cell[n] != 0 ==> begin
    if cell[n] > own(after(n)) then
      held[after(n)] := cell[n];
    elsif cell[n] = own(after(n)) then
      elected[after(n)] := true;
    end;
    cell[n] := 0;
  end;
end;

invariant "one leader" forall n: node do elected[n] -> own(n) = NODES end;
cover "somebody is elected" exists n: node do elected[n] end;
