-- A union holds a value of one of its types.
-- rumur: skip, it parses unions but cannot check them
-- deadlock: off
type cpu: enum { cpu0, cpu1 }; dev: enum { disk, net };
  agent: union { cpu, dev };
var who: agent; last: cpu;
startstate begin who := disk; last := cpu0; end;
rule "cpu" begin who := cpu1; end;
rule "remember" ismember(who, cpu) ==> begin last := who; end;
invariant "only this cpu" ismember(who, cpu) -> who = cpu1;
invariant "one or the other" ismember(who, cpu) | ismember(who, dev);
