-- The design that the reviewers ask for, with its open choices as constants: the pool stays one of pages, each mmap
-- takes as aligned a run as there is, builds folios in it, maps them as large as mm can, and the last put takes them
-- apart again. There is no code. ../reviewers_design.m has the choices and what they are.

const
  ALIGN: 0;                    -- the pool gives out pages
  MIXEDMAP: C5_MIXEDMAP;
  VM_OPS: true;                -- with may_split, unless MAY_SPLIT says otherwise
  DONTEXPAND: true;            -- VM_DONTEXPAND is set
  OFFSET_MUST_BE_0: false;     -- mremap may choose another aligned address
  IDLE_COUNT: 0;
  ERROR_PUTS: true;            -- whoever puts a folio last takes it apart; false: the error path does
  RESET_BEFORE_FREE: true;     -- which is before its pages are free
  RESET_ON_ERROR: true;
  DAX: false;
  -- The pool is asked for one order after another, and in between a larger run may become free. With true it is asked
  -- for all in one step: where folios of all orders come to lie in all places there are up to 30 times as many states.
  ASKS_AT_ONCE: true;

include "p2pmem.m";
include "pcim_p2pdma_init.m";
include "vm_insert_folio.m";
include "huge_memory.m";
include "user.m";
include "large_folios.m";
include "gen_pool_free.m";
include "p2pdma_folio_free.m";

var
  of_vm_ops: level;            -- kernfs: the vm_ops of the one open file; undefined before its first mmap

-- An order that mmap may try, be there memory or not.
function suits(p: process; o: level): boolean;
begin
  return o <= LARGEST & span(o) <= call[p].length
       & (C1_BY_HINT -> o <= call[p].order)
       & (C2_MULTIPLE -> call[p].length % span(o) = 0)
       & (C4_MAPS_PTES | call[p].base % span(o) = 0);
end;

function has_run(p: process; o: level): boolean;
begin
  return first_fit_align(call[p].length, span(o)) < PAGES;
end;

-- The largest order, below what was tried before.
function order_to_try(p: process): level;
begin
  for i := 0 to PUD do
    if suits(p, PUD - i) & (call[p].at = TRY_ORDER -> PUD - i < call[p].order)
      & (ASKS_AT_ONCE -> has_run(p, PUD - i))
    then
      return PUD - i;
    end;
  end;
  return PTE;
end;

-- The addresses of the call are aligned as its folios are.
function congruent(p: process; o: level): boolean;
begin
  return (call[p].base + call[p].next) % span(o) = 0;
end;

-- The order of the next folio: smaller ones where the rest is shorter.
function next_order(p: process): level;
begin
  for i := 0 to PUD do
    if PUD - i <= call[p].order & call[p].next + span(PUD - i) <= call[p].length & current(p) % span(PUD - i) = 0
      & (C4_MAPS_PTES | congruent(p, PUD - i))
    then
      return PUD - i;
    end;
  end;
  return PTE;
end;

function other_vm_ops(p: process): boolean;
begin
  return !isundefined(of_vm_ops) & of_vm_ops != call[p].order;
end;

procedure insert_ptes(p: process; n: pages);
begin
  for i := 0 to span(PUD) - 1 do
    if i < n then
      folio_get(current(p));
      insert_pte(p, call[p].base + call[p].next + i, current(p) + i);
    end;
  end;
  mixedmap[p] := true;
end;

--@ kernel fs/dax.c dax_folio_reset_order
procedure folio_reset_order(head: page; o: level);
begin
  for g: page do
    if in_run(g, head, span(o)) then prep_compound_page(g, PTE) end;
  end;
end;

ruleset p: process do alias me: call[p] do

  ruleset o: PMD .. PUD do
    --@ needs C1_BY_HINT
    rule "mmap: the process wants a larger order" C1_BY_HINT & me.at = ALLOC & me.order < o & o <= LARGEST ==>
      me.order := o;
    end;
  end;

  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "gen_pool_alloc_algo_owner: the most aligned run, bits are set"
    searches(p) & p2pdma & has_run(p, order_to_try(p))
  ==>
    me.order := order_to_try(p);
    me.first := first_fit_align(me.length, span(me.order));
    set_run(me.first, me.length, true);
    me.at := TRYGET;
  end;

  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  --@ needs !ASKS_AT_ONCE
  rule "gen_pool_alloc_algo_owner: no run of this alignment"
    searches(p) & p2pdma & !has_run(p, order_to_try(p)) & order_to_try(p) > PTE
  ==>
    me.order := order_to_try(p);
    me.at := TRY_ORDER;
  end;

  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  --@ operation return
  rule "gen_pool_alloc_algo_owner: no run of any alignment, ENOMEM"
    searches(p) & p2pdma
    --@ unnoticed ENOMEM where there is room harms nobody; genpool_races.m is about that
    & !has_run(p, order_to_try(p))
    --@ unnoticed as above
    & order_to_try(p) = PTE
  ==>
    finish(p);
  end;

  -- As dax_folio_init() does it: zone_device_page_init() would also take a pagemap reference for each page, and the
  -- lock of the folio. Here references are taken after the insertion, as today; taken when the folio is built, and put
  -- when it is split back by the error path, they change no verdict of C3.
  --@ kernel mm/memremap.c zone_device_page_init
  rule "zone_device_folio_init: head, tails, count 1" me.at = SET_COUNT & runs(p) ==>
    prep_compound_page(current(p), next_order(p));
    count[current(p)] := 1;
    if order[current(p)] = PTE then
      me.at := VALIDATE;
    else
      me.at := congruent(p, order[current(p)]) ? INSERT_FOLIO : INSERT_PTES;
    end;
  end;

  --@ kernel mm/memory.c insert_pages
  --@ needs C4_MAPS_PTES
  rule "a PTE for each page, folio_get of all" me.at = INSERT_PTES ==>
    insert_ptes(p, span(order[current(p)]));
    me.at := GET_REF;
  end;

  --@ kernel mm/memory.c insert_pages
  --@ operation fail
  --@ needs C4_MAPS_PTES
  rule "no page table for the PTEs, ENOMEM" me.at = INSERT_PTES ==>
    me.at := INSERT_FAILED;
  end;

  -- The addresses of the folio are not aligned, so it needs the PTEs of several tables.
  ruleset n: 1 .. (1 << PUD) - 1 do
    --@ kernel mm/memory.c insert_pages
    --@ operation fail
    --@ needs C4_MAPS_PTES
    rule "no page table for the rest of the PTEs, ENOMEM"
      me.at = INSERT_PTES & n < span(order[current(p)]) & (me.base + me.next + n) % span(PMD) = 0
    ==>
      insert_ptes(p, n);
      me.at := C4_KEEPS_PARTS & !ERROR_PUTS ? INSERTED_PART : INSERT_FAILED;
    end;
  end;

  -- As if all of it were mapped: unmap_region() will put it.
  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ needs C4_MAPS_PTES & C4_KEEPS_PARTS & !ERROR_PUTS
  rule "error: the folio that is mapped in part stays" me.at = INSERTED_PART ==>
    percpu_ref_get_many(TAKES_EACH_PAGE ? span(order[current(p)]) : 1);
    put_refs(p, SYSCALL, current(p), 1);
    me.next := me.next + span(order[current(p)]);
    me.at := me.next < me.length ? FREE_TAIL : PUT_FAILED;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ needs !ERROR_PUTS
  rule "error: the folio is split back, count 0" !ERROR_PUTS & me.at = INSERT_FAILED ==>
    count[current(p)] := 0;
    folio_reset_order(current(p), order[current(p)]);
    me.at := FREE_TAIL;
  end;

  --@ kernel fs/kernfs/file.c kernfs_fop_mmap
  rule "vm_ops and vm_private_data are set" me.at = SET_VMA & runs(p) & (C6_SAME_VM_OPS | !other_vm_ops(p)) ==>
    if !C6_SAME_VM_OPS then of_vm_ops := me.order end;
    vm_private_data[p] := me.base % span(me.order) = 0 ? me.order : PTE;
    mixedmap[p] := mixedmap[p] | C5_MIXEDMAP;
    me.at := PUT_TEMPORARY;
  end;

  --@ kernel fs/kernfs/file.c kernfs_fop_mmap
  --@ needs !C6_SAME_VM_OPS
  rule "kernfs: other vm_ops than before, EINVAL"
    !C6_SAME_VM_OPS & me.at = SET_VMA & runs(p)
    --@ unnoticed an mmap that fails for no reason is undone as well
    & other_vm_ops(p)
  ==>
    percpu_ref_put_many(1);
    me.next := 0;
    me.at := UNMAP_FAILED;
  end;

end; end;

--@ kernel fs/kernfs/file.c kernfs_fop_release
--@ needs !C6_SAME_VM_OPS
rule "the dead file is closed"
  device = UNBOUND
  --@ unnoticed a file that has none loses none
  & !isundefined(of_vm_ops)
==>
  undefine of_vm_ops;
end;

ruleset p: process; c: context do alias me: freeing[p][c] do

  --@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
  --@ needs C7_SPLIT_BY_FREE
  rule "p2pdma_folio_free: the folio is split back" C7_SPLIT_BY_FREE & me.at = LAST_PUT ==>
    folio_reset_order(me.page, me.order);
    me.at := FREE_BITS;
  end;

end; end;

-- The kernel "doesn't know which way is appropriate", Hou Tao: what an mmap gets follows from what it asks for.
invariant "P24 the request alone decides the order"
  forall p: process do call[p].at = TRYGET -> !exists o: level do o > call[p].order & suits(p, o) end end;

-- "Best effort", Logan: the highest alignment for which there is a run, and any run before ENOMEM. Of a pool that is
-- asked order by order nobody can have that, as nobody can of P17.
invariant "P25 the most aligned run is taken, and any before none"
  forall p: process do
    (call[p].at = TRYGET -> call[p].first % span(call[p].order) = 0)
    & (searches(p) & p2pdma -> !exists o: level do o > order_to_try(p) & suits(p, o) & has_run(p, o) end)
  end;

-- Whoever gets a free page gets a folio of one page: pci_alloc_p2pmem() does not look.
invariant "P20 a free page is no part of a folio"
  forall g: page do !bit[g] -> compound_head[g] = g & order[g] = PTE end;

-- Heads, tails and orders change only while nobody can see them.
invariant "P20b folios are built of pages that nobody refers to"
  forall p: process do call[p].at = SET_COUNT -> forall g: page do
    in_run(g, current(p), span(next_order(p))) -> bit[g] & count[g] = 0 & backing(g) = 0
  end end;

-- What the page tables do not map, and nobody pins, is available; partial munmap.
invariant "P40 page by page: what nobody maps is available"
  (forall p: process do (call[p].at = USER | call[p].at = NO_PROCESS) & runs(p) & isundefined(pinned[p])
    & fast[p].at = NO_GUP & freeing[p][UNMAP_MAPPING].at = NOT_FREEING & freeing[p][COMPLETION].at = NOT_FREEING end)
  -> forall g: page do bit[g] & !kernel_has(g) ->
       exists p: process do exists a: address do translate(p, a) = g end end end;

-- kernfs_open_file.vm_ops is that of the first mmap, until the file is closed.
--@ needs !C6_SAME_VM_OPS
invariant "an open file keeps its vm_ops"
  forall p: process do call[p].at = PUT_TEMPORARY & !C6_SAME_VM_OPS -> !isundefined(of_vm_ops) end;

liveness "every open file can be closed" isundefined(of_vm_ops);

-- A second mmap of the same open file is not refused for what the first was.
invariant "P42 kernfs accepts a second mmap"
  forall p: process do call[p].at = SET_VMA -> C6_SAME_VM_OPS | !other_vm_ops(p) end;

--@ needs (PMDS | PUDS) & (C4_MAPS_PTES | SPLIT_REMAPS)
cover "a PTE maps a part of a large folio"
  exists p: process do exists a: address do
    present(p, a) & pte_level[p][a] = PTE & order[compound_head[pte[p][a]]] > PTE
  end end;

--@ needs WINDOW > 2 & PTES & (PMDS | PUDS)
cover "a mapping has folios of several orders"
  exists p: process do exists a: address do exists b: address do
    call[p].at = USER & present(p, a) & present(p, b)
    & order[compound_head[pte[p][a]]] != order[compound_head[pte[p][b]]]
  end end end;
