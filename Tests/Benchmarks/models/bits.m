-- Bit twiddling: every combination of a WIDTH-bit word and a counter is reachable, every rule is always enabled.
-- Measures the raw speed of the search: the successors cost next to nothing.
-- (WIDTH 12, STEPS 2400: 9,830,400 states and four times as many transitions.)
const
  WIDTH: 12;
  STEPS: 600;
  MASK: 4095; -- 2^WIDTH - 1

var
  x: 0 .. MASK;
  y: 0 .. STEPS - 1;

startstate "zero" begin
  x := 0;
  y := 0;
end;

rule "rotate" begin
  x := ((x << 1) & MASK) | (x >> (WIDTH - 1));
end;

rule "flip" begin
  x := x ^ 1;
end;

rule "step" begin
  y := (y + 1) % STEPS;
end;

rule "mix" begin
  x := (x ^ y) & MASK;
  y := (7 * y + x) % STEPS;
end;

invariant "y stays in range" y < STEPS;
