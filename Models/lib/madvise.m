-- mm/madvise.c: MADV_DONTNEED. The VMA stays, no driver is asked, and entries that reach beyond the range are split.

ruleset p: process do alias me: call[p] do

  ruleset from: address; length: 1 .. WINDOW do
    --@ kernel mm/madvise.c madvise_dontneed_single_vma
    --@ operation madvise from length
    --@ needs MADVISES
    rule "MADV_DONTNEED of any part"
      MADVISES & me.at = USER & from + length <= WINDOW
      --@ unnoticed a range that begins or ends in a hole does what the smaller one does
      & vma[p][from] != HOLE & vma[p][from + length - 1] != HOLE
    ==>
      me.next := from;
      me.length := from + length;
      me.at := DONTNEED;
    end;
  end;

  --@ kernel mm/madvise.c madvise_vma_behavior
  --@ operation return
  --@ needs MADVISES
  rule "MADV_DONTNEED: return 0"
    unmapped(p)
    --@ unnoticed another call that ended here would have cleared no more than this one
    & me.at = DONTNEED
  ==>
    finish(p);
  end;

end; end;

-- Discarding one range is no business of another; madvise(2).
--@ needs MADVISES
invariant "P37 MADV_DONTNEED leaves the rest alone"
  forall p: process do call[p].at = DONTNEED & unmapped(p) & !walking ->
    forall a: address do
      was_given(p, a) & (a < call[p].next | call[p].length <= a) -> has_what_was_given(p, a)
    end
  end;

-- A fault brings back what was cleared; "doesn't have the limitations DAX had", Jason.
--@ needs MADVISES
invariant "P29 what was cleared comes back"
  forall p: process do call[p].at = DONTNEED & unmapped(p) & !walking ->
    forall a: address do was_given(p, a) -> has_what_was_given(p, a) end
  end;

--@ needs MADVISES & WINDOW > 1
cover "MADV_DONTNEED leaves what is in front of it"
  exists p: process do exists a: address do call[p].at = DONTNEED & a < call[p].next & present(p, a) end end;

--@ needs (MADVISES | MAPS_FIXED) & PROCESSES > 1 & !REFAULTS
cover "another process gets what MADV_DONTNEED has freed, and the VMA is still there"
  exists p: process do exists q: process do exists a: address do
    p != q & call[p].at = USER & vma[p][a] != HOLE & translate(p, a) = PAGES & call[q].at = LINK_VMA
    & (forall g: page do bit[g] end) & has_pte(p)
  end end end;
