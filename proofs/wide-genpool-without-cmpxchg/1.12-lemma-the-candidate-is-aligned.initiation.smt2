; lemma: the candidate is aligned: initiation
(set-info :status unsat)
(set-logic QF_BV)
(declare-const start0.start (_ BitVec 80))
(declare-const start0.size (_ BitVec 80))
(assert (let ((?32 (bvule start0.start #x0000ffffffffffffffff)) (?39 (bvule start0.size #x000000000000ffffffff)) (?48 (bvsle #x00000000000000000000 (bvadd start0.size #xffffffffffffffffffff))) (?55 (bvsle #x00000000000000000000 (bvadd start0.start #xfffffffffffffffff000))) (?73 (not (bvsle #x00000000000000000000 (bvadd (bvadd start0.start (bvshl start0.size #x0000000000000000000c)) #xfffeffffffffffffffff)))) (?83 (= ((_ extract 11 0) (bvand start0.start #x00000000000000000fff)) #x000))) (let ((?90 (not (and ?48 ?55 ?73 (not ?83))))) (or (and ?32 ?39 ?48 ?55 ?73 ?90 (not (and ?32 ?39))) (and ?32 ?39 ?48 ?55 ?73 ?90 (not (and ?83 ?55 ?73)))))))
(check-sat)
