; each reference has an owner: initiation
(set-info :status unsat)
(set-logic QF_BV)
(declare-const start0.s (_ BitVec 5))
(declare-const start0.first (_ BitVec 80))
(declare-const start0.length (_ BitVec 80))
(declare-const start0.offset (_ BitVec 80))
(assert (let ((?37 (bvule #b01100 start0.s)) (?39 (bvule start0.s #b11110)) (?49 (bvule start0.first #x000000007ffffffff000)) (?54 (bvule start0.length #x000000007ffffffff000)) (?59 (bvule start0.offset #x000000007ffffffff000)) (?76 (not (bvsle #x00000000000000000000 (bvadd (bvadd start0.first start0.length) #xffffffff800000000fff)))) (?83 (= ((_ extract 11 0) (bvand start0.first #x00000000000000000fff)) #x000)) (?91 (= #x000 ((_ extract 11 0) (bvand start0.length #x00000000000000000fff)))) (?102 (bvsle #x00000000000000000000 (bvadd (bvsub start0.length start0.offset) #xffffffffffffffffffff))) (?107 (bvshl #x00000000000000000001 ((_ zero_extend 75) start0.s)))) (let ((?108 (bvadd ?107 #xffffffffffffffffffff))) (let ((?110 (= #x00000000000000000000 (bvand start0.offset ?108)))) (let ((?122 (not (and ?76 ?83 ?91 (not (and ?102 ?110)))))) (or (and ?37 ?39 ?49 ?54 ?59 ?76 ?83 ?91 ?122 (not (and (bvule ?108 #x0000000000003fffffff) ?49 ?54 ?59))) (and ?37 ?39 ?49 ?54 ?59 ?76 ?83 ?91 ?122 (not (and ?76 ?102 ?110))) (and ?37 ?39 ?49 ?54 ?59 ?76 ?83 ?91 ?122 (not (bvsle #x00000000000000000000 start0.length))) (and ?37 ?39 ?49 ?54 ?59 ?76 ?83 ?91 ?122 (not (bvsle #x00000000000000000000 start0.offset))) (and ?37 ?39 ?49 ?54 ?59 ?76 ?83 ?91 ?122 (not (and (= ?107 (bvadd (bvor ?108 (bvlshr ?108 #x00000000000000000001)) #x00000000000000000001)) (= ?107 (bvadd (bvor ?108 #x00000000000000000fff) #x00000000000000000001)) (= #x00000000000000000000 (bvand ?107 ?108)))))))))))
(check-sat)
