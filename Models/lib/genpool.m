-- lib/genalloc.c: a pool of one chunk. A bit of the kernel's bitmap stands for a granule; here each page of the
-- granule has it, and all of them change together.
-- Setting a run is one step: bitmap_set_ll() does one cmpxchg for each word, and these runs lie in one word.

const
  GRANULE: 1 << ALIGN;   -- pages for each bit, gen_pool_create(ilog2(align))

type
  page:  0 .. PAGES - 1;
  pages: 0 .. PAGES;

var
  --@ view strip
  --@ observe bits
  bit: array [page] of boolean;   -- chunk->bits
  chunk: boolean;                 -- gen_pool_add_owner() has been called

function in_run(g: page; first: pages; length: pages): boolean;
begin
  return first <= g & g < first + length;
end;

function run_is(first: pages; length: pages; value: boolean): boolean;
begin
  return first + length <= PAGES & forall g: page do in_run(g, first, length) -> bit[g] = value end;
end;

procedure set_run(first: pages; length: pages; value: boolean);
begin
  for g: page do
    if in_run(g, first, length) then bit[g] := value end;
  end;
end;

-- The lowest run of clear bits whose first page is a multiple of `align`, or PAGES if there is none.
--@ kernel lib/genalloc.c gen_pool_first_fit_align
function first_fit_align(length: pages; align: pages): pages;
begin
  if chunk then
    for g: page do
      if g % align = 0 & run_is(g, length, false) then return g end;
    end;
  end;
  return PAGES;
end;

function whole_granules(length: pages): pages;
begin
  return (length + GRANULE - 1) / GRANULE * GRANULE;
end;

--@ kernel lib/genalloc.c gen_pool_first_fit
function first_fit(length: pages): pages;
begin
  return first_fit_align(whole_granules(length), GRANULE);
end;
