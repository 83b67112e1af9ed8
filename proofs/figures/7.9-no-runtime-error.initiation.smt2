; no-runtime-error: initiation
(set-info :status unsat)
(set-logic QF_BV)
(assert false)
(check-sat)
