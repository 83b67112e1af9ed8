-- What a design is in wide/refcounts.m: one of its pages is followed, as the head of its folio; everybody else who refers to
-- the pagemap is counted, not read off its count, so that a reference without owner is none of the wide model's.

const
  FOLLOWED: 0;                 -- the page
  UINT_MAX: (1 << 32) - 1;

type
  more_steps: enum { NOBODY, EARLIER_PAGES, PCI_ALLOC };
  owner_step: union { step, free_step, more_steps };

-- No pagemap is there yet, or not again.
function is_fresh(): boolean;
begin
  return device = UNBOUND | device = PROBE | device = REMAP;
end;

-- It is a part of another page's folio, or was until it is free.
function is_tail(): boolean;
begin
  return compound_head[FOLLOWED] != FOLLOWED | exists p: process do exists c: context do
    (freeing[p][c].at = LAST_PUT | freeing[p][c].at = FREE_BITS) & freeing[p][c].page != FOLLOWED
    & in_run(FOLLOWED, freeing[p][c].page, span(freeing[p][c].order))
  end end;
end;

-- One of those that a call is not at yet, be it inserted or freed.
function is_later(p: process): boolean;
begin
  return FOLLOWED != current(p);
end;

-- What its owner does. Looking at the count belongs to the insertion; what a call does to pages
-- behind the one whose insertion fails, it does to the tail.
--@ abstracts at
function owner(): owner_step;
begin
  if is_tail() then return NOBODY end;
  for p: process do
    if owns(p, FOLLOWED) then
      switch call[p].at
        case TRYGET: return TRYGET;
        case INSERT_FAILED, FREE_TAIL, PUT_PAGE:
          if is_later(p) | call[p].at = FREE_TAIL then return FREE_TAIL else return INSERT_FAILED end;
        case VALIDATE, INSERT_FOLIO, INSERT_PTES:
          if is_later(p) then return EARLIER_PAGES else return INSERT end;
        else
          if is_later(p) then return EARLIER_PAGES else return call[p].at end;
      end;
    end;
    for c: context do
      if (freeing[p][c].at = LAST_PUT | freeing[p][c].at = FREE_BITS) & freeing[p][c].page = FOLLOWED then
        return LAST_PUT;
      end;
    end;
  end;
  if kernel_has(FOLLOWED) then
    if kernel_user.at = HOLDS then return PCI_ALLOC else return TRYGET end;
  end;
  return NOBODY;
end;

--@ abstracts bit
function is_taken(): boolean;
begin
  return bit[FOLLOWED] & !is_tail();
end;

-- An atomic_t: one below 0 wraps. Without a struct page there is none that anybody could see.
--@ abstracts count
function references(): 0 .. UINT_MAX;
begin
  return is_fresh() ? IDLE_COUNT : count[FOLLOWED] & UINT_MAX;
end;

--@ abstracts folio_pages
function folio_pages(): 1 .. 1 << PUD;
begin
  for p: process do
    for c: context do
      if freeing[p][c].at = FREE_BITS & freeing[p][c].page = FOLLOWED then return span(freeing[p][c].order) end;
    end;
  end;
  return span(order[FOLLOWED]);
end;

--@ abstracts entries
function page_table_entries(): 0 .. PROCESSES * WINDOW;
begin
  return mappings_of(FOLLOWED);
end;

--@ abstracts pins
function references_of_pins(): 0 .. COUNT_LIMIT;
begin
  return pin_refs(FOLLOWED) * pins_of(FOLLOWED) + speculative(FOLLOWED);
end;

-- Calls that have freed the page, and are about to reset its count.
--@ abstracts late
function late_stores(): 0 .. PROCESSES;
var n: 0 .. PROCESSES;
begin
  n := 0;
  for p: process do
    if call[p].at = RESET_FAILED then
      if current(p) = FOLLOWED then n := n + 1 end;
    end;
  end;
  return n;
end;

type
  life: enum { LIVE, KILLED, GONE };

--@ abstracts ref.device
function life_of_device(): life;
begin
  if is_fresh() | ref.state = REF_LIVE then return LIVE end;
  return struct_pages ? KILLED : GONE;
end;

-- Without the base references, but one.
--@ abstracts ref.count
function references_to_pagemap(): -REF_LIMIT .. REF_LIMIT;
begin
  return is_fresh() ? 1 : ref.count - base_refs() + (ref.state = REF_LIVE ? 1 : 0);
end;

-- Its own one, and that of the call or kernel user that it belongs to.
function own_refs(): 0 .. 2;
begin
  switch owner()
    case EARLIER_PAGES, SET_COUNT, INSERT, GET_REF, INSERT_FAILED, FREE_TAIL, PCI_ALLOC, LAST_PUT: return 1;
    case PUT_CREATION: return 2;
    case NOBODY: return is_taken() ? 1 : 0;
    else return 0;
  end;
end;

--@ abstracts ref.others
function references_of_others(): -REF_LIMIT .. REF_LIMIT;
begin
  return page_refs() + refs_to_put() + kernel_refs() + temporary_refs() - own_refs();
end;
