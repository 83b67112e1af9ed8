-- Properties P1 to P40 of the design notes, for every version; ghost functions first.

-- Page-table entries and pins of a page, each with the count it must be backed by.
function backing(g: page): refcount;
var n: refcount;
begin
  n := 0;
  for p: process do
    if maps(p, g) then n := n + 1 end;
    if has_pin(p, g) then n := n + GUP_PIN_COUNTING_BIAS end;
  end;
  return n;
end;

function in_free_sequence(g: page): boolean;
begin
  return exists p: process do exists c: context do
    !isundefined(freeing[p][c].page) & freeing[p][c].page = g
  end end;
end;

function kernel_has(g: page): boolean;
begin
  return (kernel_user.at = IN_TRYGET | kernel_user.at = HOLDS) & kernel_user.page = g;
end;

-- Somebody is responsible for the page.
function in_use(g: page): boolean;
begin
  return (exists p: process do owns(p, g) | maps(p, g) | has_pin(p, g) end) | in_free_sequence(g) | kernel_has(g);
end;

function idle(g: page): boolean;
begin
  return !bit[g] & count[g] = IDLE_COUNT;
end;

-- What dev_pagemap.ref should be: the base, one for each granted page, and those of the steps in between.
function refs_due(): 0 .. REF_LIMIT;
var n: 0 .. REF_LIMIT;
begin
  n := ref.state = REF_LIVE ? 1 + PAGES : (device = PUT_BASE ? PAGES : 0);
  for g: page do
    if bit[g] & !kernel_has(g) & !exists p: process do owns(p, g) & !(call[p].at = PUT_CREATION & g = current(p)) end then
      n := n + 1;
    end;
  end;
  for p: process do
    if holds_temporary_ref(p) then n := n + 1 end;
    for c: context do if freeing[p][c].at = PUT_REF then n := n + 1 end; end;
  end;
  if kernel_user.at = HOLDS | kernel_user.at = IN_PUT then n := n + 1 end;
  return n;
end;

invariant "P1 no page belongs to two callers"
  forall g: page do forall p: process do owns(p, g) ->
    !kernel_has(g) & forall q: process do owns(q, g) -> p = q end
  end end;

invariant "P2 a page in use is allocated"
  forall g: page do struct_pages & (count[g] != IDLE_COUNT | backing(g) > 0) -> bit[g] end;

invariant "P3 a mapped page holds its references"
  forall g: page do backing(g) > 0 -> count[g] >= backing(g) end;

invariant "P4 a pinned page is not freed"
  forall p: process do !isundefined(pinned[p]) -> bit[pinned[p]] & struct_pages end;

invariant "P5 no bit is freed twice"
  forall p: process do
    forall c: context do
      freeing[p][c].at = LAST_PUT | freeing[p][c].at = FREE_BITS -> bit[freeing[p][c].page]
    end
    & forall g: page do owns(p, g) -> bit[g] end
  end;

invariant "P6 the last put frees all of the folio"
  forall g: page do bit[g] & count[g] = IDLE_COUNT -> in_use(g) end;

invariant "P7 every pagemap reference has an owner"
  ref.state = REF_LIVE | ref.state = REF_DEAD -> ref.count = refs_due();

invariant "P8 an idle device is clean"
  struct_pages & (forall g: page do !in_use(g) end)
  & (forall p: process do call[p].at = NO_PROCESS | call[p].at = USER end)
  -> forall g: page do idle(g) end;

invariant "P10 a failed mmap leaves nothing behind"
  forall p: process do call[p].at = UNMAP_FAILED & unmapped(p) ->
    forall g: page do in_run(g, call[p].first, call[p].length) -> idle(g) | in_use(g) end
  end;

invariant "P11 freed memory is not touched"
  (forall p: process do forall c: context do freeing[p][c].at != NOT_FREEING -> struct_pages end end)
  & (kernel_user.at = IN_TRYGET -> ref.state != REF_FREED);

invariant "P12 no page is granted after the kill"
  ref.state = REF_DEAD -> !exists p: process do in_driver(p) end;

-- But for a failed mmap, which undoes itself without anybody's help.
invariant "P13 no user maps device memory after U"
  device = KILL | device = PUT_BASE | device = WAIT ->
    !exists p: process do has_pte(p) & call[p].at != UNMAP_FAILED end;

liveness "P14 unbind terminates" device = UNBOUND;

invariant "P18 vm_insert_page of a granted page is valid"
  forall p: process do call[p].at = VALIDATE -> count[current(p)] > 0 end;

invariant "P40 munmap gives back what it unmapped"
  forall p: process do call[p].at = UNMAP & unmapped(p) ->
    forall g: page do in_run(g, current(p), call[p].length - call[p].next) -> idle(g) | in_use(g) end
  end;

invariant "L2 gen_pool_destroy finds no bit set"
  device = DESTROY_POOL -> forall g: page do !bit[g] end;
