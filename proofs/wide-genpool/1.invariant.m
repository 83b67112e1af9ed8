-- Inductive together, beside the ranges of the types.

invariant ""
  !isundefined(chunk.start);

invariant ""
  !isundefined(chunk.bits);

invariant ""
  !isundefined(other.first);

invariant ""
  !isundefined(other.bits);

invariant ""
  !isundefined(call.at);

invariant ""
  !isundefined(call.asked);

invariant ""
  !isundefined(call.mask);

invariant ""
  !isundefined(call.off);

invariant ""
  !isundefined(call.bits);

invariant ""
  !isundefined(call.from);

invariant ""
  !isundefined(call.index);

invariant "the result lies in the chunk"
  (call.at = GRANTED) -> (((call.index + call.bits) <= chunk.bits) & (chunk.start <= address()) & (address() < (chunk.start + (chunk.bits << 12))));

invariant "the result is aligned"
  (call.at = GRANTED) -> ((address() & call.asked) = 0);

invariant "the result is disjoint from a live allocation"
  (call.at = GRANTED) -> (!meets_other(call.index, call.bits));

invariant "gen_pool_free_owner finds the bits again"
  (call.at = GRANTED) -> (((address() - chunk.start) >> 12) = call.index);

invariant "lemma: the chunk begins on a granule and does not wrap"
  (false | ((chunk.start & 4095) = 0)) & (4096 <= chunk.start) & ((chunk.start + (chunk.bits << 12)) <= 18446744073709551616);

invariant "lemma: the other allocation lies in the chunk"
  ((other.first + other.bits) <= chunk.bits) | (other.bits = 0);

invariant "lemma: the request is not larger than the chunk"
  (call.at != NO_CALL) -> ((0 < call.bits) & (call.bits <= chunk.bits));

invariant "lemma: the candidate is not before the search"
  ((call.at = FIND_SET) | (call.at = SET) | (call.at = GRANTED)) -> (call.from <= call.index);

invariant "the alignment asked for is applied"
  (call.at != NO_CALL) -> (call.mask = (call.asked >> 12));

invariant "lemma: the alignment is a power of two, its part in front of the chunk"
  ((call.asked | (call.asked >> 1)) = call.asked) & (((call.at != NO_CALL) & true) -> (call.off = ((chunk.start & call.asked) >> 12)));

invariant "lemma: the candidate is aligned"
  ((call.at = FIND_SET) | (call.at = SET) | (call.at = GRANTED)) -> (((call.index + call.off) & call.mask) = 0);

invariant "lemma: the candidate fits"
  ((call.at = SET) | (call.at = GRANTED)) -> ((call.index + nr()) <= chunk.bits);
