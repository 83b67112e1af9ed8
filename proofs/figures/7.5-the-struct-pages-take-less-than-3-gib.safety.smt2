; the struct pages take less than 3 GiB: safety
(set-info :status unsat)
(set-logic QF_BV)
(assert false)
(check-sat)
