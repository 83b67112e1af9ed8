; with 2 MiB folios a quarter is left: initiation
(set-info :status unsat)
(set-logic QF_BV)
(assert false)
(check-sat)
