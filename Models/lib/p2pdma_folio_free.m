-- drivers/pci/p2pdma.c: the last put since 6.15. In 6.12, p2pdma_page_free() is followed by a step that sets the count.

-- The posted series frees what its device has for each bit, be the folio what it may.
function freed(o: level): 1 .. 1 << PUD;
begin
  return ALIGN = PTE ? span(o) : GRANULE;
end;

ruleset p: process; c: context do alias me: freeing[p][c] do

  -- With a bit clear this CPU ends in BUG_ON.
  --@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
  rule "p2pdma_folio_free: gen_pool_free_owner"
    me.at = (C7_SPLIT_BY_FREE ? FREE_BITS : LAST_PUT) & run_is(me.page, freed(me.order), true)
  ==>
    set_run(me.page, freed(me.order), false);
    undefine me.page;
    me.at := PUT_REF;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
  rule "p2pdma_folio_free: percpu_ref_put" me.at = PUT_REF ==>
    percpu_ref_put_many(PUTS_EACH_PAGE ? span(me.order) : 1);
    me.order := PTE;
    me.at := NOT_FREEING;
  end;

end; end;
