-- `dmabuf_revoke.m`: does an unbind, or a reset, come to its end whatever processes do, and do not do?
include "dmabuf_revoke.m";

-- Without it a run would go on with whatever a process can do, if nobody else can do anything.
rule "processes have other things to do" end;

-- Processes owe nobody anything: only the kernel's rules are fair.
leadsto "D6 unbind needs no process" is_unbound ~> exporter.at = DONE;

leadsto "D7 a reset ends" exporter.at = ACTIVE & !exporter.closes ~> exporter.at = IDLE;
