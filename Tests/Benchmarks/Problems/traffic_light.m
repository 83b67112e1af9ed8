-- Two lights at a crossing, driven by one timer.
-- expect: never both go=proved, the timer keeps to its phase=proved
const GREEN: 60000;
      YELLOW: 3000;
      RED: 1000;
type clock: 0 .. (1 << 32) - 1;
var phase: enum { GREEN_A, YELLOW_A, RED_A, GREEN_B, YELLOW_B, RED_B };
    elapsed: clock;
    go_a, go_b: boolean;

startstate begin phase := RED_B; elapsed := 0; go_a := false; go_b := false; end;

function length(): clock;
begin
  switch phase
    case GREEN_A, GREEN_B: return GREEN;
    case YELLOW_A, YELLOW_B: return YELLOW;
    else return RED;
  end;
end;

rule "tick" elapsed < length() ==> begin elapsed := elapsed + 1; end;
rule "next" elapsed >= length() ==>
begin
  elapsed := 0;
  switch phase
    case GREEN_A: phase := YELLOW_A;
    case YELLOW_A: phase := RED_A; go_a := false;
    case RED_A: phase := GREEN_B; go_b := true;
    case GREEN_B: phase := YELLOW_B;
    case YELLOW_B: phase := RED_B; go_b := false;
    case RED_B: phase := GREEN_A; go_a := true;
  end;
end;

invariant "never both go" !(go_a & go_b);
invariant "the timer keeps to its phase" elapsed <= length();
