-- mm/gup.c: a page is pinned for I/O, and unpinned. Any thread of the process may do this, also while another is inside
-- mmap or munmap. GUP-fast holds nothing but the interrupts of its CPU. Where the TLB is flushed without IPIs, as on arm64,
-- whoever unmaps does not wait for it; a grace period does. Slow GUP reads the entry and takes the reference under the
-- lock of the table: what it does GUP-fast does as well, undisturbed.
-- try_get_folio() adds 1 and the caller the rest of the bias: here one step, for the count is above 0 in between.

--@ kernel mm/gup.c gup_fast_pte_range
function is_the_same(p: process): boolean;
begin
  return present(p, fast[p].where) & pte[p][fast[p].where] = fast[p].entry;
end;

-- GUP-fast under way.
function gups(): 0 .. PROCESSES;
var n: 0 .. PROCESSES;
begin
  n := 0;
  for p: process do if fast[p].at != NO_GUP then n := n + 1 end end;
  return n;
end;

ruleset p: process do alias me: fast[p] do

  ruleset a: address do
    --@ kernel mm/gup.c gup_fast_pte_range
    --@ operation pin a
    --@ returns "OK"
    --@ needs GUP_FAST & PINS > 0
    rule "GUP-fast: read the entry"
      GUP_FAST & present(p, a) & me.at = NO_GUP
      --@ unnoticed how many I/Os there are is a matter of size, and one that begins in an exit could have begun before
      & pins() + gups() < PINS & call[p].at != EXIT
      & call[p].at != BEING_FORKED & isundefined(pinned[p]) & freeing[p][COMPLETION].at = NOT_FREEING
    ==>
      me.at := ENTRY_READ;
      me.where := a;
      me.entry := pte[p][a];
    end;
  end;

  ruleset a: address do
    --@ kernel mm/gup.c try_grab_folio
    --@ operation pin a
    --@ returns "OK"
    --@ needs !GUP_FAST & PINS > 0
    rule "slow GUP pins a page"
      !GUP_FAST & present(p, a)
      --@ unnoticed how many I/Os there are is a matter of size, and one that begins in an exit could have begun before
      & pins() < PINS & call[p].at != EXIT
      & call[p].at != BEING_FORKED & isundefined(pinned[p])
      & freeing[p][COMPLETION].at = NOT_FREEING & count[compound_head[pte[p][a]]] > 0
    ==>
      pinned[p] := compound_head[pte[p][a]];
      count[pinned[p]] := count[pinned[p]] + pin_refs(pinned[p]);
    end;
  end;

  --@ kernel mm/gup.c try_get_folio
  --@ needs GUP_FAST & PINS > 0
  rule "GUP-fast: the count is 0, nothing is pinned"
    me.at = ENTRY_READ & struct_pages & count[compound_head[me.entry]] <= 0
  ==>
    forget_gup(p);
  end;

  --@ kernel mm/gup.c try_grab_folio_fast
  --@ needs GUP_FAST & PINS > 0
  rule "GUP-fast: add to the count unless it is 0"
    me.at = ENTRY_READ & struct_pages & count[compound_head[me.entry]] > 0
  ==>
    me.folio := compound_head[me.entry];
    count[me.folio] := count[me.folio] + pin_refs(me.folio);
    me.at := GRABBED;
  end;

  --@ kernel mm/gup.c gup_fast_pte_range
  --@ needs GUP_FAST & PINS > 0
  rule "GUP-fast: the entry is the same, the page is pinned" me.at = GRABBED & is_the_same(p) ==>
    pinned[p] := me.folio;
    forget_gup(p);
  end;

  --@ kernel mm/gup.c gup_put_folio
  --@ needs GUP_FAST & PINS > 0
  rule "GUP-fast: the entry is another, gup_put_folio" me.at = GRABBED & struct_pages & !is_the_same(p) ==>
    put_refs(p, COMPLETION, me.folio, pin_refs(me.folio));
    forget_gup(p);
  end;

  --@ kernel mm/gup.c unpin_user_page
  --@ operation unpin
  --@ returns
  --@ needs PINS > 0
  rule "the I/O completes: unpin_user_page" !isundefined(pinned[p]) ==>
    put_refs(p, COMPLETION, pinned[p], pin_refs(pinned[p]));
    undefine pinned[p];
  end;

end; end;

--@ needs GUP_FAST & PINS > 0
cover "GUP-fast has a reference of a page that it does not pin"
  exists p: process do fast[p].at = GRABBED & !is_the_same(p) end;
