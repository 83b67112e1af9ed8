-- drivers/pci/p2pdma.c: p2pmem_alloc_mmap() takes the first run of granules that is long enough.

ruleset p: process do alias me: call[p] do

  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "gen_pool_alloc_owner: bits are set"
    me.at = ALLOC & p2pdma & accepted(p) & first_fit(me.length) < PAGES
  ==>
    me.first := first_fit(me.length);
    set_run(me.first, me.length, true);
    me.at := TRYGET;
  end;

  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  --@ operation return
  --@ returns "ENOMEM"
  rule "gen_pool_alloc_owner: ENOMEM"
    me.at = ALLOC
    --@ unnoticed ENOMEM for no reason harms nobody; genpool_races.m is about that
    & accepted(p) & p2pdma & first_fit(me.length) = PAGES
  ==>
    finish(p);
  end;

end; end;
