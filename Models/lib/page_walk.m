-- mm/pagewalk.c, mm/mprotect.c: who only looks at page tables, or writes down that it has, splits huge PUDs. A huge PMD has
-- handlers of its own in these walks.

var
  lost_by_look: process;       -- ghost: what it was given is gone, and it has not asked for it

procedure look(p: process; a: address);
var was_there: array [address] of boolean;
begin
  for b: address do was_there[b] := translate(p, b) < PAGES end;
  split_huge_pud(p, a);
  if exists b: address do was_there[b] & translate(p, b) = PAGES & !comes_back(p, b) end then lost_by_look := p end;
  forget_lost(p);
end;

ruleset p: process; a: address do

  -- Of any process that may: smaps, numa_maps and pagemap of /proc, MADV_COLD. mincore(2) has a handler for PUDs in 7.3.
  --@ kernel mm/pagewalk.c walk_pud_range
  --@ needs PUDS
  rule "walk_pud_range: split_huge_pud"
    call[p].at = USER & runs(p) & present(p, a)
    --@ unnoticed where there are huge PUDs, what is none stays as it is or comes back
    & pte_level[p][a] = PUD
  ==>
    look(p, a);
  end;

  -- Of nobody: task_numa_work() takes 256 MiB at a time, and leaves out device-dax and VM_MIXEDMAP, and what may only be read.
  --@ kernel mm/mprotect.c change_pud_range
  --@ needs PUDS & !DAX
  rule "change_pud_range: NUMA balancing looks at a part, __split_huge_pud"
    !DAX & call[p].at = USER & runs(p) & present(p, a)
    --@ unnoticed where there are huge PUDs, what is none stays as it is or comes back
    & pte_level[p][a] = PUD
    --@ unnoticed where it does not, walk_pud_range() does the same
    & !mixedmap[p] & vm_write[p]
  ==>
    look(p, a);
  end;

end;

invariant "P47 who only looks at page tables takes nothing away" isundefined(lost_by_look);
