-- kernel_as_it_is.m with every defect repaired.

const
  ACTIVE_UNTIL_LINKED: true;
  PAGEMAP_OUTLIVES_POOL: true;
  MKWRITE_REPAIRED: true;
  SPLIT_REMAPS: true;
  FORK_COPIES: true;
  PUD_COUNTED: true;
