import Checking
import ModelIR
import Parametric
import Z3

/// Chooses lemmas that are inductive together at every size up to a cutoff and exclude all violations there.
///
/// It begins with none. Each counterexample, a state in which a violation is possible or from which a chosen lemma is lost,
/// is excluded by another lemma that is false in it; a lemma of which that cannot be done is dropped for good, and all that
/// relied on it are asked for again.
struct LemmaSelection {
  struct Outcome {
    /// Those that the exclusion of violations rests on.
    var lemmas: [Property]
    /// The claims of which violations were not excluded, and why.
    var open: [Claim: String]
  }

  /// What has to be excluded: a violation, or the loss of a lemma.
  private enum Obligation: Hashable {
    case violation(Int)
    case lemma(Int)
  }

  private var pool: LemmaPool
  private let blackboard: Blackboard
  private var questions: [SizedQuestions]
  private var chosen: [Int] = []
  private var dropped: Set<Int> = []
  private var open: [Claim: String] = [:]
  /// By size: what is excluded, and by which lemmas.
  private var supports: [[Obligation: Set<Int>]]

  /// `questions` are of the sizes, the largest first.
  init(_ pool: LemmaPool, _ questions: [SizedQuestions], _ blackboard: Blackboard) {
    self.pool = pool
    self.questions = questions
    self.blackboard = blackboard
    supports = questions.map { _ in [:] }
  }

  mutating func run() throws(SolverError) -> Outcome {
    for questions in questions {
      for claim in try questions.claimsViolatedAtStart() { open[claim] = "a start state may violate it" }
    }
    while let (position, obligation) = next() {
      guard blackboard.goesOn else {
        for claim in questions.flatMap(\.violations).map(\.claim) { open[claim] = blackboard.endReason }
        break
      }
      blackboard.progress("every size", .candidates(chosen.count))
      switch try answer(obligation, position) {
      case .excluded(let used): supports[position][obligation] = used
      case .possible(let state):
        if try exclude(state, position) { continue }
        let size = questions[position].size
        drop(obligation, position, "no lemma that was found excludes a violation with \(size) elements")
      case .unknown: drop(obligation, position, "the solver has no answer")
      }
    }
    if blackboard.goesOn { try leaveOut() }
    return Outcome(lemmas: needed.map { pool.properties[$0] }, open: open)
  }

  /// Leaves out lemmas that the others can do without, those last that were wanted first: every one more has to be checked.
  private mutating func leaveOut() throws(SolverError) {
    chosen = chosen.filter(Set(needed).contains)
    for lemma in chosen.reversed() where blackboard.goesOn {
      let (before, known) = (chosen, supports)
      chosen.removeAll { $0 == lemma }
      var isNeeded = false
      for position in supports.indices where !isNeeded {
        supports[position][.lemma(lemma)] = nil
        for obligation in obligations(position) where supports[position][obligation]?.contains(lemma) == true
        {
          guard case .excluded(let others) = try answer(obligation, position) else {
            isNeeded = true
            break
          }
          supports[position][obligation] = others
        }
      }
      if isNeeded { (chosen, supports) = (before, known) }
    }
  }

  private func obligations(_ position: Int) -> [Obligation] {
    let violations = questions[position].violations.enumerated().filter { open[$0.element.claim] == nil }
    return violations.map { Obligation.violation($0.offset) } + chosen.map(Obligation.lemma)
  }

  /// Small sizes come last: what is inductive at the largest one mostly is there too.
  private func next() -> (position: Int, Obligation)? {
    for position in questions.indices {
      if let first = obligations(position).first(where: { supports[position][$0] == nil }) {
        return (position, first)
      }
    }
    return nil
  }

  private mutating func answer(_ obligation: Obligation, _ position: Int) throws(SolverError)
    -> SizedQuestions.Answer
  {
    switch obligation {
    case .violation(let number):
      try questions[position].excludes(violation: number, assuming: chosen, pool)
    case .lemma(let number): try questions[position].keeps(number, assuming: chosen, pool)
    }
  }

  /// Adds a lemma that is false in the state.
  private mutating func exclude(_ state: State, _ position: Int) throws(SolverError) -> Bool {
    let counterexample = pool.counterexample(
      state, questions[position].system, size: questions[position].size)
    for length in LemmaPool.lengths where blackboard.goesOn {
      for candidate in pool.lemmas(falseIn: counterexample, length: length) {
        guard !dropped.contains(candidate), !chosen.contains(candidate) else { continue }
        if try holdsAtStart(candidate) {
          chosen.append(candidate)
          return true
        }
        dropped.insert(candidate)
      }
    }
    return false
  }

  private mutating func holdsAtStart(_ candidate: Int) throws(SolverError) -> Bool {
    for position in questions.indices {
      guard try questions[position].holdsAtStart(candidate, pool.properties[candidate]) else { return false }
    }
    return true
  }

  /// Gives up a claim, or a lemma.
  private mutating func drop(_ obligation: Obligation, _ position: Int, _ reason: String) {
    switch obligation {
    case .violation(let number): open[questions[position].violations[number].claim] = reason
    case .lemma(let number):
      dropped.insert(number)
      chosen.removeAll { $0 == number }
      for position in supports.indices {
        supports[position] = supports[position].filter { $0.key != obligation && !$0.value.contains(number) }
      }
    }
  }

  /// The lemmas on which the exclusion of violations rests, directly or not.
  private var needed: [Int] {
    var closed: Set<Int> = []
    var waiting: Set<Int> = []
    for (support, questions) in zip(supports, questions) {
      for (obligation, used) in support {
        guard case .violation(let number) = obligation, open[questions.violations[number].claim] == nil
        else { continue }
        waiting.formUnion(used)
      }
    }
    while let number = waiting.popFirst() {
      guard closed.insert(number).inserted else { continue }
      for support in supports { waiting.formUnion(support[.lemma(number)]?.subtracting(closed) ?? []) }
    }
    return closed.sorted()
  }
}
