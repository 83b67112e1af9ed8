-- What a log of the lab tells and the designs leave out: calls that do nothing but fail, ranges that begin or end in holes,
-- mappings beside others, protection of parts, and what a process finds in its memory. Nothing here changes what the
-- designs do in the calls that they have.

-- What is left of the pool.
--@ observe free
function free_pages(): pages;
var n: pages;
begin
  n := 0;
  for g: page do if !bit[g] then n := n + 1 end end;
  return n;
end;

--@ observe vmas
function mark_at(p: process; a: address): mark;
begin
  return vma[p][a];
end;

function covers_hole(p: process; from: position; till: position): boolean;
begin
  return exists a: address do from <= a & a < till & vma[p][a] = HOLE end;
end;

-- One of the ends of a range lies in a hole: the designs have only the smaller range.
function ends_in_hole(p: process; from: address; length: position): boolean;
begin
  return from + length <= WINDOW & length > 0
       & (vma[p][from] = HOLE | exists a: address do a = from + length - 1 & vma[p][a] = HOLE end);
end;

-- Nothing is mapped for p in kernfs: the file is gone, or not the one that is there now.
function file_is_dead(p: process): boolean;
begin
  return !kernfs_active | stale[p];
end;

ruleset p: process do alias me: call[p] do

  --@ operation open
  --@ returns "ENOENT"
  rule "open: the file is not there" (me.at = NO_PROCESS | me.at = USER) & !kernfs_active ==>
  end;

  ruleset base: address; length: 1 .. PAGES do

    --@ operation mmap base length
    --@ returns "ENODEV"
    rule "mmap: the file is dead" me.at = USER & file_is_dead(p) & base + length <= WINDOW ==>
    end;

    -- The designs have one mapping for each process, but for MAP_FIXED and mremap.
    --@ operation mmap base length
    rule "mmap: beside other mappings"
      me.at = USER & !file_is_dead(p) & has_vma(p) & is_hole(p, base, length)
    ==>
      me.at := ALLOC;
      me.base := base;
      me.length := length;
    end;

    -- Where something is mapped already, the hint is not taken; what is got elsewhere is given up.
    --@ operation mmap base length
    --@ returns "EEXIST"
    rule "mmap: the hint is not taken"
      me.at = USER & !file_is_dead(p) & base + length <= WINDOW & !is_hole(p, base, length) & first_fit(length) < PAGES
    ==>
    end;

    --@ operation mmap base length
    --@ returns "ENOMEM"
    rule "mmap: the hint is not taken, and the pool is empty"
      me.at = USER & !file_is_dead(p) & base + length <= WINDOW & !is_hole(p, base, length)
      & first_fit(length) = PAGES
    ==>
    end;

    --@ operation mmap_fixed base length
    rule "MAP_FIXED: over a hole"
      me.at = USER & !file_is_dead(p) & is_hole(p, base, length)
    ==>
      me.at := ALLOC;
      me.base := base;
      me.length := length;
    end;

    --@ operation mmap_fixed base length
    --@ returns "ENODEV"
    rule "MAP_FIXED: over a hole, the file is dead"
      me.at = USER & file_is_dead(p) & is_hole(p, base, length)
    ==>
    end;
  end;

  -- The designs do the same, and do not say what is returned. kernfs_fop_mmap() has no active reference, and what was mapped is gone:
  -- vms_abort_munmap_vmas() in mm/vma.c.
  --@ returns "ENODEV"
  rule "MAP_FIXED: the file is dead"
    (me.at = UNMAP_FIXED | me.at = UNMAP_REMAPPED) & unmapped(p) & !walking & file_is_dead(p) ==>
    remove_vmas(p, me.base, me.base + me.length);
    finish(p);
  end;

  ruleset from: address; length: 1 .. WINDOW do

    --@ operation munmap from length
    rule "munmap: a range that ends in a hole" me.at = USER & ends_in_hole(p, from, length) ==>
      split_range(p, from, from + length);
      me.next := from;
      me.length := from + length;
      me.at := UNMAP;
    end;

    --@ operation madvise from length
    rule "MADV_DONTNEED: a range that ends in a hole" me.at = USER & ends_in_hole(p, from, length) ==>
      me.next := from;
      me.length := from + length;
      me.at := DONTNEED;
    end;

    -- What may be written is not followed here: whether the VMAs at both ends are split depends on what they were before.
    ruleset right: enum { r, rw }; first: boolean; last: boolean do
      --@ operation mprotect from length right
      --@ returns "OK"
      rule "mprotect: any part"
        me.at = USER & from + length <= WINDOW & !covers_hole(p, from, from + length)
      ==>
        if first then split_vma(p, from) end;
        if last then split_vma(p, from + length) end;
      end;

      --@ operation mprotect from length right
      --@ returns "ENOMEM"
      rule "mprotect: up to a hole"
        me.at = USER & from + length <= WINDOW & covers_hole(p, from, from + length)
      ==>
        if first then split_vma(p, from) end;
        if last then split_vma(p, from + length) end;
      end;

      --@ operation mprotect from length right fail
      --@ returns "ENOMEM"
      rule "mprotect: fails when an end is split" me.at = USER & from + length <= WINDOW ==>
        if first then split_vma(p, from) end;
        if last then split_vma(p, from + length) end;
      end;
    end;
  end;

  ruleset child: process do
    --@ operation fork child
    --@ returns "OK"
    rule "fork: nothing is mapped" me.at = USER & call[child].at = NO_PROCESS & !has_vma(p) ==>
      call[child].at := USER;
      stale[child] := stale[p];
    end;
  end;

end; end;

-- Allocations that fail before anything has been done.
ruleset p: process do alias me: call[p] do

  ruleset base: address; length: 1 .. PAGES do
    --@ operation mmap base length fail
    --@ returns "ENOMEM"
    rule "mmap: fails at once" me.at = USER ==>
    end;

    ruleset first: boolean; last: boolean do
      --@ operation mmap_fixed base length fail
      --@ returns "ENOMEM"
      rule "MAP_FIXED: fails when an end is split" me.at = USER & base + length <= WINDOW ==>
        if first then split_vma(p, base) end;
        if last then split_vma(p, base + length) end;
      end;
    end;
  end;

  ruleset from: address; length: 0 .. WINDOW; growth: 0 .. 1; target: address do
    --@ operation mremap from length growth target fail
    --@ returns false
    rule "mremap: fails at once" me.at = USER ==>
    end;
  end;

  -- The pages have moved, which counts. The old VMA is split at one end, not at the other, and stays.
  --@ operation fail return
  --@ returns true
  rule "mremap: the second split of the old VMA fails"
    me.at = MOVE & moved(p) & me.next < me.length & me.length < WINDOW & vma[p][me.length] = INSIDE
  ==>
    split_vma(p, me.next);
    finish(p);
  end;

  ruleset from: address; length: 1 .. WINDOW do
    --@ operation munmap from length fail
    --@ returns "ENOMEM"
    rule "munmap: fails at once" me.at = USER ==>
    end;
  end;

  ruleset from: address; length: 1 .. WINDOW; first: boolean; last: boolean do
    --@ operation munmap from length fail
    --@ returns "ENOMEM"
    rule "munmap: fails when an end is split" me.at = USER & from + length <= WINDOW ==>
      if first then split_vma(p, from) end;
      if last then split_vma(p, from + length) end;
    end;
  end;

  ruleset child: process do
    --@ operation fork child fail
    --@ returns "ENOMEM"
    rule "fork: fails at once" me.at = USER & call[child].at = NO_PROCESS ==>
    end;
  end;

end; end;

-- Of a child whose fork has failed: no call of its own ends so.
ruleset p: process do alias me: call[p] do
  rule "fork has failed: the child's VMAs leave i_mmap" me.at = EXIT & unmapped(p) & !walking ==>
    remove_vmas(p, 0, WINDOW);
    finish(p);
    rss[p] := 0;
    stale[p] := false;
    me.at := NO_PROCESS;
  end;
end; end;

-- Memory, as the process finds it. That its first byte is the name of whoever wrote last is what p2pdrv writes there.
ruleset p: process; a: address do alias me: call[p] do

  --@ operation load a
  --@ returns contents[translate(p, a)]
  rule "load: what somebody wrote" me.at = USER & translate(p, a) < PAGES & !isundefined(contents[translate(p, a)]) ==>
  end;

  --@ operation load a
  --@ returns "nothing"
  rule "load: what nobody wrote" me.at = USER & translate(p, a) < PAGES & isundefined(contents[translate(p, a)]) ==>
  end;

  --@ operation load a
  --@ returns "SIGBUS"
  rule "load: nothing is mapped" me.at = USER & vma[p][a] != HOLE & translate(p, a) = PAGES ==>
  end;

  --@ operation load a
  --@ returns "SIGSEGV"
  rule "load: there is no VMA" me.at = USER & vma[p][a] = HOLE ==>
  end;

  --@ operation store a
  --@ returns "OK"
  rule "store: it is written" me.at = USER & translate(p, a) < PAGES ==>
    contents[translate(p, a)] := p;
  end;

  --@ operation store a
  --@ returns "SIGBUS"
  rule "store: nothing is mapped" me.at = USER & vma[p][a] != HOLE & translate(p, a) = PAGES ==>
  end;

  -- There is no VMA, or it may not be written.
  --@ operation store a
  --@ returns "SIGSEGV"
  rule "store: not allowed" me.at = USER ==>
  end;

  -- B3.
  --@ operation store a
  --@ returns "NEVER"
  rule "store: faults for ever" me.at = USER & translate(p, a) < PAGES ==>
  end;

  --@ operation pin a
  --@ returns "EFAULT"
  rule "pin: nothing is mapped" me.at = USER & translate(p, a) = PAGES ==>
  end;

  -- GUP without FOLL_PCI_P2PDMA.
  --@ operation vmsplice a
  --@ returns "EREMOTEIO"
  rule "vmsplice: not of a device" me.at = USER & translate(p, a) < PAGES ==>
  end;

  --@ operation vmsplice a
  --@ returns "EFAULT"
  rule "vmsplice: nothing is mapped" me.at = USER & translate(p, a) = PAGES ==>
  end;

  --@ operation mlock a
  --@ returns "EREMOTEIO"
  rule "mlock: not of a device" me.at = USER & translate(p, a) < PAGES ==>
  end;

  --@ operation mlock a
  --@ returns "ENOMEM"
  rule "mlock: nothing is mapped" me.at = USER & translate(p, a) = PAGES ==>
  end;

  -- EREMOTEIO is none that MADV_POPULATE_READ knows.
  --@ operation populate a
  --@ returns "ENOMEM"
  rule "MADV_POPULATE_READ: not of a device, or no VMA" me.at = USER & (translate(p, a) < PAGES | vma[p][a] = HOLE) ==>
  end;

  --@ operation populate a
  --@ returns "EFAULT"
  rule "MADV_POPULATE_READ: nothing is mapped" me.at = USER & vma[p][a] != HOLE & translate(p, a) = PAGES ==>
  end;

end; end;
