-- include/linux/page_ref.h, mm/memremap.c: the reference count of each ZONE_DEVICE page, and the last put.
-- The last put is followed by steps that other CPUs can see in between. Who is at it stands in `freeing`:
-- for each address space its own system call, the completion of its I/O, or the zap of the unbinding device.

const
  -- 1024 in the kernel; anything above the number of ordinary references will do.
  GUP_PIN_COUNTING_BIAS: 8;
  COUNT_LIMIT: (PROCESSES + 1) * (GUP_PIN_COUNTING_BIAS + 2);

type
  refcount:  -COUNT_LIMIT .. COUNT_LIMIT;   -- below zero is what a lost reference looks like
  context:   enum { SYSCALL, COMPLETION, UNMAP_MAPPING };
  free_step: enum { NOT_FREEING, LAST_PUT, FREE_BITS, PUT_REF, RESET_COUNT };

var
  struct_pages: boolean;             -- between memremap_pages() and memunmap_pages()
  count: array [page] of refcount;
  pinned: array [process] of page;   -- one I/O for each process at a time; undefined: none
  freeing: array [process] of array [context] of record
    at: free_step;
    page: page;
  end;

function has_pin(p: process; g: page): boolean;
begin
  return !isundefined(pinned[p]) & pinned[p] = g;
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

--@ kernel include/linux/mm.h folio_put_refs
procedure put_refs(p: process; c: context; g: page; refs: 1 .. GUP_PIN_COUNTING_BIAS);
begin
  count[g] := count[g] - refs;
  if count[g] = 0 then
    freeing[p][c].at := LAST_PUT;
    freeing[p][c].page := g;
  end;
end;
