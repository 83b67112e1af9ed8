-- mm/huge_memory.c: huge entries that are zapped, split and copied. An entry of a file is not split into smaller
-- ones, it is cleared for a fault to bring it back; p2pmem has no fault handler.

-- The entry lies in the range of the call.
function covered(p: process; a: address): boolean;
begin
  return call[p].base + call[p].next <= a & a + span(pte_level[p][a]) <= call[p].base + call[p].length;
end;

-- The entry next in line is huge, of level l, and it lies in the range or does not.
function next_is(p: process; l: level; whole: boolean): boolean;
begin
  return next_pte(p) < WINDOW & pte_level[p][next_pte(p)] = l & covered(p, next_pte(p)) = whole;
end;

procedure remap_pages(p: process; a: address);
var first: page; l: level;
begin
  first := pte[p][a];
  l := pte_level[p][a];
  clear_pte(p, a);
  rss[p] := rss[p] - span(l);
  for i := 0 to span(PUD) - 1 do
    if i < span(l) then set_pte(p, a + i, first + i, PTE) end;
  end;
  count[compound_head[first]] := count[compound_head[first]] + span(l) - 1;
end;

-- The folio is put, or nobody will ever put it.
procedure split_huge(p: process; a: address; put_folio: boolean);
begin
  if SPLIT_REMAPS then
    remap_pages(p, a);
  else
    if put_folio then
      rss[p] := rss[p] - span(pte_level[p][a]);
      put_refs(p, SYSCALL, compound_head[pte[p][a]], 1);
    end;
    clear_pte(p, a);
  end;
end;

--@ kernel mm/huge_memory.c __split_huge_pmd_locked
procedure split_huge_pmd(p: process; a: address);
begin
  split_huge(p, a, !mixedmap[p]);
end;

--@ kernel mm/huge_memory.c __split_huge_pud_locked
procedure split_huge_pud(p: process; a: address);
begin
  split_huge(p, a, DAX | PUD_COUNTED);
end;

--@ kernel mm/huge_memory.c vma_adjust_trans_huge
procedure split_huge_entry(p: process; a: address);
begin
  if pte_level[p][a] = PMD then split_huge_pmd(p, a) else split_huge_pud(p, a) end;
end;

ruleset p: process do alias me: call[p] do

  ruleset from: address do
    -- A VMA is split after the entry is, and a munmap that unmaps nothing has lost it. mprotect(), mbind() and MADV_DONTDUMP
    -- of a part do the same and succeed; mlock() does not split what is VM_SPECIAL. There is a second split only if the VMA
    -- goes on behind the range.
    --@ kernel mm/vma.c __split_vma
    --@ operation munmap from 1 fail
    --@ needs !MAY_SPLIT & (PMDS | PUDS) & PAGES > 2
    rule "munmap: the first split splits a huge entry, the second fails, ENOMEM"
      me.at = USER & crossed(p, from) & from + 1 < WINDOW
      & vma[p][from + 1] = INSIDE
      --@ unnoticed where nobody has may_split() this is i_mmap_lock, and who has it refuses
      & may_split_range(p, from, from)
    ==>
      split_huge_entry(p, first_pte(p, from, from + 1));
      split_vma(p, from);
      me.next := from;
      me.length := from;
      me.at := UNMAP;
    end;
  end;

  --@ kernel mm/huge_memory.c zap_huge_pmd
  --@ needs PMDS
  rule "zap_huge_pmd: clear the entry, put its folio" unmapping(p) & runs(p) & next_is(p, PMD, true) ==>
    zap_pte(p, next_pte(p), SYSCALL);
  end;

  --@ kernel mm/huge_memory.c zap_huge_pud
  --@ needs PUDS
  rule "zap_huge_pud: clear the entry, put its folio" unmapping(p) & runs(p) & next_is(p, PUD, true) ==>
    zap_pte(p, next_pte(p), SYSCALL);
  end;

  --@ kernel mm/memory.c zap_pmd_range
  --@ needs PMDS
  rule "zap_pmd_range: a part of a huge PMD, __split_huge_pmd"
    unmapping(p) & runs(p) & next_is(p, PMD, false)
  ==>
    split_huge_pmd(p, next_pte(p));
  end;

  --@ kernel mm/memory.c zap_pud_range
  --@ needs PUDS
  rule "zap_pud_range: a part of a huge PUD, __split_huge_pud"
    unmapping(p) & runs(p) & next_is(p, PUD, false)
  ==>
    split_huge_pud(p, next_pte(p));
  end;

  --@ kernel mm/huge_memory.c copy_huge_pmd
  --@ needs FORKS & PROCESSES > 1 & FORK_COPIES & (PMDS | PUDS)
  rule "fork: a huge entry is copied, folio_get"
    FORK_COPIES & me.at = COPY_PTES & (next_is(p, PMD, true) | next_is(p, PUD, true))
  ==>
    me.next := next_pte(p);
    folio_get(compound_head[pte[p][me.next]]);
    set_pte(me.child, me.next, pte[p][me.next], pte_level[p][me.next]);
    me.next := me.next + span(pte_level[p][me.next]);
  end;

  --@ kernel mm/huge_memory.c copy_huge_pmd
  --@ needs FORKS & PROCESSES > 1 & PMDS & !FORK_COPIES & MIXEDMAP
  rule "fork: copy_huge_pmd skips the PMD of a file" !FORK_COPIES & me.at = COPY_PTES & next_is(p, PMD, true) ==>
    me.next := next_pte(p) + span(PMD);
  end;

  --@ kernel mm/huge_memory.c copy_huge_pud
  --@ needs FORKS & PROCESSES > 1 & PUDS & !FORK_COPIES & MIXEDMAP
  rule "fork: copy_huge_pud copies the PUD, without folio_get"
    !FORK_COPIES & me.at = COPY_PTES & next_is(p, PUD, true)
  ==>
    me.next := next_pte(p);
    pte[me.child][me.next] := pte[p][me.next];
    pte_level[me.child][me.next] := PUD;
    me.next := me.next + span(PUD);
  end;

end; end;

-- __split_vma() sees to it.
invariant "no huge entry reaches beyond its VMA"
  forall p: process do call[p].at = USER -> forall a: address do crossed(p, a) -> vma[p][a] = INSIDE end end;

-- It is not undone.
--@ needs !MAY_SPLIT & (PMDS | PUDS) & PAGES > 2
cover "a munmap that fails has split the VMA and its huge entry"
  exists p: process do exists a: address do
    call[p].at = UNMAP & call[p].next = a & call[p].length = a & vma[p][a] = CUT & !crossed(p, a)
  end end;
