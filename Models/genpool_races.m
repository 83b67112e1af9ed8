-- lib/genalloc.c: allocations that race in one chunk, word by word. A run is set with one cmpxchg for each word of the
-- bitmap, and `avail` is changed before or after. Nothing is given twice, but a request may fail though there is room.

--@ linux 7.3

const
  ALLOCATORS: 3;
  WORD:  2;                    -- bits of a word, 64 in the kernel
  BITS:  6;                    -- of the chunk
  TESTS_AVAIL: true;           -- chunks with less available than is asked for are skipped, and nothing is searched

type
  allocator: scalarset(ALLOCATORS);
  bit:    0 .. BITS - 1;
  number: 0 .. BITS;
  step:   enum { IDLE, SKIP_OR_SEARCH, SEARCH, SET_WORDS, UNWIND, LOWER_AVAIL, HOLDS, CLEAR_WORDS, RAISE_AVAIL };

var
  set:   array [bit] of boolean;
  avail: -ALLOCATORS * BITS .. BITS;   -- atomic_long_t
  call:  array [allocator] of record
    at:     step;
    length: number;
    start:  number;            -- of the run, and where to search on
    done:   number;            -- bits of it that are set, or cleared again
  end;

-- An allocation has it and is not going to keep it.
function unwinding(b: bit): boolean;
begin
  return exists a: allocator do
    call[a].at = UNWIND & call[a].start <= b & b < call[a].start + call[a].done
  end;
end;

-- With `settled`, what is being taken back counts as free.
function is_free(b: bit; settled: boolean): boolean;
begin
  return !set[b] | settled & unwinding(b);
end;

--@ kernel lib/bitmap.c bitmap_find_next_zero_area_off
function find_run(from: number; length: number; settled: boolean): number;
begin
  for b: bit do
    if from <= b & b + length <= BITS & forall c: bit do b <= c & c < b + length -> is_free(c, settled) end then
      return b;
    end;
  end;
  return BITS;
end;

-- Where the word ends in which a run goes on, or the run itself.
function end_of_word(from: number; till: number): number;
begin
  return (from / WORD + 1) * WORD < till ? (from / WORD + 1) * WORD : till;
end;

procedure finish(a: allocator);
begin
  call[a].at := IDLE;
  call[a].length := 0;
  call[a].start := 0;
  call[a].done := 0;
end;

ruleset a: allocator do alias me: call[a] do

  ruleset length: 1 .. BITS - 1 do
    --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
    rule "gen_pool_alloc_algo_owner" me.at = IDLE ==>
      me.length := length;
      me.at := SKIP_OR_SEARCH;
    end;
  end;

  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "size > avail: the chunk is skipped"
    me.at = SKIP_OR_SEARCH & TESTS_AVAIL
    --@ unnoticed a request that fails for no reason harms no other
    & me.length > avail
  ==>
    finish(a);
  end;

  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "size <= avail"
    me.at = SKIP_OR_SEARCH
    --@ unnoticed a chunk without room can be searched in vain
    & !(TESTS_AVAIL & me.length > avail)
  ==>
    me.at := SEARCH;
  end;

  --@ kernel lib/genalloc.c gen_pool_first_fit
  rule "gen_pool_first_fit finds a run" me.at = SEARCH & find_run(me.start, me.length, false) < BITS ==>
    me.start := find_run(me.start, me.length, false);
    me.at := SET_WORDS;
  end;

  --@ kernel lib/genalloc.c gen_pool_first_fit
  rule "gen_pool_first_fit finds no run"
    me.at = SEARCH
    --@ unnoticed a request that fails for no reason harms no other
    & find_run(me.start, me.length, false) = BITS
  ==>
    finish(a);
  end;

  --@ kernel lib/genalloc.c set_bits_ll
  rule "bitmap_set_ll: a word" me.at = SET_WORDS ==>
    if forall b: bit do
      me.start + me.done <= b & b < end_of_word(me.start + me.done, me.start + me.length) -> !set[b] end
    then
      for b: bit do
        if me.start + me.done <= b & b < end_of_word(me.start + me.done, me.start + me.length) then set[b] := true end;
      end;
      me.done := end_of_word(me.start + me.done, me.start + me.length) - me.start;
      if me.done = me.length then me.at := LOWER_AVAIL end;
    else
      -- EBUSY: clear what was set, and search again from here.
      me.at := me.done > 0 ? UNWIND : SEARCH;
    end;
  end;

  --@ kernel lib/genalloc.c bitmap_clear_ll
  rule "bitmap_clear_ll: undo" me.at = UNWIND ==>
    for b: bit do
      if me.start <= b & b < me.start + me.done then set[b] := false end;
    end;
    me.done := 0;
    me.at := SEARCH;
  end;

  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "avail is lowered" me.at = LOWER_AVAIL ==>
    avail := avail - me.length;
    me.done := 0;
    me.at := HOLDS;
  end;

  --@ kernel lib/genalloc.c gen_pool_free_owner
  rule "gen_pool_free_owner: a word" me.at = HOLDS | me.at = CLEAR_WORDS ==>
    for b: bit do
      if me.start + me.done <= b & b < end_of_word(me.start + me.done, me.start + me.length) then set[b] := false end;
    end;
    me.done := end_of_word(me.start + me.done, me.start + me.length) - me.start;
    me.at := me.done = me.length ? RAISE_AVAIL : CLEAR_WORDS;
  end;

  --@ kernel lib/genalloc.c gen_pool_free_owner
  rule "avail is raised" me.at = RAISE_AVAIL ==>
    avail := avail + me.length;
    finish(a);
  end;

end; end;

startstate "an empty chunk"
begin
  for b: bit do set[b] := false end;
  avail := BITS;
  for a: allocator do
    call[a].at := IDLE; call[a].length := 0; call[a].start := 0; call[a].done := 0;
  end;
end;

function has(a: allocator; b: bit): boolean;
begin
  return (call[a].at = HOLDS | call[a].at = LOWER_AVAIL) & call[a].start <= b & b < call[a].start + call[a].length;
end;

invariant "G3 no bit belongs to two allocations"
  forall a: allocator do forall b: bit do has(a, b) ->
    set[b] & forall c: allocator do has(c, b) -> a = c end
  end end;

function clear_bits(): number;
var n: number;
begin
  n := 0;
  for b: bit do if !set[b] then n := n + 1 end end;
  return n;
end;

invariant "G5 without races avail is the number of clear bits"
  (forall a: allocator do call[a].at = IDLE | call[a].at = HOLDS end) -> avail = clear_bits();

invariant "an idle allocator has no request"
  forall a: allocator do call[a].at = IDLE -> call[a].length = 0 & call[a].start = 0 & call[a].done = 0 end;

-- Whatever is allocated can be freed, and no attempt goes on for ever.
liveness "all allocators can end" forall a: allocator do call[a].at = IDLE end;

-- A search that fails would also fail without the bits that are being taken back, and from the first bit on: after a
-- lost race it goes on from where it was, and does not look at what has become free before.
invariant "P17 a search fails only if there is no run"
  forall a: allocator do call[a].at = SEARCH & find_run(call[a].start, call[a].length, false) = BITS ->
    find_run(0, call[a].length, true) = BITS
  end;

-- gen_pool_free() clears the bits first and raises avail then.
invariant "P17 a chunk is skipped only if there is no run"
  forall a: allocator do call[a].at = SKIP_OR_SEARCH & TESTS_AVAIL & call[a].length > avail ->
    find_run(0, call[a].length, false) = BITS
  end;

cover "an allocation is taken back" exists a: allocator do call[a].at = UNWIND end;

cover "all allocations succeed together" forall a: allocator do call[a].at = HOLDS end;

-- The two causes of P17.
cover "a search fails for want of bits that are being taken back"
  exists a: allocator do call[a].at = SEARCH & find_run(call[a].start, call[a].length, false) = BITS
    & find_run(call[a].start, call[a].length, true) < BITS
  end;

cover "a search fails for want of bits that it has passed"
  exists a: allocator do call[a].at = SEARCH & find_run(call[a].start, call[a].length, false) = BITS
    & find_run(0, call[a].length, false) < BITS
  end;
