-- mm/mremap.c: a range of one VMA moves, and may grow. The destination is a hole; what was there is unmapped before,
-- as by munmap. Growing in place always fails, since the VMAs do not merge. What fails half-way is moved back.

function in_one_vma(p: process; from: position; length: position): boolean;
begin
  return from + length <= WINDOW & from < WINDOW & vma[p][from] != HOLE
       & forall a: address do from < a & a < from + length -> vma[p][a] = INSIDE end;
end;

function is_hole(p: process; from: position; length: position): boolean;
begin
  return from + length <= WINDOW & forall a: address do in_range(a, from, length) -> vma[p][a] = HOLE end;
end;

-- Where an entry goes.
function destination(p: process; a: address): address;
begin
  return call[p].target + (a - call[p].next);
end;

function moves(p: process; l: level): boolean;
begin
  return (call[p].at = MOVE | call[p].at = MOVE_BACK)
       & next_pte(p) < WINDOW & pte_level[p][next_pte(p)] = l & runs(p);
end;

-- Nothing is left to move.
function moved(p: process): boolean;
begin
  return (call[p].at = MOVE | call[p].at = MOVE_BACK) & next_pte(p) = WINDOW & runs(p);
end;

function vma_end(p: process; from: address): position;
begin
  for a: address do
    if from < a & vma[p][a] != INSIDE then return a end;
  end;
  return WINDOW;
end;

procedure move_pte(p: process; from: address; target: address);
begin
  pte[p][target] := pte[p][from];
  pte_level[p][target] := pte_level[p][from];
  clear_pte(p, from);
end;

procedure move_given(p: process; from: position; till: position; target: address);
begin
  for a: address do
    if from <= a & a < till & was_given(p, a) then
      given[p][target + (a - from)] := given[p][a];
      undefine given[p][a];
    end;
  end;
end;

procedure turn_back(p: process);
var from: address;
begin
  from := call[p].next;
  call[p].next := call[p].target;
  call[p].length := vma_end(p, call[p].next);
  call[p].target := from;
  move_given(p, call[p].next, call[p].length, from);
  call[p].at := MOVE_BACK;
end;

ruleset p: process do alias me: call[p] do

  -- A length of 0 makes another, empty VMA of a shared mapping.
  ruleset from: address; length: 0 .. WINDOW; growth: 0 .. 1; target: address do
    --@ kernel mm/mremap.c copy_vma_and_data
    --@ kernel mm/mremap.c move_vma in 6.12
    --@ operation mremap from length growth target
    --@ needs MREMAPS & WINDOW > GRANULE
    rule "mremap: copy_vma"
      MREMAPS & me.at = USER
      --@ unnoticed what has no length neither moves nor is moved to
      & length + growth > 0
      & (DONTEXPAND -> length > 0 & growth = 0)
      & in_one_vma(p, from, length)
      & may_split_range(p, from, from + length)
      & target + length + growth <= WINDOW & is_hole(p, target, length + growth)
      & (OFFSET_MUST_BE_0 -> vma[p][from] = START)
    ==>
      for a: address do
        if in_range(a, target, length + growth) then
          vma[p][a] := a > target ? INSIDE : (vma[p][from] = START ? START : CUT);
        end;
      end;
      move_given(p, from, from + length, target);
      me.next := from;
      me.length := from + length;
      me.target := target;
      me.at := MOVE;
    end;
  end;

  --@ kernel mm/mremap.c move_ptes
  --@ needs MREMAPS & PTES
  rule "move_ptes: an entry moves" moves(p, PTE) ==>
    move_pte(p, next_pte(p), destination(p, next_pte(p)));
  end;

  -- From the new VMA to the old one there are tables everywhere.
  --@ kernel mm/mremap.c move_page_tables
  --@ operation fail
  --@ needs MREMAPS & WINDOW > GRANULE
  rule "mremap: no page table, ENOMEM, back" me.at = MOVE & next_pte(p) < WINDOW & runs(p) ==>
    --@ needs MREMAPS & WINDOW >= 4
    cover first_pte(p, me.target, vma_end(p, me.target)) < WINDOW "mremap fails when some entries have moved";
    turn_back(p);
  end;

  -- The old VMA is split now; may_split() has been asked before. When mremap has failed, the new one is removed.
  --@ kernel mm/mremap.c unmap_source_vma
  --@ kernel mm/mremap.c move_vma in 6.12
  --@ operation return
  --@ returns me.at = MOVE
  --@ needs MREMAPS & WINDOW > GRANULE
  rule "mremap: the old VMA is removed, return"
    moved(p)
    --@ unnoticed i_mmap_lock: the old VMA has nothing left that the walk could find
    & !walking
  ==>
    --@ unnoticed a split that nobody needs only makes VMAs smaller
    if me.next < me.length then split_range(p, me.next, me.length) end;
    remove_vmas(p, me.next, me.length);
    finish(p);
  end;

  --@ kernel mm/mremap.c dontunmap_complete
  --@ kernel mm/mremap.c move_vma in 6.12
  --@ operation return dontunmap
  --@ returns true
  --@ needs MREMAPS & !DONTEXPAND
  rule "MREMAP_DONTUNMAP: the old VMA stays, return"
    me.at = MOVE & moved(p) & !DONTEXPAND
  ==>
    --@ unnoticed the other return ends it as well
    finish(p);
  end;

end; end;

-- What has moved is what was there; mremap(2).
--@ needs MREMAPS
invariant "P39 mremap preserves what it moves"
  forall p: process do moved(p) & !walking ->
    forall a: address do
      was_given(p, a) & call[p].target <= a & a < call[p].target + (call[p].length - call[p].next) ->
        has_what_was_given(p, a)
    end
  end;

--@ needs MREMAPS & WINDOW > GRANULE
cover "an mremap that fails has moved everything back"
  exists p: process do call[p].at = MOVE_BACK & moved(p) & present(p, call[p].target) end;

--@ needs MREMAPS & PAGES > (MAY_SPLIT ? ENTRY_SPAN : 1) & WINDOW > 2
cover "mremap moves a part"
  exists p: process do exists a: address do
    call[p].at = MOVE & moved(p) & translate(p, call[p].target) < PAGES
    & vma[p][a] = INSIDE & (a = call[p].next | a = call[p].length) & call[p].next < call[p].length
  end end;

--@ needs MREMAPS & !DONTEXPAND
cover "mremap has grown a mapping, and its new part is empty"
  exists p: process do
    call[p].at = MOVE & moved(p) & present(p, call[p].target)
    & vma_end(p, call[p].target) - call[p].target > call[p].length - call[p].next
    & translate(p, vma_end(p, call[p].target) - 1) = PAGES
  end;

--@ needs (MREMAPS | MAPS_FIXED) & WINDOW > 1 & (PTES | REFAULTS)
cover "a mapping and its empty twin"
  exists p: process do exists a: address do exists b: address do
    call[p].at = USER & vma[p][a] = START & present(p, a) & vma[p][b] = START & translate(p, b) = PAGES
  end end end;

--@ needs MREMAPS & PINS > 0
cover "a moved page is pinned"
  exists p: process do call[p].at = MOVE & next_pte(p) = WINDOW & !isundefined(pinned[p]) & maps(p, pinned[p]) end;
