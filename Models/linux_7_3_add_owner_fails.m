-- Linux 7.3 when gen_pool_add_owner() fails: the pagemap is released at once, and the driver goes on without its
-- memory. What devres has been told to do at unbind is not taken back.

const
  U_HOLDS_PAGEMAP: true;       -- false, as in 6.12: pci_p2pdma_unmap_mappings() is given the device

include "linux_7_3.m";

var
  u_dangles: boolean;          -- devres has U, and the pagemap that U was given is freed; undefined: no

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_add_resource
rule "gen_pool_add_owner fails: M and K are released, U stays" device = ADD_OWNER ==>
  struct_pages := false;
  ref.state := REF_FREED;
  ref.count := 0;
  if U_HOLDS_PAGEMAP then u_dangles := true end;
  device := BOUND;
end;

--@ kernel drivers/base/devres.c release_nodes
rule "M and K have been released before" device = KILL & ref.state = REF_FREED ==>
  undefine u_dangles;
  device := CLEAR_POINTER;
end;

-- U reads the pagemap that it was given.
invariant "B4 unbind does not use a freed pagemap"
  device = DRAIN | device = ZAP -> isundefined(u_dangles);

-- devres_release_all() has run all that it had.
invariant "an unbound device has nothing left to release"
  device = UNBOUND -> isundefined(u_dangles);

cover "a process finds a pool without memory"
  exists p: process do call[p].at = ALLOC & p2pdma & !chunk & device = BOUND end;
