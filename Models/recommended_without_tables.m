-- The recommended design on a kernel that looks for page tables when it splits a huge entry: one for a PMD, 513 for a PUD that
-- becomes pages. Without them the entry is cleared, as mm does with every huge entry of a file today. What the recommended
-- design has of splits presupposes that whoever inserts a huge entry deposits its tables, or the insertion fails.

--@ linux 7.3

include "recommended_design.m";

ruleset p: process do alias me: call[p] do

  --@ kernel mm/huge_memory.c __split_huge_pmd_locked
  --@ kernel mm/huge_memory.c __split_huge_pud_locked
  rule "a part of a huge entry is unmapped, no page tables: the entry is cleared"
    unmapping(p) & runs(p) & (next_is(p, PMD, false) | next_is(p, PUD, false))
  ==>
    zap_pte(p, next_pte(p), SYSCALL);
  end;

  --@ kernel mm/huge_memory.c __split_huge_pmd_locked
  --@ kernel mm/huge_memory.c __split_huge_pud_locked
  --@ needs MREMAPS & WINDOW >= 5
  rule "a huge entry moves to a misaligned address, no page tables: the entry is cleared"
    (moves(p, PMD) | moves(p, PUD)) & (next_is(p, PMD, true) | next_is(p, PUD, true))
    & destination(p, next_pte(p)) % span(pte_level[p][next_pte(p)]) != 0
  ==>
    zap_pte(p, next_pte(p), SYSCALL);
  end;

  --@ kernel mm/huge_memory.c __split_huge_pmd_locked
  --@ kernel mm/huge_memory.c __split_huge_pud_locked
  --@ needs WRITES
  rule "a store to a huge entry, no page tables: the entry is cleared"
    write_faults(p, PMD) | write_faults(p, PUD)
  ==>
    zap_pte(p, me.target, SYSCALL);
  end;

end; end;
