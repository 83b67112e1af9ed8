-- The figures of the cover letter, counted: how often mmap inserts, how many struct pages are written, how much memory
-- they take. One mmap of MAPPED bytes, one folio of SHIFT after the other; the letter's machine has MEMORY bytes.
--
-- Expected: everything proved, for each SHIFT from 4 KiB (12) over 2 MiB (21) to 1 GiB (30). Violated:
--   "the struct pages take less than 3 GiB" with MEMORY=1 << 38: eight NPUs of 32 GiB, which the letter's numbers are of

--@ linux 7.3

const
  SHIFT:  30;                -- log2 of the folio size
  MAPPED: 1 << 35;           -- 32 GiB
  MEMORY: 1 << 37;           -- "128GB"
  BUILDS_FOLIOS: false;      -- true: folios are built by mmap, not once by memremap_pages()

  PAGE: 1 << 12;
  FOLIO: 1 << SHIFT;
  STRUCT_PAGE: 64;
  KEPT: 2 * PAGE;            -- VMEMMAP_RESERVE_NR: of the struct pages of a folio, where vmemmap is deduplicated

type
  bytes: 0 .. 1 << 48;

var
  done:       bytes;         -- mapped so far
  insertions: bytes;         -- page-table entries that were set, each by a call
  written:    bytes;         -- struct pages that were written for it

-- Of MEMORY: all struct pages, and those that are left if each folio keeps its first KEPT bytes.
function vmemmap(): bytes;
begin
  return MEMORY / PAGE * STRUCT_PAGE;
end;

function deduplicated(): bytes;
begin
  return FOLIO / PAGE * STRUCT_PAGE > KEPT ? MEMORY / FOLIO * KEPT : vmemmap();
end;

startstate "mmap begins"
begin
  done := 0; insertions := 0; written := 0;
end;

rule "insert a folio" done < MAPPED ==>
  done := done + FOLIO;
  insertions := insertions + 1;
  -- The count is in the head; building a folio writes every struct page of it.
  written := written + (BUILDS_FOLIOS ? FOLIO / PAGE : 1);
end;

invariant "each insertion maps a folio" insertions * FOLIO = done & done <= MAPPED;

invariant "each insertion writes a struct page, or those of its folio"
  written = (BUILDS_FOLIOS ? insertions * (FOLIO / PAGE) : insertions);

-- 0.8 s for 8,388,608 insertions are 95 ns each, 0.04 ms for 32 are 1250 ns each.
invariant "32 GiB are 8,388,608 insertions of 4 KiB, 16,384 of 2 MiB, 32 of 1 GiB"
  done = MAPPED & MAPPED = 1 << 35 ->
    (SHIFT = 12 -> insertions = 8388608) & (SHIFT = 21 -> insertions = 16384) & (SHIFT = 30 -> insertions = 32);

-- What the reviewers' design saves in insertions it pays in struct pages.
invariant "who builds folios writes as many struct pages as there are pages"
  done = MAPPED & BUILDS_FOLIOS -> written = MAPPED / PAGE;

-- "About 4GB" for 128 GB; it is 2 GiB, 1/64. 4 GiB are those of 256 GiB.
invariant "the struct pages take less than 3 GiB" vmemmap() < 3 << 30;
invariant "a struct page for each 4 KiB is one part in 64" vmemmap() * 64 = MEMORY;

-- "About 2MB", of 256 GiB again.
invariant "with 1 GiB folios and deduplication 8 KiB are left of each 16 MiB"
  SHIFT = 30 -> deduplicated() * 2048 = vmemmap();

-- 12.5 % of what 2 MiB folios have would be left with one page of eight; it is two.
invariant "with 2 MiB folios a quarter is left"
  SHIFT = 21 -> deduplicated() * 4 = vmemmap();
