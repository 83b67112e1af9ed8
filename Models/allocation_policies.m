-- lib/genalloc.c: the same requests to two pools, one served by first fit and one aligned first, as the reviewers ask.
-- Fallback to any run or not, there are requests that first fit serves and the other does not: alignment fragments.

--@ linux 7.3

const
  PAGES: 6;
  ALIGN: 1;                    -- the order to which runs of that length and more are aligned
  FREES: true;                 -- requests are given back, too
  REQUESTS: PAGES;

type
  page:    0 .. PAGES - 1;
  pages:   0 .. PAGES;
  policy:  enum { FIRST_FIT, ALIGNED_FIRST };
  request: 1 .. REQUESTS;

var
  bit: array [policy] of array [page] of boolean;
  -- The run of each request: undefined before it is made, and after it is given back.
  first:  array [policy] of array [request] of page;
  length: array [request] of pages;
  refused: array [policy] of boolean;

function is_free(o: policy; g: page; n: pages): boolean;
begin
  return g + n <= PAGES & forall h: page do g <= h & h < g + n -> !bit[o][h] end;
end;

--@ kernel lib/genalloc.c gen_pool_first_fit_align
function first_fit_align(o: policy; n: pages; align: pages): pages;
begin
  for g: page do
    if g % align = 0 & is_free(o, g, n) then return g end;
  end;
  return PAGES;
end;

function choose(o: policy; n: pages): pages;
begin
  if o = ALIGNED_FIRST & n >= 1 << ALIGN & first_fit_align(o, n, 1 << ALIGN) < PAGES then
    return first_fit_align(o, n, 1 << ALIGN);
  end;
  return first_fit_align(o, n, 1);
end;

procedure set_run(o: policy; g: page; n: pages; value: boolean);
begin
  for h: page do
    if g <= h & h < g + n then bit[o][h] := value end;
  end;
end;

function has(o: policy; r: request; g: page): boolean;
begin
  return !isundefined(first[o][r]) & first[o][r] <= g & g < first[o][r] + length[r];
end;

startstate "both pools are empty"
begin
  for o: policy do
    refused[o] := false;
    for g: page do bit[o][g] := false end;
  end;
  for r: request do length[r] := 0 end;
end;

ruleset r: request; n: 1 .. PAGES do
  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "gen_pool_alloc_algo_owner"
    length[r] = 0
    --@ unnoticed after a refusal the pools differ, there is nothing more to compare
    & !refused[FIRST_FIT] & !refused[ALIGNED_FIRST]
    --@ unnoticed requests are numbered as they come, in another order no more can happen
    & forall q: request do q < r -> length[q] > 0 end
  ==>
    for o: policy do
      if choose(o, n) < PAGES then
        first[o][r] := choose(o, n);
        set_run(o, first[o][r], n, true);
      else
        refused[o] := true;
      end;
    end;
    length[r] := n;
  end;
end;

ruleset r: request do
  --@ kernel lib/genalloc.c gen_pool_free_owner
  rule "gen_pool_free_owner"
    FREES & length[r] > 0 & !isundefined(first[FIRST_FIT][r]) & !isundefined(first[ALIGNED_FIRST][r])
  ==>
    for o: policy do
      set_run(o, first[o][r], length[r], false);
      undefine first[o][r];
    end;
  end;
end;

invariant "P26 what first fit serves, aligned first serves"
  refused[ALIGNED_FIRST] -> refused[FIRST_FIT];

invariant "the same number of pages is taken"
  !refused[FIRST_FIT] & !refused[ALIGNED_FIRST] -> forall r: request do
    isundefined(first[FIRST_FIT][r]) = isundefined(first[ALIGNED_FIRST][r])
  end;

-- A caller gets all that it asked for, and the pool knows of it.
invariant "a request has the pages it was given"
  forall o: policy do forall r: request do !isundefined(first[o][r]) ->
    first[o][r] + length[r] <= PAGES & forall g: page do has(o, r, g) -> bit[o][g] end
  end end;

invariant "a page that is taken belongs to one request"
  forall o: policy do forall g: page do bit[o][g] ->
    exists r: request do
      has(o, r, g) & forall q: request do has(o, q, g) -> q = r end
    end
  end end;

cover "aligned first serves what first fit refuses" refused[FIRST_FIT] & !refused[ALIGNED_FIRST];

cover "a run is aligned, and what is in front of it is left"
  length[1] = 1 & length[2] = 1 << ALIGN
  & has(ALIGNED_FIRST, 1, 0) & has(ALIGNED_FIRST, 2, 1 << ALIGN) & !bit[ALIGNED_FIRST][1];

cover "a page follows a page"
  length[1] = 1 & length[2] = 1 & length[3] = 0 & has(ALIGNED_FIRST, 1, 0) & has(ALIGNED_FIRST, 2, 1);

cover "no aligned run is left, and a long request gets another"
  exists r: request do
    !isundefined(first[ALIGNED_FIRST][r]) & first[ALIGNED_FIRST][r] % (1 << ALIGN) > 0 & length[r] >= 1 << ALIGN
  end;
