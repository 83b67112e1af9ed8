-- drivers/pci/p2pdma.c: p2pmem_alloc_mmap(), what all versions have in common, and the system call around it.
-- What a version takes from the pool is its own.

-- The VMA consists of whole granules.
function accepted(p: process): boolean;
begin
  return call[p].base % GRANULE = 0 & call[p].length % GRANULE = 0;
end;

ruleset p: process do alias me: call[p] do

  --@ kernel fs/kernfs/file.c kernfs_fop_open
  --@ operation open
  --@ returns "OK"
  rule "a process opens the file allocate"
    me.at = NO_PROCESS & kernfs_active
  ==>
    me.at := USER;
  end;

  ruleset base: address; length: 1 .. PAGES do
    --@ kernel fs/kernfs/file.c kernfs_fop_mmap
    --@ operation mmap base length
    rule "mmap: kernfs_get_active"
      me.at = USER & kernfs_active & !stale[p] & !has_vma(p) & (base = 0 | HINTS) & base + length <= WINDOW
    ==>
      me.at := ALLOC;
      me.base := base;
      me.length := length;
    end;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ operation return
  --@ returns "ENODEV"
  rule "pdev->p2pdma is NULL: ENODEV"
    me.at = ALLOC
    --@ unnoticed an mmap that fails for no reason, or waits for the probe, harms nobody
    & !p2pdma
  ==>
    finish(p);
  end;

  --@ kernel include/linux/percpu-refcount.h percpu_ref_tryget_live_rcu
  rule "percpu_ref_tryget_live_rcu" me.at = TRYGET & ref.state = REF_LIVE ==>
    percpu_ref_get();
    next_page(p);
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ operation return
  --@ returns "ENODEV"
  rule "percpu_ref_tryget_live_rcu fails: gen_pool_free, ENODEV" me.at = TRYGET & ref.state != REF_LIVE ==>
    set_run(me.first, me.length, false);
    finish(p);
  end;

  --@ kernel mm/memory.c validate_page_before_insert
  --@ needs PTES
  rule "vm_insert_page: validate" me.at = VALIDATE & runs(p) ==>
    me.at := count[current(p)] = 0 ? INSERT_FAILED : INSERT;
  end;

  --@ kernel mm/memory.c insert_page_into_pte_locked
  --@ needs PTES
  rule "vm_insert_page: folio_get, set_pte" me.at = INSERT ==>
    folio_get(current(p));
    insert_pte(p, me.base + me.next, current(p));
    mixedmap[p] := true;
    me.at := GET_REF;
  end;

  --@ kernel mm/memory.c insert_page
  --@ operation fail
  --@ needs PTES
  rule "vm_insert_page: no page table, ENOMEM" me.at = INSERT ==>
    me.at := INSERT_FAILED;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "percpu_ref_get for the page" me.at = GET_REF ==>
    percpu_ref_get_many(TAKES_EACH_PAGE ? span(order[current(p)]) : 1);
    me.at := PUT_CREATION;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "put_page: the creation reference" me.at = PUT_CREATION ==>
    put_refs(p, SYSCALL, current(p), 1);
    me.next := me.next + span(entry_level(current(p)));
    if me.next < me.length then next_page(p) else me.at := VM_OPS ? SET_VMA : PUT_TEMPORARY end;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "percpu_ref_put, return 0, kernfs_put_active" me.at = PUT_TEMPORARY & runs(p) ==>
    percpu_ref_put_many(1);
    me.at := LINK_VMA;
  end;

  -- Without percpu_ref_put() each failure leaks a reference; one leak is counted, not all.
  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "error: return, kernfs_put_active" me.at = PUT_FAILED & runs(p) ==>
    if PUT_ON_ERROR | leaked then percpu_ref_put_many(1) else leaked := true end;
    me.next := 0;
    me.at := UNMAP_FAILED;
  end;

  -- Not under the active reference any more: the drain of an unbind can come first.
  --@ kernel mm/vma.c vma_link_file
  --@ operation return
  --@ returns "OK"
  rule "mmap: the VMA enters i_mmap"
    me.at = LINK_VMA
    --@ unnoticed i_mmap_lock: a VMA that enters during the walk is walked, too
    & !walking
  ==>
    vma_link(p, me.base, me.length, me.first);
    finish(p);
  end;

end; end;
