-- Linux 7.3: p2pmem memory in user space, from probe to unbind.
-- Its own steps are those of all versions since 6.15; everything that versions share is in lib/p2pmem.m.

--@ linux 7.3

const
  IDLE_COUNT: 0;               -- of a free page
  ERROR_PUTS: false;           -- true: the repair of the error path, put_page() frees the page that was not inserted
  RESET_BEFORE_FREE: false;    -- true: the count is reset before the bits are clear, which is not enough
  RESET_ON_ERROR: true;        -- false: 6.15 to 6.19-rc
  WARNS_WHEN_IDLE: false;      -- true: before patch 02/13, the warning was the wrong way round

  ALIGN: 0;                    -- the pool gives out pages
  LARGEST: ALIGN;              -- and there are no folios
  MIXEDMAP: true;              -- vm_insert_page() sets VM_MIXEDMAP
  VM_OPS: false;

include "lib/kernel_as_it_is.m";
include "lib/p2pmem.m";
include "lib/p2pdma_since_6_15.m";
