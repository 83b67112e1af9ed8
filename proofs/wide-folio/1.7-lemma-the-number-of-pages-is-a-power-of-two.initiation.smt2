; lemma: the number of pages is a power of two: initiation
(set-info :status unsat)
(set-logic QF_BV)
(declare-const start0.first (_ BitVec 80))
(declare-const start0.size (_ BitVec 80))
(declare-const start0.tracked (_ BitVec 80))
(assert (let ((?34 (bvule start0.first #x0000000000ffffffffff)) (?41 (bvule start0.size #x00000000010000000000)) (?46 (bvule start0.tracked #x0000000000ffffffffff)) (?60 (bvadd start0.first start0.size))) (and ?34 ?41 ?46 (bvsle #x00000000000000000000 (bvadd start0.size #xffffffffffffffffffff)) (not (bvsle #x00000000000000000000 (bvadd ?60 #xfffffffffeffffffffff))) (not (bvsle #x00000000000000000000 (bvadd (bvsub start0.first start0.tracked) #xffffffffffffffffffff))) (bvsle #x00000000000000000000 (bvadd (bvsub ?60 start0.tracked) #xffffffffffffffffffff)) (not (and ?34 ?41 ?46)))))
(check-sat)
