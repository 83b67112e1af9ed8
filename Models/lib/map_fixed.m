-- mm/vma.c: mmap with MAP_FIXED over what is mapped already. The old pages are freed before the driver is called,
-- and are not brought back when it fails.

procedure unmap_first(p: process; base: address; length: position; step: step);
begin
  split_range(p, base, base + length);
  call[p].base := base;
  call[p].length := length;
  call[p].at := step;
end;

ruleset p: process do alias me: call[p] do

  ruleset base: address; length: 1 .. PAGES do
    --@ kernel mm/vma.c vms_gather_munmap_vmas
    --@ operation mmap_fixed base length
    --@ needs MAPS_FIXED
    rule "MAP_FIXED: split at both ends"
      MAPS_FIXED & me.at = USER & base + length <= WINDOW
      & may_split_range(p, base, base + length)
      & (exists a: address do in_range(a, base, length) & vma[p][a] != HOLE end)
    ==>
      unmap_first(p, base, length, UNMAP_FIXED);
    end;
  end;

  --@ kernel mm/vma.c vms_clean_up_area
  --@ needs MAPS_FIXED
  rule "MAP_FIXED: the old pages are free, mmap goes on"
    (me.at = UNMAP_FIXED | me.at = UNMAP_REMAPPED) & unmapped(p) & !walking ==>
    remove_vmas(p, me.base, me.base + me.length);
    if kernfs_active & !stale[p] then me.at := ALLOC else finish(p) end;
  end;

end; end;

--@ needs MAPS_FIXED
invariant "MAP_FIXED replaces what is mapped"
  forall p: process do call[p].at = UNMAP_FIXED ->
    exists a: address do in_range(a, call[p].base, call[p].length) & vma[p][a] != HOLE end
  end;

--@ needs MAPS_FIXED & WINDOW > GRANULE
cover "MAP_FIXED leaves what is in front of it"
  exists p: process do exists a: address do call[p].at = UNMAP_FIXED & a < call[p].base & present(p, a) end end;

-- Without MAP_FIXED an mmap finds no VMA of its process.
--@ needs MAPS_FIXED & WINDOW > GRANULE
cover "MAP_FIXED maps new pages beside the rest of the old mapping"
  exists p: process do call[p].at = LINK_VMA & has_vma(p) end;

--@ needs MAPS_FIXED & WINDOW > GRANULE
cover "MAP_FIXED fails, and the old mapping is gone"
  exists p: process do call[p].at = UNMAP_FAILED & unmapped(p) & has_vma(p) end;

--@ needs MAPS_FIXED & WINDOW > GRANULE
cover "MAP_FIXED covers a hole and a mapping"
  exists p: process do exists a: address do
    call[p].at = UNMAP_FIXED & in_range(a, call[p].base, call[p].length) & vma[p][a] = HOLE
  end end;
