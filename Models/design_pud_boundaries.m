-- The reviewers' design, asked one more thing: what does mm do with a huge PUD when a VMA is split inside it? lib/huge_memory.m
-- splits it as a PMD is split. vma_adjust_trans_huge() does not: it looks for PMDs only, and mm_find_pmd() takes whatever a
-- PUD that is present points to for a table of them. Below a huge PUD that is memory of the device, which user space writes.

--@ linux 7.3

include "reviewers_design.m";

-- A boundary that is aligned to a PMD is not looked at.
--@ kernel mm/huge_memory.c vma_adjust_trans_huge
--@ kernel mm/rmap.c mm_find_pmd
function is_taken_for_a_table(p: process; at: address): boolean;
begin
  return !PUD_COUNTED & crossed(p, at) & pte_level[p][first_pte(p, at, at + 1)] = PUD & at % span(PMD) != 0;
end;

-- munmap, mprotect and every other call that splits a VMA at an address of its choice.
invariant "P45 nobody takes a huge PUD for a table"
  forall p: process do call[p].at = USER -> forall a: address do
    crossed(p, a) & may_split(p, a) -> !is_taken_for_a_table(p, a)
  end end;
