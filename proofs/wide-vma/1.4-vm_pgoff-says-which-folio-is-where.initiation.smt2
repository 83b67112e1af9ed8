; vm_pgoff says which folio is where: initiation
(set-info :status unsat)
(set-logic QF_BV)
(declare-const start0.s (_ BitVec 5))
(assert (let ((?23 (bvule #b01100 start0.s)) (?25 (bvule start0.s #b11110)) (?34 (bvshl #x00000000000000000001 ((_ zero_extend 75) start0.s)))) (let ((?36 (bvadd ?34 #xffffffffffffffffffff))) (or (and ?23 ?25 (not (bvule ?36 #x000000007ffffffff000))) (and ?23 ?25 (not (and (= ?34 (bvadd (bvor ?36 (bvlshr ?36 #x00000000000000000001)) #x00000000000000000001)) (= ?34 (bvadd (bvor ?36 #x00000000000000000fff) #x00000000000000000001)))))))))
(check-sat)
