-- Two start states, a step that fails, and a state without a way on.
type slot: 0 .. 3;
var
  count: 0 .. 2;
  box: array [slot] of record full: boolean; what: union { slot, enum { NOTHING } }; end;

ruleset first: 1 .. 2 do
  startstate "filled"
  begin
    count := first;
    for s: slot do box[s].full := s < first; box[s].what := NOTHING end;
  end;
end;

rule "grow" count > 0 ==>
  count := count + 1;
end;

rule "drop" count = 1 & box[0].full ==>
  box[0].what := 2;
  count := 0;
end;

invariant "small" count < 2;
