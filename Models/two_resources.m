-- drivers/pci/p2pdma.c, lib/genalloc.c: a device with two resources, which share a pool, and kernel users that ask for
-- memory until the device is gone. The resource that was added last is released first, and tried first.

--@ linux 7.3

const
  USERS: 7;                    -- of pci_alloc_p2pmem(), each with one page at a time
  PAGES: 3;                    -- of each resource
  PAGEMAPS_OUTLIVE_POOL: false;   -- true: the repair, pci_p2pdma_release() frees them, after its synchronize_rcu()
  -- true: pdev->p2pdma = NULL and synchronize_rcu() before the first M. Then who frees memory finds no pool.
  CLEARED_FIRST: false;
  BASE:  1;                    -- one base reference of a pagemap stands for all

type
  user:     scalarset(USERS);
  resource: 1 .. 2;
  page:     0 .. PAGES - 1;
  ref_state: enum { LIVE, DEAD, EXITED, FREED };
  -- In devres order, without U: pci_alloc_p2pmem() has no file.
  phase: enum { BOUND, CLEAR_EARLY, SYNCHRONIZE_EARLY, KILL, WAIT, DELETE_RANGE, FREE_PAGEMAP,
                CLEAR_POINTER, SYNCHRONIZE_RCU, DESTROY_POOL, UNBOUND };
  step:  enum { IDLE, RCU, IN_TRYGET, HOLDS, IN_PUT, NO_POOL };

var
  device:  phase;
  current: resource;           -- the one that is released
  p2pdma:  boolean;            -- pdev->p2pdma is not NULL
  bit: array [resource] of array [page] of boolean;
  ref: array [resource] of record
    state: ref_state;
    count: 0 .. BASE + 1 + USERS;
  end;
  call: array [user] of record
    at:    step;
    owner: resource;           -- chunk->owner, the address of its pagemap's reference
    page:  page;
    -- In an RCU section that a grace period waits for.
    early: boolean;
  end;

-- The newest chunk is at the head of the list.
--@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
function chunk_to_use(): 0 .. 2;
begin
  for i := 0 to 1 do
    if exists g: page do !bit[2 - i][g] end then return 2 - i end;
  end;
  return 0;
end;

function free_page(r: resource): page;
begin
  for g: page do if !bit[r][g] then return g end end;
  error "no page is free";
end;

procedure ref_put(r: resource);
begin
  ref[r].count := ref[r].count - 1;
end;

procedure clear_call(u: user);
begin
  undefine call[u].owner;
  undefine call[u].page;
  call[u].at := IDLE;
  call[u].early := false;
end;

-- Between rcu_read_lock() and rcu_read_unlock() of pci_alloc_p2pmem().
function in_rcu(): boolean;
begin
  return exists u: user do call[u].at = RCU | call[u].at = IN_TRYGET end;
end;

procedure grace_period_begins();
begin
  for u: user do call[u].early := call[u].at = RCU | call[u].at = IN_TRYGET end;
end;

startstate "both resources are added, nobody has memory"
begin
  device := BOUND;
  current := 2;
  p2pdma := true;
  for r: resource do
    ref[r].state := LIVE; ref[r].count := 1 + BASE;
    for g: page do bit[r][g] := false end;
  end;
  for u: user do call[u].at := IDLE; call[u].early := false end;
end;

ruleset u: user do alias me: call[u] do

  --@ kernel drivers/pci/p2pdma.c pci_alloc_p2pmem
  rule "pci_alloc_p2pmem: rcu_dereference(pdev->p2pdma)" me.at = IDLE & p2pdma ==>
    me.at := RCU;
  end;

  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "pci_alloc_p2pmem: gen_pool_alloc_owner" me.at = RCU & chunk_to_use() > 0 ==>
    me.owner := chunk_to_use();
    me.page := free_page(me.owner);
    bit[me.owner][me.page] := true;
    me.at := IN_TRYGET;
  end;

  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "pci_alloc_p2pmem: no memory"
    me.at = RCU
    --@ unnoticed a request that fails for no reason harms no other
    & chunk_to_use() = 0
  ==>
    clear_call(u);
  end;

  --@ kernel drivers/pci/p2pdma.c pci_alloc_p2pmem
  rule "pci_alloc_p2pmem: percpu_ref_tryget_live_rcu" me.at = IN_TRYGET & ref[me.owner].state = LIVE ==>
    ref[me.owner].count := ref[me.owner].count + 1;
    me.early := false;
    me.at := HOLDS;
  end;

  --@ kernel drivers/pci/p2pdma.c pci_alloc_p2pmem
  rule "pci_alloc_p2pmem: tryget fails, gen_pool_free"
    me.at = IN_TRYGET
    --@ unnoticed one that fails for no reason is undone as well
    & ref[me.owner].state != LIVE
  ==>
    bit[me.owner][me.page] := false;
    clear_call(u);
  end;

  --@ kernel drivers/pci/p2pdma.c pci_free_p2pmem
  rule "pci_free_p2pmem: gen_pool_free_owner" me.at = HOLDS & p2pdma ==>
    bit[me.owner][me.page] := false;
    undefine me.page;
    me.at := IN_PUT;
  end;

  -- It asks pdev->p2pdma for the pool and does not look whether there is one; nor does p2pdma_folio_free(). This CPU ends here.
  --@ kernel drivers/pci/p2pdma.c pci_free_p2pmem
  --@ needs CLEARED_FIRST
  rule "pci_free_p2pmem: pdev->p2pdma is NULL" me.at = HOLDS & !p2pdma ==>
    me.at := NO_POOL;
  end;

  --@ kernel drivers/pci/p2pdma.c pci_free_p2pmem
  rule "pci_free_p2pmem: percpu_ref_put" me.at = IN_PUT ==>
    ref_put(me.owner);
    clear_call(u);
  end;

end; end;

-- devres goes on with what was added before.
procedure next_resource();
begin
  device := current = 2 ? KILL : CLEAR_POINTER;
  current := 1;
end;

--@ kernel drivers/base/dd.c device_unbind_cleanup
rule "the driver is unbound" device = BOUND ==>
  device := CLEARED_FIRST ? CLEAR_EARLY : KILL;
end;

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_release
--@ needs CLEARED_FIRST
rule "R first: pdev->p2pdma = NULL" device = CLEAR_EARLY ==>
  p2pdma := false;
  device := SYNCHRONIZE_EARLY;
end;

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_release
--@ needs CLEARED_FIRST
rule "R first: synchronize_rcu" device = SYNCHRONIZE_EARLY & !in_rcu() ==>
  device := KILL;
end;

--@ kernel mm/memremap.c memunmap_pages
rule "M: percpu_ref_kill, percpu_ref_put_many" device = KILL ==>
  ref[current].state := DEAD;
  ref[current].count := ref[current].count - 1 - BASE;
  --@ unnoticed who is not waited for finds the reference dead
  grace_period_begins();       -- of percpu_ref_switch_to_atomic_rcu()
  device := WAIT;
end;

--@ kernel mm/memremap.c memunmap_pages
rule "M: wait_for_completion, pageunmap_range"
  device = WAIT & ref[current].count = 0 & !exists u: user do call[u].early end
==>
  grace_period_begins();
  device := DELETE_RANGE;
end;

--@ kernel mm/memremap.c pgmap_array_delete
rule "M: synchronize_rcu, percpu_ref_exit" device = DELETE_RANGE & !exists u: user do call[u].early end ==>
  ref[current].state := EXITED;
  if PAGEMAPS_OUTLIVE_POOL then next_resource() else device := FREE_PAGEMAP end;
end;

--@ kernel drivers/base/devres.c release_nodes
rule "K: the pagemap is freed" device = FREE_PAGEMAP ==>
  if PAGEMAPS_OUTLIVE_POOL then
    for r: resource do ref[r].state := FREED end;
    device := DESTROY_POOL;
  else
    ref[current].state := FREED;
    next_resource();
  end;
end;

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_release
rule "R: pdev->p2pdma = NULL" device = CLEAR_POINTER ==>
  p2pdma := false;
  device := SYNCHRONIZE_RCU;
end;

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_release
rule "R: synchronize_rcu" device = SYNCHRONIZE_RCU & !in_rcu() ==>
  device := PAGEMAPS_OUTLIVE_POOL ? FREE_PAGEMAP : DESTROY_POOL;
end;

-- With a bit set this CPU ends in BUG_ON.
--@ kernel lib/genalloc.c gen_pool_destroy
rule "R: gen_pool_destroy" device = DESTROY_POOL & forall r: resource do forall g: page do !bit[r][g] end end ==>
  device := UNBOUND;
end;

-- The address in the chunk is that of a reference which is still there.
invariant "P11 freed memory is not touched"
  forall u: user do call[u].at = IN_TRYGET -> ref[call[u].owner].state != FREED end;

-- pci_alloc_p2pmem() looks, pci_free_p2pmem() does not: whoever has memory keeps the pool.
invariant "P44 who frees memory finds the pool"
  forall u: user do call[u].at != NO_POOL end;

-- Nobody has memory of a pagemap whose references are gone.
invariant "P4 memory in use keeps its pagemap"
  forall u: user do call[u].at = HOLDS -> ref[call[u].owner].state = LIVE | ref[call[u].owner].state = DEAD end;

invariant "a user without memory knows no address"
  forall u: user do
    (call[u].at = IDLE | call[u].at = RCU -> isundefined(call[u].owner))
    & (call[u].at = IN_TRYGET | call[u].at = HOLDS | call[u].at = NO_POOL | isundefined(call[u].page))
  end;

--@ needs !CLEARED_FIRST
invariant "only an RCU section delays the switch to atomic mode"
  forall u: user do call[u].early -> call[u].at = RCU | call[u].at = IN_TRYGET end;

invariant "a pagemap is freed after the switch to atomic mode"
  device = FREE_PAGEMAP -> !exists u: user do call[u].early end;

-- R is the last of them, unless the pointer went before the first.
--@ needs !CLEARED_FIRST
invariant "the pointer goes with the last pagemap"
  !p2pdma & !CLEARED_FIRST -> forall r: resource do ref[r].state = FREED | PAGEMAPS_OUTLIVE_POOL & ref[r].state = EXITED end;

invariant "W9 unbind leaves nothing"
  device = UNBOUND -> !p2pdma & forall r: resource do ref[r].state = FREED & forall g: page do !bit[r][g] end end;

-- No call goes on for ever.
liveness "all users can end" forall u: user do call[u].at = IDLE end;

-- Every user may free its memory, and then unbind finishes.
liveness "P14 unbind can still finish" device = UNBOUND;

invariant "L2 gen_pool_destroy finds no bit set"
  device = DESTROY_POOL -> forall r: resource do forall g: page do !bit[r][g] end end;

cover "a pagemap's reference is gone while M waits for the other"
  device = WAIT & current = 1 & (ref[2].state = FREED | ref[2].state = EXITED);

cover "memory of the resource that is left is handed out meanwhile"
  device = KILL & current = 1 & exists u: user do call[u].at = HOLDS end;

--@ needs !CLEARED_FIRST
cover "tryget fails"
  exists u: user do call[u].at = IN_TRYGET & ref[call[u].owner].state = DEAD end;
