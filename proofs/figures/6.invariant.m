-- Inductive together, beside the ranges of the types.

invariant ""
  !isundefined(done);

invariant ""
  !isundefined(insertions);

invariant ""
  !isundefined(written);

invariant "each insertion maps a folio"
  ((insertions * 2097152) = done) & (done <= 34359738368);

invariant "each insertion writes a struct page, or those of its folio"
  written = (false ? (insertions * 512) : insertions);

invariant "32 GiB are 8,388,608 insertions of 4 KiB, 16,384 of 2 MiB, 32 of 1 GiB"
  ((done = 34359738368) & true) -> (true & (true -> (insertions = 16384)) & true);
