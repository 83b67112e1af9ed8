; each insertion writes a struct page, or those of its folio: initiation
(set-info :status unsat)
(set-logic QF_BV)
(assert false)
(check-sat)
