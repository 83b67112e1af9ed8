; vm_insert_page of a granted page is valid: initiation
(set-info :status unsat)
(set-logic QF_BV)
(declare-const start0.o (_ BitVec 5))
(assert (let ((?25 (bvule start0.o #b10010)) (?31 (bvshl #b0000000000000000001 ((_ zero_extend 14) start0.o)))) (or (and ?25 (not (bvule ?31 #b1000000000000000000))) (and ?25 (not (bvult #b0000000000000000000 ?31))))))
(check-sat)
