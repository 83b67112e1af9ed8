-- drivers/pci/p2pdma.c: when an insertion fails, p2pmem_alloc_mmap() frees what it has not inserted. The first of these
-- pages has a count. It is reset before, after, or not at all, or the page is put instead.

-- Behind the page or folio that could not be inserted.
function behind(p: process): pages;
begin
  return current(p) + span(entry_level(current(p)));
end;

ruleset p: process do alias me: call[p] do

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ needs !ERROR_PUTS
  rule "error: gen_pool_free of the pages not inserted"
    !ERROR_PUTS & me.at = (RESET_BEFORE_FREE ? FREE_TAIL : INSERT_FAILED)
  ==>
    set_run(current(p), me.length - me.next, false);
    me.at := RESET_BEFORE_FREE | !RESET_ON_ERROR ? PUT_FAILED : RESET_FAILED;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ needs ERROR_PUTS
  rule "error: gen_pool_free of the pages behind" ERROR_PUTS & me.at = INSERT_FAILED ==>
    set_run(behind(p), me.first + me.length - behind(p), false);
    me.at := PUT_PAGE;
  end;

  -- The last put frees it, be it this or that of a GUP-fast that has come across it.
  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ needs ERROR_PUTS
  rule "error: percpu_ref_get, put_page" me.at = PUT_PAGE ==>
    percpu_ref_get_many(TAKES_EACH_PAGE ? span(order[current(p)]) : 1);
    put_refs(p, SYSCALL, current(p), 1);
    me.at := PUT_FAILED;
  end;

end; end;
