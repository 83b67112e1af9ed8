; who builds folios writes as many struct pages as there are pages: safety
(set-info :status unsat)
(set-logic QF_BV)
(assert false)
(check-sat)
