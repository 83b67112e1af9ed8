-- What the rest of the kernel does, as it does it today. Each constant set to true is the repair of a defect that is
-- none of the driver's: kernel_repaired.m.

const
  ACTIVE_UNTIL_LINKED: false;  -- kernfs: the drain waits for a VMA to be in i_mmap
  PAGEMAP_OUTLIVES_POOL: false;   -- pci_p2pdma_release() frees the pagemaps, after its synchronize_rcu()
  MKWRITE_REPAIRED: false;     -- kernfs: page_mkwrite() returns with the folio locked, VM_FAULT_LOCKED, and mm asks no more
  -- Large folios; huge_memory.m.
  SPLIT_REMAPS: false;         -- the split of a huge entry leaves an entry for each page
  FORK_COPIES: false;          -- fork copies huge entries, and counts them
  PUD_COUNTED: false;          -- huge PUDs are put, split and moved as huge PMDs are
