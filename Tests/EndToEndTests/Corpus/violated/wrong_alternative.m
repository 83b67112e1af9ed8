-- expect: no-runtime-error=violated
-- rumur: skip, it parses unions but cannot check them
type cpu: enum { cpu0, cpu1 }; dev: enum { disk, net };
  agent: union { cpu, dev };
var who: agent; last: cpu;
startstate begin who := disk; last := cpu0; end;
rule "remember" begin last := who; end;
