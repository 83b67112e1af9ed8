-- mm/: munmap of any part, exit, fork, and GUP with its unpin.
-- Clearing an entry and putting its page is one step: between the two the page only has a reference too many.

function next_pte(p: process): pages;
begin
  return first_pte(p, call[p].next, call[p].length);
end;

function unmapping(p: process): boolean;
begin
  return call[p].at = UNMAP | call[p].at = UNMAP_FAILED | call[p].at = EXIT;
end;

-- Every page of the range is zapped, and freed if that was the last reference.
function unmapped(p: process): boolean;
begin
  return unmapping(p) & next_pte(p) = PAGES & runs(p);
end;

procedure zap_pte(p: process; a: address; c: context);
var g: page;
begin
  g := pte[p][a];
  undefine pte[p][a];
  put_refs(p, c, g, 1);
end;

procedure exit_mmap(p: process);
begin
  call[p].at := EXIT;
  call[p].next := 0;
  call[p].length := PAGES;
end;

ruleset p: process do alias me: call[p] do

  ruleset from: address; length: 1 .. PAGES do
    --@ kernel mm/vma.c __split_vma
    rule "munmap: split at both ends"
      me.at = USER & from + length <= PAGES & !walking
      & vma[p][from] != HOLE & vma[p][from + length - 1] != HOLE
    ==>
      split_vma(p, from);
      split_vma(p, from + length);
      me.next := from;
      me.length := from + length;
      me.at := UNMAP;
    end;
  end;

  ruleset from: address do
    --@ kernel mm/vma.c vms_gather_munmap_vmas
    rule "munmap: the second split fails, ENOMEM" me.at = USER & vma[p][from] = INSIDE & !walking ==>
      split_vma(p, from);
    end;
  end;

  --@ kernel mm/memory.c zap_pte_range
  rule "zap_pte_range: clear an entry, put its page"
    unmapping(p) & next_pte(p) < PAGES & runs(p)
  ==>
    zap_pte(p, next_pte(p), SYSCALL);
  end;

  --@ kernel mm/vma.c vms_complete_munmap_vmas
  rule "munmap: the VMAs leave i_mmap, return 0" me.at = UNMAP & unmapped(p) & !walking ==>
    remove_vmas(p, me.next, me.length);
    finish(p);
  end;

  --@ kernel mm/vma.c unmap_region
  rule "mmap: unmap_region has undone it, return the error" me.at = UNMAP_FAILED & unmapped(p) ==>
    finish(p);
  end;

  --@ kernel mm/mmap.c exit_mmap
  rule "exit_mmap" me.at = USER ==>
    exit_mmap(p);
  end;

  --@ kernel mm/mmap.c exit_mmap
  rule "exit_mmap: the VMAs leave i_mmap" me.at = EXIT & unmapped(p) & !walking ==>
    remove_vmas(p, 0, PAGES);
    finish(p);
    me.at := NO_PROCESS;
  end;

  ruleset child: process do
    --@ kernel kernel/fork.c dup_mmap
    rule "fork: the child's VMAs enter i_mmap after the parent's"
      FORKS & me.at = USER & has_vma(p) & call[child].at = NO_PROCESS & !walking
    ==>
      vma[child] := vma[p];
      call[child].first := me.first;
      call[child].at := BEING_FORKED;
      me.child := child;
      me.length := PAGES;
      me.at := COPY_PTES;
    end;
  end;

  --@ kernel mm/memory.c copy_present_ptes
  rule "fork: copy an entry, folio_get" me.at = COPY_PTES & next_pte(p) < PAGES ==>
    me.next := next_pte(p);
    pte[me.child][me.next] := pte[p][me.next];
    count[pte[p][me.next]] := count[pte[p][me.next]] + 1;
    me.next := me.next + 1;
  end;

  --@ kernel mm/memory.c copy_pte_range
  rule "fork: no page table, ENOMEM" me.at = COPY_PTES & next_pte(p) < PAGES ==>
    exit_mmap(me.child);
    undefine me.child;
    finish(p);
  end;

  --@ kernel kernel/fork.c dup_mmap
  rule "fork: the child runs" me.at = COPY_PTES & next_pte(p) = PAGES ==>
    call[me.child].at := USER;
    undefine me.child;
    finish(p);
  end;

  -- Any thread of the process may do this, also while another is inside mmap or munmap.
  ruleset a: address do
    --@ kernel mm/gup.c try_grab_folio
    rule "GUP pins a page for I/O"
      present(p, a) & pins() < PINS & me.at != EXIT & me.at != BEING_FORKED & isundefined(pinned[p])
      & freeing[p][COMPLETION].at = NOT_FREEING & count[pte[p][a]] > 0
    ==>
      pinned[p] := pte[p][a];
      count[pte[p][a]] := count[pte[p][a]] + GUP_PIN_COUNTING_BIAS;
    end;
  end;

  --@ kernel mm/gup.c unpin_user_page
  rule "the I/O completes: unpin_user_page" !isundefined(pinned[p]) ==>
    put_refs(p, COMPLETION, pinned[p], GUP_PIN_COUNTING_BIAS);
    undefine pinned[p];
  end;

end; end;
