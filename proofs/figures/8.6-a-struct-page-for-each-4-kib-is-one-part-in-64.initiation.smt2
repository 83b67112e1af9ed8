; a struct page for each 4 KiB is one part in 64: initiation
(set-info :status unsat)
(set-logic QF_BV)
(assert false)
(check-sat)
