-- include/linux/page_ref.h, mm/memremap.c: the struct pages of ZONE_DEVICE memory, their counts, and the last put.
-- A folio has its count in its head. Only the designs with large folios have others than those of one page.
-- The last put is followed by steps that other CPUs can see in between. Who is at it stands in `freeing`:
-- for each address space its own system call, the completion of its I/O, or the zap of the unbinding device.

const
  -- 1024 in the kernel; anything above the number of ordinary references will do.
  GUP_PIN_COUNTING_BIAS: 8;
  COUNT_LIMIT: (PROCESSES + 1) * (GUP_PIN_COUNTING_BIAS + 2);

  -- Orders of folios, and the levels that map them. Scaled down: a PMD maps 2 pages, a PUD 4.
  PTE: 0;
  PMD: 1;
  PUD: 2;

  -- What there can be with these sizes, for what needs it.
  PTES: ALIGN = PTE;
  PMDS: ALIGN <= PMD & PMD <= LARGEST & PAGES >= 2;
  PUDS: PUD <= LARGEST & PAGES >= 4;
  ENTRY_SPAN: ALIGN = PTE & LARGEST > PTE ? 2 : GRANULE;   -- a mapping of more pages has several entries
  SEVERAL_ENTRIES: PAGES > ENTRY_SPAN;
  PARTS: WINDOW > (MAY_SPLIT ? ENTRY_SPAN : 1);   -- of mappings, that can be unmapped

type
  level:     PTE .. PUD;
  refcount:  -COUNT_LIMIT .. COUNT_LIMIT;   -- below zero is what a lost reference looks like
  context:   enum { SYSCALL, COMPLETION, UNMAP_MAPPING };
  free_step: enum { NOT_FREEING, LAST_PUT, FREE_BITS, PUT_REF, RESET_COUNT };

var
  struct_pages: boolean;             -- between memremap_pages() and memunmap_pages()
  --@ view strip
  count: array [page] of refcount;
  compound_head: array [page] of page;   -- of a head, and of a folio of one page: itself
  order: array [page] of level;          -- of a head
  pinned: array [process] of page;   -- one I/O for each process at a time, its folio; undefined: none
  freeing: array [process] of array [context] of record
    at: free_step;
    page: page;
    order: level;
  end;

function span(l: level): 1 .. 1 << PUD;
begin
  return 1 << l;
end;

--@ kernel mm/page_alloc.c prep_compound_page
procedure prep_compound_page(head: page; o: level);
begin
  order[head] := o;
  for g: page do
    if in_run(g, head, span(o)) then compound_head[g] := head end;
  end;
end;

function has_pin(p: process; g: page): boolean;
begin
  return !isundefined(pinned[p]) & pinned[p] = g;
end;

-- A large folio has a count of its own for pins, and a pin takes one reference.
--@ kernel mm/gup.c try_grab_folio
function pin_refs(folio: page): 1 .. GUP_PIN_COUNTING_BIAS;
begin
  return order[folio] = PTE ? GUP_PIN_COUNTING_BIAS : 1;
end;

-- The CPU of a system call is not in the middle of a last put.
function runs(p: process): boolean;
begin
  return freeing[p][SYSCALL].at = NOT_FREEING;
end;

function pins(): 0 .. PROCESSES;
var n: 0 .. PROCESSES;
begin
  n := 0;
  for p: process do if !isundefined(pinned[p]) then n := n + 1 end end;
  return n;
end;

--@ kernel include/linux/mm.h folio_get
procedure folio_get(folio: page);
begin
  count[folio] := count[folio] + 1;
end;

--@ kernel include/linux/mm.h folio_put_refs
procedure put_refs(p: process; c: context; folio: page; refs: 1 .. GUP_PIN_COUNTING_BIAS);
begin
  count[folio] := count[folio] - refs;
  if count[folio] = 0 then
    freeing[p][c].at := LAST_PUT;
    freeing[p][c].page := folio;
    freeing[p][c].order := order[folio];
  end;
end;
