-- drivers/pci/p2pdma.c: how a probe begins since pcim_p2pdma_init() exists: the pointer first, then the pool.
-- A BAR that is not a multiple of the alignment is refused: EINVAL.

--@ kernel drivers/pci/p2pdma.c pcim_p2pdma_init
--@ operation bind
rule "pcim_p2pdma_init publishes pdev->p2pdma" device = UNBOUND & PAGES % GRANULE = 0 ==>
  p2pdma := true;
  device := PROBE;
end;

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_setup_pool
rule "pci_p2pdma_setup_pool creates the pool and the sysfs files" device = PROBE ==>
  kernfs_active := true;
  device := REMAP;
end;

-- In between, whoever does not wait for pci_p2pmem_publish() follows a NULL pointer. Drivers that export a BAR, such as vfio-pci,
-- stay here: they make no pool.
--@ kernel drivers/pci/p2pdma.c pci_alloc_p2pmem
--@ needs KERNEL_USER & !KERNEL_USER_WAITS
rule "pci_alloc_p2pmem: pdev->p2pdma has no pool yet"
  KERNEL_USER & !KERNEL_USER_WAITS & kernel_user.at = IDLE & p2pdma & device = PROBE
==>
  kernel_user.at := NO_POOL;
end;

-- pci_alloc_p2pmem() looks at pdev->p2pdma alone.
invariant "P44 an allocation finds a pool"
  kernel_user.at != NO_POOL;
