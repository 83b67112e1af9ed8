-- mm/huge_memory.c: vm_insert_folio_pmd() and vm_insert_folio_pud() of the posted series, one entry for a folio, dirty
-- at once in a VMA that may be written.
-- They neither ask for a reference of the folio nor set VM_MIXEDMAP, as vm_insert_page() does. An entry that is not
-- empty would be reported as success; a new VMA has none.

ruleset p: process do alias me: call[p] do

  --@ kernel mm/huge_memory.c vm_insert_folio_pmd proposed
  --@ operation fail
  --@ needs PMDS
  rule "vm_insert_folio_pmd: no page table, ENOMEM" me.at = INSERT_FOLIO & entry_level(current(p)) = PMD ==>
    me.at := INSERT_FAILED;
  end;

  --@ kernel mm/huge_memory.c insert_pmd
  --@ needs PMDS
  rule "insert_pmd: folio_get, set_pmd_at" me.at = INSERT_FOLIO & entry_level(current(p)) = PMD ==>
    folio_get(current(p));
    insert_huge(p, me.base + me.next, current(p), PMD);
    me.at := GET_REF;
  end;

  --@ kernel mm/huge_memory.c vm_insert_folio_pud proposed
  --@ operation fail
  --@ needs PUDS
  rule "vm_insert_folio_pud: no page table, ENOMEM" me.at = INSERT_FOLIO & entry_level(current(p)) = PUD ==>
    me.at := INSERT_FAILED;
  end;

  --@ kernel mm/huge_memory.c insert_pud
  --@ needs PUDS
  rule "insert_pud: folio_get, set_pud_at" me.at = INSERT_FOLIO & entry_level(current(p)) = PUD ==>
    folio_get(current(p));
    insert_huge(p, me.base + me.next, current(p), PUD);
    me.at := GET_REF;
  end;

end; end;
