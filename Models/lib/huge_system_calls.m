-- mm/mremap.c, mm/memory.c: huge entries that are moved, or written to while they are write-protected.

include "huge_memory.m";
include "system_calls.m";

ruleset p: process do alias me: call[p] do

  --@ kernel mm/huge_memory.c move_huge_pmd
  --@ needs MREMAPS & PMDS & WINDOW >= 4
  rule "move_huge_pmd: a huge entry moves"
    moves(p, PMD) & next_is(p, PMD, true) & destination(p, next_pte(p)) % span(PMD) = 0
  ==>
    move_pte(p, next_pte(p), destination(p, next_pte(p)));
  end;

  --@ kernel mm/mremap.c move_page_tables
  --@ needs MREMAPS & PMDS & WINDOW >= 5
  rule "move_page_tables: not aligned, split_huge_pmd"
    moves(p, PMD) & next_is(p, PMD, true) & destination(p, next_pte(p)) % span(PMD) != 0
  ==>
    split_huge_pmd(p, next_pte(p));
  end;

  --@ kernel mm/mremap.c get_old_pud
  --@ needs MREMAPS & PUDS & !PUD_COUNTED & WINDOW >= 8
  rule "get_old_pud: a huge PUD is bad, it is cleared" !PUD_COUNTED & moves(p, PUD) ==>
    -- Where faults map the folio again, one leak is counted, not all.
    if leaked then zap_pte(p, next_pte(p), SYSCALL) else clear_pte(p, next_pte(p)) end;
    leaked := REFAULTS;
  end;

  --@ kernel mm/huge_memory.c vma_adjust_trans_huge
  --@ needs MREMAPS & !MAY_SPLIT & (PMDS | PUDS)
  rule "vma_adjust_trans_huge: the VMA ends inside a huge entry"
    me.at = MOVE & runs(p) & (next_is(p, PMD, false) | next_is(p, PUD, false))
  ==>
    split_huge_entry(p, next_pte(p));
  end;

  --@ kernel mm/mremap.c move_huge_pud
  rule "move_huge_pud: a huge entry moves"
    PUD_COUNTED & moves(p, PUD) & next_is(p, PUD, true) & destination(p, next_pte(p)) % span(PUD) = 0
  ==>
    move_pte(p, next_pte(p), destination(p, next_pte(p)));
  end;

  --@ kernel mm/mremap.c move_page_tables
  rule "move_page_tables: not aligned, split_huge_pud"
    PUD_COUNTED & moves(p, PUD) & next_is(p, PUD, true) & destination(p, next_pte(p)) % span(PUD) != 0
  ==>
    split_huge_pud(p, next_pte(p));
  end;

  --@ kernel mm/memory.c wp_huge_pmd
  --@ needs WRITES & PMDS & !DAX
  rule "wp_huge_pmd: no huge_fault, __split_huge_pmd" !DAX & write_faults(p, PMD) ==>
    split_huge_pmd(p, me.target);
  end;

  --@ kernel mm/memory.c wp_huge_pud
  --@ needs WRITES & PUDS & !DAX
  rule "wp_huge_pud: no huge_fault, __split_huge_pud" !DAX & write_faults(p, PUD) ==>
    split_huge_pud(p, me.target);
  end;

end; end;
