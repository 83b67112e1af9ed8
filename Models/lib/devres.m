-- Probe, and unbind in devres order: U pci_p2pdma_unmap_mappings, M memunmap_pages, free K the pagemap,
-- R pci_p2pdma_release. How a probe begins differs between versions.

-- A put that comes too late for the last unbind (P11) is over by now.
--@ kernel mm/memremap.c memremap_pages
rule "devm_memremap_pages"
  device = REMAP & !exists p: process do exists c: context do freeing[p][c].at = RESET_COUNT end end
==>
  for g: page do
    count[g] := IDLE_COUNT;
    prep_compound_page(g >> VMEMMAP_SHIFT << VMEMMAP_SHIFT, VMEMMAP_SHIFT);
  end;
  struct_pages := true;
  percpu_ref_init(1 + BASE_REFS);
  device := ADD_OWNER;
end;

--@ kernel lib/genalloc.c gen_pool_add_owner
--@ operation return
rule "gen_pool_add_owner" device = ADD_OWNER ==>
  chunk := true;
  device := BOUND;
end;

--@ kernel fs/kernfs/dir.c __kernfs_remove
--@ operation unbind
rule "U: sysfs_remove_file_from_group deactivates" device = BOUND ==>
  kernfs_active := false;
  for p: process do stale[p] := STALE_FILES & call[p].at != NO_PROCESS end;
  device := DRAIN;
end;

--@ kernel fs/kernfs/dir.c kernfs_drain
rule "U: kernfs_drain, no active reference is left"
  device = DRAIN & !exists p: process do holds_active(p) end
==>
  walking := true;
  device := ZAP;
end;

-- The first entry in a VMA that is in i_mmap, or WINDOW. An mmap that is still inserting has none.
function linked_pte(p: process): position;
begin
  for a: address do
    if present(p, a) & vma[p][a] != HOLE then return a end;
  end;
  return WINDOW;
end;

ruleset p: process do
  -- A child follows its parent in the tree, so that what is copied during the walk is found.
  --@ kernel mm/memory.c unmap_mapping_range_tree
  rule "U: unmap_mapping_range clears an entry, puts its page"
    device = ZAP & linked_pte(p) < WINDOW & !walked[p] & freeing[p][UNMAP_MAPPING].at = NOT_FREEING
    & !exists q: process do call[q].at = COPY_PTES & call[q].child = p & !walked[q] end
  ==>
    zap_pte(p, linked_pte(p), UNMAP_MAPPING);
  end;

  --@ kernel mm/memory.c unmap_mapping_range_tree
  rule "U: unmap_mapping_range, next address space"
    device = ZAP & has_vma(p) & linked_pte(p) = WINDOW
    --@ unnoticed a second walk finds nothing; M waits for a last put that is under way
    & !walked[p] & freeing[p][UNMAP_MAPPING].at = NOT_FREEING
    & !exists q: process do call[q].at = COPY_PTES & call[q].child = p & !walked[q] end
  ==>
    walked[p] := true;
    undefine given[p];
  end;
end;

--@ kernel fs/kernfs/file.c kernfs_drain_open_files
rule "U: unmap_mapping_range is done" device = ZAP & forall p: process do has_vma(p) -> walked[p] end ==>
  walking := false;
  for p: process do walked[p] := false end;
  device := KILL;
end;

-- Interrupts that are off are a reader, too.
--@ kernel kernel/rcu/tree.c synchronize_rcu
procedure grace_period_begins();
begin
  kernel_user.early := kernel_user.at = IN_TRYGET;
  for p: process do fast[p].early := fast[p].at != NO_GUP end;
end;

-- Whoever was reading when it began is done.
function grace_period_is_over(): boolean;
begin
  return !kernel_user.early & !exists p: process do fast[p].early end;
end;

--@ kernel mm/memremap.c memunmap_pages
rule "M: percpu_ref_kill" device = KILL & ref.state = REF_LIVE ==>
  percpu_ref_kill();
  grace_period_begins();   -- of percpu_ref_switch_to_atomic_rcu(): before its end the count is not 0
  device := PUT_BASE;
end;

--@ kernel mm/memremap.c memunmap_pages
rule "M: percpu_ref_put_many of the base references" device = PUT_BASE ==>
  percpu_ref_put_many(BASE_REFS);
  device := WAIT;
end;

--@ kernel mm/memremap.c memunmap_pages
rule "M: wait_for_completion"
  device = WAIT & ref.count = 0
  --@ unnoticed the next step waits for the same readers
  & grace_period_is_over()
==>
  if HOTPLUG_WAITS then grace_period_begins() end;
  device := REMOVE_RANGE;
end;

--@ kernel mm/memremap.c pageunmap_range
rule "M: mem_hotplug_begin, arch_remove_memory: the struct pages go" device = REMOVE_RANGE & grace_period_is_over() ==>
  struct_pages := false;
  grace_period_begins();
  device := DELETE_RANGE;
end;

--@ kernel mm/memremap.c pgmap_array_delete
rule "M: synchronize_rcu, percpu_ref_exit" device = DELETE_RANGE & grace_period_is_over() ==>
  ref.state := REF_EXITED;
  device := PAGEMAP_OUTLIVES_POOL ? CLEAR_POINTER : FREE_PAGEMAP;
end;

--@ kernel drivers/base/devres.c release_nodes
rule "K: the pagemap is freed" device = FREE_PAGEMAP ==>
  ref.state := REF_FREED;
  device := PAGEMAP_OUTLIVES_POOL ? DESTROY_POOL : CLEAR_POINTER;
end;

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_release
rule "R: pdev->p2pdma = NULL" device = CLEAR_POINTER ==>
  p2pdma := false;
  device := SYNCHRONIZE_RCU;
end;

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_release
rule "R: synchronize_rcu"
  device = SYNCHRONIZE_RCU & kernel_user.at != IN_TRYGET
  & !exists p: process do call[p].at = TRY_ORDER | call[p].at = TRYGET end
==>
  device := PAGEMAP_OUTLIVES_POOL ? FREE_PAGEMAP : DESTROY_POOL;
end;

-- With a bit set this CPU ends in BUG_ON, and the device stays here.
--@ kernel lib/genalloc.c gen_pool_destroy
--@ operation return
rule "R: gen_pool_destroy" device = DESTROY_POOL & run_is(0, PAGES, false) ==>
  chunk := false;
  device := UNBOUND;
end;

startstate "no driver, no process"
begin
  device := UNBOUND;
  kernfs_active := false; p2pdma := false; chunk := false; struct_pages := false;
  walking := false; leaked := false;
  ref.state := REF_FREED; ref.count := 0;
  kernel_user.at := IDLE; kernel_user.early := false;
  for g: page do
    bit[g] := false; count[g] := IDLE_COUNT; compound_head[g] := g; order[g] := PTE;
  end;
  no_processes();
end;
