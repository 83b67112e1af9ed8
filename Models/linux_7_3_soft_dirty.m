-- Linux 7.3 when somebody asks what a process writes to: `echo 4 > /proc/PID/clear_refs`, as CRIU does, with CONFIG_MEM_SOFT_DIRTY.
-- Entries are write-protected, so that the next store faults. Nobody has called mprotect(), and that they are dirty does not help.

include "linux_7_3_system_calls.m";

ruleset p: process do alias me: call[p] do

  -- Under mmap_lock for writing. pte_is_pinned() spares private mappings only.
  --@ kernel fs/proc/task_mmu.c clear_soft_dirty
  --@ needs WRITES
  rule "clear_refs: what may be written is write-protected"
    WRITES & me.at = USER & has_pte(p) & (entries[p] = CLEAN | entries[p] = DIRTY)
  ==>
    --@ needs WRITES
    cover entries[p] = DIRTY "dirty entries are write-protected by clear_refs";
    entries[p] := NOTIFY;
  end;

end; end;
