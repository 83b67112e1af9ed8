-- What every version of the p2pmem path is made of: the sizes, the switches that all versions have, and the parts in
-- the order in which they build on one another. Before, the version declares IDLE_COUNT, the count of a free page,
-- ALIGN, the order of what its pool gives out, LARGEST, that of its largest folios, MIXEDMAP, whether their VMAs have
-- VM_MIXEDMAP, and VM_OPS, whether its VMAs have operations of their own; and it includes kernel_as_it_is.m, or the
-- repairs.

const
  PROCESSES: 2;
  PAGES:     2;
  WINDOW:    PAGES;            -- addresses of each process
  HINTS:     false;            -- mappings may begin at any address, not only at the first
  PINS:      1;                -- pages pinned for I/O at a time
  GUP_FAST:  true;             -- false: slow GUP alone, which takes the lock of the page table
  FORKS:     true;
  STALE_FILES: false;          -- processes keep files that were removed, instead of opening the new ones at once
  KERNEL_USER: false;          -- somebody calls pci_alloc_p2pmem() too
  KERNEL_USER_WAITS: true;     -- not before pci_p2pmem_publish(); nvmet waits once, and not again after another bind

  PUT_ON_ERROR: true;          -- false: before patch 01/13, or its back-port

  VMEMMAP_SHIFT: ALIGN;        -- the order of the compound pages that memremap_pages() builds
  BASE_REFS: PAGES >> VMEMMAP_SHIFT;
  MAY_SPLIT: VM_OPS & !SPLIT_REMAPS;   -- which have a say in being split, lest mm lose what it splits
  TAKES_EACH_PAGE: false;      -- a pagemap reference for each page of a folio, not one for all
  PUTS_EACH_PAGE: TAKES_EACH_PAGE;   -- as many are put by the last put

  -- mem_hotplug_begin() waits for a grace period, unless the semaphore was released less than one ago: rcu_sync_enter().
  HOTPLUG_WAITS: true;         -- false: something else was hot-plugged just before

  REFAULTS: false;             -- kernfs_vma_fault() has nobody to ask
  PAGE_MKWRITE: true;          -- kernfs_vm_ops has it

  REF_LIMIT: 2 * PAGES + 4 * PROCESSES + 3;

type
  process: scalarset(PROCESSES);

include "percpu_ref.m";
include "genpool.m";
include "folio.m";
include "vma.m";
include "p2pdma.m";
include "p2pmem_mmap.m";
include "gup.m";
include "mm.m";
include "pci_alloc_p2pmem.m";
include "devres.m";
include "properties.m";
