-- mm/vma.c and the page tables: a window of PAGES addresses in each address space.
-- VMAs of p2pmem never merge (VM_MIXEDMAP), so a set of VMAs is a mark at each address.
-- A marked address is in the maple tree and in i_mmap; the core links the two together.

type
  address: 0 .. PAGES - 1;
  mark:    enum { HOLE, START, INSIDE };

var
  vma: array [process] of array [address] of mark;
  pte: array [process] of array [address] of page;   -- undefined: pte_none()

function has_vma(p: process): boolean;
begin
  return exists a: address do vma[p][a] != HOLE end;
end;

function present(p: process; a: address): boolean;
begin
  return !isundefined(pte[p][a]);
end;

-- The first entry of [from, till) that is present, or PAGES.
function first_pte(p: process; from: pages; till: pages): pages;
begin
  for a: address do
    if from <= a & a < till & present(p, a) then return a end;
  end;
  return PAGES;
end;

function has_pte(p: process): boolean;
begin
  return first_pte(p, 0, PAGES) < PAGES;
end;

function maps(p: process; g: page): boolean;
begin
  return exists a: address do present(p, a) & pte[p][a] = g end;
end;

--@ kernel mm/vma.c vma_link
procedure vma_link(p: process; length: pages);
begin
  for a: address do
    if a < length then vma[p][a] := a = 0 ? START : INSIDE end;
  end;
end;

--@ kernel mm/vma.c __split_vma
procedure split_vma(p: process; at: pages);
begin
  if at < PAGES then
    if vma[p][at] = INSIDE then vma[p][at] := START end;
  end;
end;

--@ kernel mm/vma.c vms_complete_munmap_vmas
procedure remove_vmas(p: process; from: pages; till: pages);
begin
  for a: address do
    if from <= a & a < till then vma[p][a] := HOLE end;
  end;
end;
