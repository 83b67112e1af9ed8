-- mm/vma.c and the page tables: a window of WINDOW addresses in each address space.
-- VMAs of p2pmem never merge (VM_SPECIAL), so a set of VMAs is a mark at each address.
-- A marked address is in the maple tree and in i_mmap; the core links the two together.

type
  address:  0 .. WINDOW - 1;
  position: 0 .. WINDOW;         -- an address, or the end of a range
  -- CUT: a VMA begins where another was split, its vm_pgoff is not 0.
  mark:     enum { HOLE, START, INSIDE, CUT };
  -- NOTIFY: write-protected in a VMA that may be written, and not by can_change_pte_writable(); see mprotect.m.
  protection: enum { CLEAN, DIRTY, READ_ONLY, DIRTY_READ_ONLY, NOTIFY };

var
  vma: array [process] of array [address] of mark;
  mixedmap: array [process] of boolean;          -- VM_MIXEDMAP
  vm_private_data: array [process] of level;     -- of designs with large folios: where the VMA may be split
  pte: array [process] of array [address] of page;    -- undefined: pte_none(), or another entry maps it
  pte_level: array [process] of array [address] of level;
  entries: array [process] of protection;        -- of all entries alike: DIRTY if all of them are
  vm_write: array [process] of boolean;          -- VM_WRITE
  rss: array [process] of -4 * PAGES .. 4 * PAGES;    -- MM_FILEPAGES
  -- A ghost: what mmap, fork and mremap have promised the process, until it gives it up or the device is gone.
  given: array [process] of array [address] of page;

function in_range(a: address; from: position; length: position): boolean;
begin
  return from <= a & a < from + length;
end;

function has_vma(p: process): boolean;
begin
  return exists a: address do vma[p][a] != HOLE end;
end;

function present(p: process; a: address): boolean;
begin
  return !isundefined(pte[p][a]);
end;

function maps_address(p: process; entry: address; a: address): boolean;
begin
  return present(p, entry) & in_range(a, entry, span(pte_level[p][entry]));
end;

-- The page at an address, or PAGES.
--@ observe map
function translate(p: process; a: address): pages;
begin
  for e: address do
    if maps_address(p, e, a) then return pte[p][e] + (a - e) end;
  end;
  return PAGES;
end;

-- The first entry that maps something of [from, till), or WINDOW.
function first_pte(p: process; from: position; till: position): position;
begin
  for a: address do
    if from < till & a < till & present(p, a) & from < a + span(pte_level[p][a]) then return a end;
  end;
  return WINDOW;
end;

function has_pte(p: process): boolean;
begin
  return first_pte(p, 0, WINDOW) < WINDOW;
end;

function maps(p: process; folio: page): boolean;
begin
  return exists a: address do present(p, a) & compound_head[pte[p][a]] = folio end;
end;

-- Nothing is left of an entry, and no other maps the address.
function pte_none(p: process; a: address): boolean;
begin
  return translate(p, a) = PAGES & pte_level[p][a] = PTE;
end;

procedure set_pte(p: process; a: address; g: page; l: level);
begin
  pte[p][a] := g;
  pte_level[p][a] := l;
  rss[p] := rss[p] + span(l);
end;

-- A clean entry comes to others: beside it all count as clean.
procedure becomes_clean(p: process);
begin
  if entries[p] = DIRTY then entries[p] := CLEAN end;
  if entries[p] = DIRTY_READ_ONLY then entries[p] := READ_ONLY end;
end;

-- A new PTE is clean.
--@ kernel mm/memory.c insert_page_into_pte_locked
procedure insert_pte(p: process; a: address; g: page);
begin
  set_pte(p, a, g, PTE);
  becomes_clean(p);
end;

-- A new huge entry is dirty if it may be written. Beside a clean PTE it counts as clean: a store to it may then do what it
-- does after mmap with PROT_READ, where it is clean.
--@ kernel mm/huge_memory.c insert_pmd
--@ kernel mm/huge_memory.c insert_pfn_pmd in 6.12
procedure insert_huge(p: process; a: address; g: page; l: level);
begin
  if vm_write[p] then
    if !has_pte(p) then entries[p] := DIRTY end;
  else
    becomes_clean(p);
  end;
  set_pte(p, a, g, l);
end;

procedure clear_pte(p: process; a: address);
begin
  undefine pte[p][a];
  pte_level[p][a] := PTE;
end;

function was_given(p: process; a: address): boolean;
begin
  return !isundefined(given[p][a]);
end;

-- Nothing is there, and a fault would bring back what was, in an entry of the device's alignment. Faults refuse VMAs
-- whose ends or offset are not aligned.
function comes_back(p: process; a: address): boolean;
begin
  return REFAULTS & translate(p, a) = PAGES & vma[p][a] != HOLE & was_given(p, a) & (a - given[p][a]) % GRANULE = 0
       & forall b: address do b / GRANULE = a / GRANULE ->
           vma[p][b] != HOLE & (b % GRANULE > 0 -> vma[p][b] = INSIDE) end;
end;

-- What the process was given is there, or will be when it looks.
function has_what_was_given(p: process; a: address): boolean;
begin
  return translate(p, a) = given[p][a] | comes_back(p, a);
end;

procedure forget_lost(p: process);
begin
  for a: address do
    if translate(p, a) = PAGES & !comes_back(p, a) then undefine given[p][a] end;
  end;
end;

--@ kernel mm/vma.c vma_link_file
procedure vma_link(p: process; from: address; length: pages; first: page);
begin
  for a: address do
    if in_range(a, from, length) then
      vma[p][a] := a = from ? START : INSIDE;
      given[p][a] := first + (a - from);
    end;
  end;
end;

--@ kernel mm/vma.c __split_vma
procedure split_vma(p: process; at: position);
begin
  if at < WINDOW then
    if vma[p][at] = INSIDE then vma[p][at] := CUT end;
  end;
end;

--@ kernel mm/vma.c vms_complete_munmap_vmas
procedure remove_vmas(p: process; from: position; till: position);
begin
  for a: address do
    if from <= a & a < till then
      vma[p][a] := HOLE;
      undefine given[p][a];
    end;
  end;
end;
