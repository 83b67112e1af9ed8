-- drivers/pci/p2pdma.c: when an insertion fails, p2pmem_alloc_mmap() frees what it has not inserted. The count of the
-- first of these pages is reset before, after, or not at all.

ruleset p: process do alias me: call[p] do

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "error: gen_pool_free of the pages not inserted"
    me.at = (RESET_BEFORE_FREE ? FREE_TAIL : INSERT_FAILED)
  ==>
    set_run(current(p), me.length - me.next, false);
    me.at := RESET_BEFORE_FREE | !RESET_ON_ERROR ? PUT_FAILED : RESET_FAILED;
  end;

end; end;
