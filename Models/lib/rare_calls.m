-- mm/, fs/kernfs/: what was seen of a running kernel and needs calls that few programs make: remap_file_pages(), GUP
-- that does not ask for P2PDMA memory, and files that outlive their device.

const
  REMAPS_FILES: false;         -- remap_file_pages()
  PLAIN_GUP: false;            -- GUP without FOLL_PCI_P2PDMA

ruleset p: process do alias me: call[p] do

  -- It is an mmap with MAP_FIXED of the file that is mapped there. What is left of a dead file has no pages.
  ruleset base: address; length: 1 .. PAGES; pgoff: 0 .. 1 do
    --@ kernel mm/mmap.c remap_file_pages
    rule "remap_file_pages: MAP_FIXED over itself"
      REMAPS_FILES & me.at = USER & base + length <= WINDOW & !walking
      & (forall a: address do base <= a & a < base + length -> was_given(p, a) end)
      & may_split(p, base) & may_split(p, base + length)
    ==>
      split_vma(p, base);
      split_vma(p, base + length);
      me.base := base;
      me.length := length;
      me.at := pgoff = 0 ? UNMAP_FIXED : UNMAP_REFUSED;
    end;
  end;

  -- The driver is asked when the old pages are free.
  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "mmap with an offset: EINVAL" me.at = UNMAP_REFUSED & unmapped(p) & !walking ==>
    cover was_given(p, me.base) "remap_file_pages with an offset: EINVAL, and the old pages are gone";
    remove_vmas(p, me.base, me.base + me.length);
    finish(p);
  end;

  ruleset a: address do
    --@ kernel mm/gup.c try_grab_folio
    rule "GUP without FOLL_PCI_P2PDMA: EREMOTEIO" PLAIN_GUP & me.at = USER & present(p, a) ==>
      cover true "vmsplice and mlock of a page get EREMOTEIO, MADV_POPULATE makes ENOMEM of it";
    end;

    --@ kernel mm/gup.c faultin_page
    rule "GUP without FOLL_PCI_P2PDMA: no page, EFAULT"
      PLAIN_GUP & me.at = USER & vma[p][a] != HOLE & translate(p, a) = PAGES
    ==>
      cover true "vmsplice and MADV_POPULATE of what was cleared get EFAULT, mlock makes ENOMEM of it";
    end;
  end;

  --@ kernel fs/kernfs/dir.c kernfs_get_active
  rule "mmap: the file is dead, ENODEV" me.at = USER & stale[p] & device = BOUND ==>
    cover true "after unbind and bind an open file still gets ENODEV";
  end;

  --@ kernel fs/kernfs/file.c kernfs_fop_open
  rule "a process opens the file again" me.at = USER & stale[p] & kernfs_active ==>
    stale[p] := false;
  end;

end; end;

-- It was removed, whatever is bound now.
invariant "a dead file gives no memory"
  forall p: process do device = BOUND & stale[p] -> !in_driver(p) end;

cover "remap_file_pages gets other pages than it gave up"
  exists p: process do
    call[p].at = UNMAP_FIXED & unmapped(p) & was_given(p, call[p].base)
    & first_fit(call[p].length) < PAGES & first_fit(call[p].length) != given[p][call[p].base]
  end;

-- The file is there before the memory: under a bind, mmap gets ENOMEM for a while.
cover "mmap finds an empty pool while the driver is being bound"
  exists p: process do call[p].at = ALLOC & p2pdma & !chunk & (device = REMAP | device = ADD_OWNER) end;
