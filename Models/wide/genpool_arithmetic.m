-- gen_pool_first_fit_align() in a chunk that need not begin at a multiple of the alignment.
--
-- Abstraction: one chunk, one call of the allocator, step by step, and one arbitrary live allocation of somebody else,
-- which may come and go between any two steps. The other bits of the map are not kept: whatever the call reads there
-- may be either value, each time. That is what other CPUs can make it read, and more; so every concrete behaviour is one
-- of the model's. Chunks are tried one after the other and do not know of each other. `avail` is at most the chunk's
-- size. Granules, as everywhere in the pool, are counted in bits. bitmap_set_ll() is one step: it sets all bits or none.
--
-- Expected: everything proved. Violated:
--   START_ON_GRANULE=false  "the result is aligned": the sub-granule part of the start address is shifted away
--   ADDRESS_RELATIVE=false  "the result is aligned": alignment counted from the chunk's start (before Linux 4.20,
--                           and gen_pool_first_fit_order_align())
--   CMPXCHG=false           "the result is disjoint from a live allocation": bits set without looking
--   CHUNK_BITS=33           "the result lies in the chunk": 16 TiB and more, `nr` is an unsigned int in genpool_algo_t
--   MAX_ALIGN=36            "the alignment asked for is applied": genpool_data_align.align is an int, 64 GiB becomes 0

--@ linux 7.3

const
  WORD_BITS:  64;             -- of unsigned long
  INT_BITS:   32;             -- of int and unsigned int
  GRANULE:    12;             -- min_alloc_order; the posted series: 12, 21 or 30
  MAX_ALIGN:  30;             -- log2 of the largest alignment, 1 GiB
  CHUNK_BITS: 32;             -- chunks have less than 2^CHUNK_BITS granules, 16 TiB
  START_ON_GRANULE: true;     -- the chunk begins on a granule: memremap_pages() takes whole sub-sections only
  ADDRESS_RELATIVE: true;     -- the start address counts
  CMPXCHG:          true;     -- bitmap_set_ll() fails if a bit is set

  ULONG_MAX: (1 << WORD_BITS) - 1;

type
  word: 0 .. ULONG_MAX;
  bits: 0 .. (1 << CHUNK_BITS) - 1;
  order: 0 .. MAX_ALIGN;
  step: enum { NO_CALL, FIND_ZERO, FIND_SET, SET, GRANTED };

var
  chunk: record
    start: word;              -- a kernel address
    bits:  bits;
  end;
  other: record               -- an allocation of somebody else, if bits > 0
    first: bits;
    bits:  bits;
  end;
  call: record
    at:    step;
    asked: word;              -- the alignment less one
    mask:  word;              -- in bits, what gen_pool_first_fit_align() makes of it
    off:   word;
    bits:  bits;
    from:  word;              -- where the search goes on
    index: word;              -- the candidate, then the result
  end;

-- genpool_data_align.align as it enters a computation in unsigned long.
function as_int(o: order): word;
begin
  return o < INT_BITS - 1 ? 1 << o : (o = INT_BITS - 1 ? ULONG_MAX + 1 - (1 << o) : 0);
end;

--@ kernel lib/genalloc.c gen_pool_first_fit_align
function align_mask(align: word): word;
begin
  return ((((align + (1 << GRANULE) - 1) & ULONG_MAX) >> GRANULE) + ULONG_MAX) & ULONG_MAX;
end;

--@ kernel lib/genalloc.c gen_pool_first_fit_align
function align_off(align: word): word;
begin
  return ADDRESS_RELATIVE ? (chunk.start & (align + ULONG_MAX)) >> GRANULE : 0;
end;

--@ kernel lib/bitmap.c bitmap_find_next_zero_area_off
function round_up(index: word): word;
var sum: word;
begin
  sum := (index + call.off + call.mask) & ULONG_MAX;
  return (sum - (sum & call.mask) + ULONG_MAX + 1 - call.off) & ULONG_MAX;
end;

-- The number of bits as the algorithm gets it, in an unsigned int.
function nr(): bits;
begin
  return call.bits & ((1 << INT_BITS) - 1);
end;

function area_end(): word;
begin
  return (call.index + nr()) & ULONG_MAX;
end;

function leaves_chunk(): boolean;
begin
  return area_end() > chunk.bits | call.index >= chunk.bits;
end;

function is_other(index: word): boolean;
begin
  return other.first <= index & index < other.first + other.bits;
end;

function meets_other(first: word; count: bits): boolean;
begin
  return 0 < other.bits & first < other.first + other.bits & other.first < first + count;
end;

ruleset start: word; size: bits do
  startstate "any chunk"
    assume 0 < size & (1 << GRANULE) <= start & start + (size << GRANULE) <= ULONG_MAX + 1;
    assume !START_ON_GRANULE | (start & ((1 << GRANULE) - 1)) = 0;
    chunk.start := start;
    chunk.bits := size;
    clear other;
    clear call;
  end;
end;

ruleset size: bits; align: order do
  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "gen_pool_alloc_algo_owner: the chunk has enough" call.at = NO_CALL & 0 < size & size <= chunk.bits ==>
    call.asked := (1 << align) - 1;
    call.mask := align_mask(as_int(align));
    call.off := align_off(as_int(align));
    call.bits := size;
    call.from := 0;
    call.index := 0;
    call.at := FIND_ZERO;
  end;
end;

ruleset zero: bits do
  --@ kernel lib/bitmap.c bitmap_find_next_zero_area_off
  rule "find_next_zero_bit, then rounded up"
    call.at = FIND_ZERO & call.from <= zero & zero < chunk.bits & !is_other(zero)
  ==>
    call.index := round_up(zero);
    call.at := FIND_SET;
  end;
end;

--@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
rule "no zero bit is left: ENOMEM" call.at = FIND_ZERO ==>
  call.at := NO_CALL;
end;

--@ kernel lib/bitmap.c bitmap_find_next_zero_area_off
rule "the area leaves the chunk: ENOMEM" call.at = FIND_SET & leaves_chunk() ==>
  call.at := NO_CALL;
end;

ruleset set: bits do
  --@ kernel lib/bitmap.c bitmap_find_next_zero_area_off
  rule "find_next_bit finds one in the area: go on behind it"
    call.at = FIND_SET & !leaves_chunk() & call.index <= set & set < area_end()
  ==>
    assert "the search moves forward" call.from < set + 1;
    call.from := set + 1;
    call.at := FIND_ZERO;
  end;
end;

--@ kernel lib/bitmap.c bitmap_find_next_zero_area_off
rule "find_next_bit finds none in the area"
  call.at = FIND_SET & !leaves_chunk() & !meets_other(call.index, nr())
==>
  call.at := SET;
end;

--@ kernel lib/genalloc.c bitmap_set_ll
rule "bitmap_set_ll sets the bits" call.at = SET & (!CMPXCHG | !meets_other(call.index, call.bits)) ==>
  call.at := GRANTED;
end;

--@ kernel lib/genalloc.c bitmap_set_ll
rule "bitmap_set_ll meets a set bit: retry" call.at = SET & CMPXCHG ==>
  call.from := call.index;
  call.at := FIND_ZERO;
end;

--@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
rule "gen_pool_alloc_algo_owner returns" call.at = GRANTED ==>
  call.at := NO_CALL;
end;

ruleset first: bits; size: bits do
  --@ kernel lib/genalloc.c bitmap_set_ll
  rule "another CPU: bitmap_set_ll"
    other.bits = 0 & 0 < size & first + size <= chunk.bits
    & !(call.at = GRANTED & first < call.index + call.bits & call.index < first + size)
  ==>
    other.first := first;
    other.bits := size;
  end;
end;

--@ kernel lib/genalloc.c gen_pool_free_owner
rule "another CPU: gen_pool_free_owner" other.bits > 0 ==>
  other.bits := 0;
end;

function address(): word;
begin
  return (chunk.start + (call.index << GRANULE)) & ULONG_MAX;
end;

invariant "the result lies in the chunk"
  call.at = GRANTED ->
    call.index + call.bits <= chunk.bits
    & chunk.start <= address()
    & address() < chunk.start + (chunk.bits << GRANULE);

invariant "the result is aligned"
  call.at = GRANTED -> (address() & call.asked) = 0;

invariant "the result is disjoint from a live allocation"
  call.at = GRANTED -> !meets_other(call.index, call.bits);

invariant "gen_pool_free_owner finds the bits again"
  call.at = GRANTED -> (address() - chunk.start) >> GRANULE = call.index;

invariant "lemma: the chunk begins on a granule and does not wrap"
  (!START_ON_GRANULE | (chunk.start & ((1 << GRANULE) - 1)) = 0)
  & (1 << GRANULE) <= chunk.start & chunk.start + (chunk.bits << GRANULE) <= ULONG_MAX + 1;

invariant "lemma: the other allocation lies in the chunk"
  other.first + other.bits <= chunk.bits | other.bits = 0;

invariant "lemma: the request is not larger than the chunk"
  call.at != NO_CALL -> 0 < call.bits & call.bits <= chunk.bits;

invariant "lemma: the candidate is not before the search"
  call.at = FIND_SET | call.at = SET | call.at = GRANTED -> call.from <= call.index;

invariant "the alignment asked for is applied"
  call.at != NO_CALL -> call.mask = call.asked >> GRANULE;

invariant "lemma: the alignment is a power of two, its part in front of the chunk"
  (call.asked | (call.asked >> 1)) = call.asked
  & (call.at != NO_CALL & ADDRESS_RELATIVE -> call.off = (chunk.start & call.asked) >> GRANULE);

invariant "lemma: the candidate is aligned"
  call.at = FIND_SET | call.at = SET | call.at = GRANTED -> ((call.index + call.off) & call.mask) = 0;

invariant "lemma: the candidate fits"
  call.at = SET | call.at = GRANTED -> call.index + nr() <= chunk.bits;

cover "the largest alignment is granted in a chunk that is not aligned"
  call.at = GRANTED & call.asked + 1 = 1 << MAX_ALIGN & (chunk.start & ((1 << MAX_ALIGN) - 1)) != 0 & call.from > 0;
