import CSuccessor
import Checking
import ModelIR

/// What an audit looks at: a search at its end, and all that it rests on.
struct AuditSubject: Sendable {
  let system: TransitionSystem
  let layout: StateLayout
  /// The reference interpreter, without symmetry.
  let reference: InterpretedSuccessor
  /// Every function that has answered during the search.
  let versions: [any Successor]
  /// Ends all of it; once it is raised, nothing that is seen is believed.
  let stop: StopWord
  let space: StateSpace
  let ancestry: Ancestry
  /// Nil unless states stand for their orbits.
  let symmetry: SymmetryAudit?
  let deadlock: DeadlockMode
  /// The claims that no finding has decided.
  let undecided: Set<Claim>
  /// All states at most so deep were checked, and those less deep expanded; nil if all states were.
  let checkedDepth: Int?
  /// Whether successors may have been left out.
  let isReduced: Bool

  /// Whether the successors of a state must be stored, and whether findings about the state must be known.
  func promises(of state: UInt32) -> (isExpanded: Bool, isChecked: Bool) {
    checkedDepth == nil ? (true, true) : promises(atDepth: ancestry.depths.depth(of: state))
  }

  /// The same for all states of a depth.
  func promises(atDepth depth: Int) -> (isExpanded: Bool, isChecked: Bool) {
    guard let checkedDepth else { return (true, true) }
    return (depth < checkedDepth, depth <= checkedDepth)
  }
}

/// Expands single states again with the interpreter, and compares: one for each thread.
struct StateAudit {
  private let subject: AuditSubject
  private let probe: ExpansionProbe
  /// How often the interpreter has fired each rule.
  private(set) var firings: [UInt64]
  /// How many steps failed for the interpreter.
  private(set) var failures: UInt64 = 0
  /// Which states were compared; of a sample, whose walks may come to one twice.
  private(set) var sampled: Set<UInt32> = []
  private(set) var states: UInt64 = 0
  private let isSample: Bool

  init(_ subject: AuditSubject, isSample: Bool) {
    self.subject = subject
    self.isSample = isSample
    probe = ExpansionProbe(subject.system, width: subject.layout.width, stop: subject.stop)
    firings = Array(repeating: 0, count: subject.system.rules.count)
  }

  private var system: TransitionSystem { subject.system }
  private var store: StateStore { subject.space.store }

  /// Compares everything about a stored state; returns its successors that are stored, or nil if it was stopped.
  mutating func examine(_ state: UInt32) throws(Discrepancy) -> [UInt32]? {
    let (expansion, successors): (Expansion, [UInt32])
    do throws(Discrepancy) {
      (expansion, successors) = try compare(state)
    } catch {
      if subject.stop.isRaised { return nil }
      throw error
    }
    guard !subject.stop.isRaised else { return nil }
    states += 1
    if isSample { sampled.insert(state) }
    for rule in firings.indices { firings[rule] += expansion.firings[rule] }
    failures += expansion.failures
    return successors
  }

  /// What the interpreter says of a state, and the state's successors.
  private func compare(_ state: UInt32) throws(Discrepancy) -> (Expansion, [UInt32]) {
    let words = store.state(state)
    let concrete = try self.state(words)
    func differs(_ what: String) -> Discrepancy { Discrepancy(what, in: concrete, of: system) }
    guard find(words) == state else { throw differs("a state is stored twice, or cannot be found") }
    guard subject.ancestry.parent(of: state, probe) != nil else {
      throw differs("no rule leads there from where it was first reached")
    }
    let promises = subject.promises(of: state)
    let (expected, stored) = try repeated(words, concrete, promises)
    let successors = stored.successors.map(find)
    guard !promises.isExpanded || subject.isReduced || !successors.contains(nil) else {
      throw differs("a successor was not visited")
    }
    return (expected, successors.compactMap(\.self))
  }

  /// The state that these words are.
  func state(_ words: [UInt64]) throws(Discrepancy) -> State {
    let concrete = subject.layout.unpack(words)
    guard subject.layout.pack(concrete) == words else {
      throw Discrepancy("the stored words are no state", in: concrete, of: system)
    }
    return concrete
  }

  /// What the interpreter says of a state, and what compiled code has stored of it, which is the same.
  func repeated(
    _ words: [UInt64], _ concrete: State, _ promises: (isExpanded: Bool, isChecked: Bool)
  ) throws(Discrepancy) -> (expected: Expansion, stored: Expansion) {
    func differs(_ what: String) -> Discrepancy { Discrepancy(what, in: concrete, of: system) }
    let expected = probe.expansion(of: words, by: subject.reference)
    var stored = expected
    for version in subject.versions {
      let found = probe.expansion(of: words, by: version)
      let difference = ExpansionDifference(system, layout: subject.layout)
      if let clause = difference.clause(expected: expected, found: found) { throw differs(clause) }
      if let clause = runDifference(words, expected, version) { throw differs(clause) }
      guard let symmetry = subject.symmetry else { continue }
      stored = probe.expansion(of: words, by: version, canonical: true)
      if let clause = symmetry.objection(to: stored, insteadOf: expected, of: concrete, version, probe) {
        throw differs(clause)
      }
    }
    if let claim = missed(expected, promises) {
      throw differs("no finding against `\(claim.name(in: system))` is known, but there is one")
    }
    return (expected, stored)
  }

  /// Whether one of the rules fires in a state, as the search saw it.
  func fires(anyOf rules: [RuleID], in state: UInt32) -> Bool {
    let words = store.state(state)
    return subject.versions.contains { probe.fires(anyOf: rules, in: words, by: $0) }
  }

  private func find(_ words: [UInt64]) -> UInt32? {
    unsafe words.withUnsafeBufferPointer { buffer -> UInt32? in
      guard let base = buffer.baseAddress else { return nil }
      return unsafe subject.space.find(base, hash: p2p_hash(base, words.count))
    }
  }

  /// What is said of whole runs rests on successors without findings, and properties evaluated by themselves.
  private func runDifference(
    _ words: [UInt64], _ expected: Expansion, _ version: any Successor
  ) -> String? {
    let count = system.properties.count
    for index in 0..<2 * count {
      let property = system.properties[index % count]
      guard index < count ? property.isAboutRuns : property.leadsTo != nil else { continue }
      for instance in 0..<(property.parameters.instanceCount ?? 0) {
        let values = unsafe words.withUnsafeBufferPointer { buffer in
          unsafe buffer.baseAddress.map { state in
            unsafe (
              subject.reference.test(state, property: index, instance: instance),
              version.test(state, property: index, instance: instance)
            )
          }
        }
        if let values, values.0 != values.1 { return "`\(property.name)` is not what compiled code says" }
      }
    }
    guard system.properties.contains(where: \.isAboutRuns) else { return nil }
    let fired = probe.expansion(of: words, by: version, onlyFires: true)
    return fired.successors == expected.successors && fired.hashes == expected.hashes
      && fired.fair == expected.fair
      ? nil : "without findings, compiled code has other successors"
  }

  /// A claim of which a finding in the state is not known, although it should be.
  private func missed(_ expansion: Expansion, _ promises: (isExpanded: Bool, isChecked: Bool)) -> Claim? {
    let findings = expansion.findings.compactMap { Candidate($0.raw, state: 0, depth: 0) }.filter {
      $0.concernsFiring ? promises.isExpanded : promises.isChecked
    }
    if let finding = findings.first(where: { subject.undecided.contains($0.claim) }) { return finding.claim }
    let isDeadlock = subject.deadlock.includes(isEnabled: expansion.isEnabled, moves: expansion.moves)
    return promises.isChecked && isDeadlock && subject.undecided.contains(.noDeadlock) ? .noDeadlock : nil
  }
}
