; 32 GiB are 8,388,608 insertions of 4 KiB, 16,384 of 2 MiB, 32 of 1 GiB: initiation
(set-info :status unsat)
(set-logic QF_BV)
(assert false)
(check-sat)
