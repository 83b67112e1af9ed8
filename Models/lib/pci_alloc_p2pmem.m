-- drivers/pci/p2pdma.c: a kernel user of the pool, of one page at a time, such as nvmet.
-- It has no file: the drain of sysfs does not stop it.

type
  kernel_step: enum { IDLE, IN_TRYGET, HOLDS, IN_PUT, NO_POOL };

var
  kernel_user: record
    at:    kernel_step;
    page:  page;
    early: boolean;     -- in an RCU section that a grace period waits for
  end;

--@ kernel drivers/pci/p2pdma.c pci_alloc_p2pmem
--@ needs KERNEL_USER
rule "pci_alloc_p2pmem: gen_pool_alloc_owner"
  KERNEL_USER & kernel_user.at = IDLE & p2pdma & first_fit(1) < PAGES
==>
  kernel_user.page := first_fit(1);
  set_run(kernel_user.page, GRANULE, true);
  kernel_user.at := IN_TRYGET;
end;

--@ kernel drivers/pci/p2pdma.c pci_alloc_p2pmem
--@ needs KERNEL_USER
rule "pci_alloc_p2pmem: percpu_ref_tryget_live_rcu" kernel_user.at = IN_TRYGET & ref.state = REF_LIVE ==>
  percpu_ref_get();
  kernel_user.early := false;
  kernel_user.at := HOLDS;
end;

--@ kernel drivers/pci/p2pdma.c pci_alloc_p2pmem
--@ needs KERNEL_USER
rule "pci_alloc_p2pmem: tryget fails, gen_pool_free"
  kernel_user.at = IN_TRYGET
  --@ unnoticed one that fails for no reason is undone as well
  & ref.state != REF_LIVE
==>
  set_run(kernel_user.page, GRANULE, false);
  undefine kernel_user.page;
  kernel_user.early := false;
  kernel_user.at := IDLE;
end;

--@ kernel drivers/pci/p2pdma.c pci_free_p2pmem
--@ needs KERNEL_USER
rule "pci_free_p2pmem: gen_pool_free_owner" kernel_user.at = HOLDS ==>
  set_run(kernel_user.page, GRANULE, false);
  undefine kernel_user.page;
  kernel_user.at := IN_PUT;
end;

--@ kernel drivers/pci/p2pdma.c pci_free_p2pmem
--@ needs KERNEL_USER
rule "pci_free_p2pmem: percpu_ref_put" kernel_user.at = IN_PUT ==>
  percpu_ref_put_many(1);
  kernel_user.at := IDLE;
end;
