-- A car's speed in metres per second, the distance in this second and in all; it brakes hard once it is too fast.
-- expect: the distance is bounded by time and speed=proved, the speed is limited=proved
const TOP: 4;
type word: 0 .. (1 << 60);
var speed: 0 .. TOP + 1;
    bumps: 0 .. TOP + 1;
    seconds, distance: word;
    too_fast: boolean;

startstate begin speed := 0; bumps := 0; seconds := 0; distance := 0; too_fast := false; end;

rule "metre" !too_fast & distance < 1 << 60 ==>
begin
  distance := distance + 1;
  bumps := bumps + 1;
  too_fast := bumps >= TOP;
end;
rule "second" seconds < 1 << 40 ==>
begin
  speed := bumps;
  bumps := 0;
  seconds := seconds + 1;
  too_fast := false;
end;

invariant "the distance is bounded by time and speed" distance <= 4 * seconds + bumps;
invariant "the speed is limited" speed <= TOP & bumps <= TOP;
