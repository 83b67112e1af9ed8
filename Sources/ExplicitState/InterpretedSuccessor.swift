package import CSuccessor
package import ModelIR

/// The successor function of the reference interpreter: slow, needs no compiler, and is what the compiled one is
/// tested against.
package final class InterpretedSuccessor: Successor {
  package let width: Int
  package let description = "interpreted"
  let system: TransitionSystem
  let interpreter: Interpreter
  let layout: StateLayout
  private let orbits: OrbitEnumeration?
  let stop: StopFlag
  private let premises: [Expression?]
  let instanceCounts: [UInt64]
  private let propertyInstances: [UInt64]
  /// Whether running out of steps may be due to iterations that are watched.
  private let watches: Bool
  private let fairInstances: FairInstances
  /// What is needed to examine states; nil if they are only expanded.
  let guards: ReducibleGuards?

  /// Once `stop` is raised, results are worth nothing.
  package init(
    _ system: TransitionSystem, layout: StateLayout, orbits: OrbitEnumeration?,
    guards: ReducibleGuards? = nil, stop: StopFlag = StopFlag()
  ) {
    self.system = system
    self.interpreter = Interpreter(system, stop: stop)
    self.stop = stop
    self.layout = layout
    self.width = layout.width
    self.orbits = orbits
    self.premises = system.properties.map(\.premise)
    self.instanceCounts = system.rules.map { $0.parameters.instanceCount ?? 0 }
    self.watches = system.hasWatches
    self.fairInstances = FairInstances(system)
    self.guards = guards
    self.propertyInstances = system.properties.map { $0.parameters.instanceCount ?? 0 }
  }

  package func expand(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>) {
    let words = unsafe Array(UnsafeBufferPointer(start: state, count: width))
    let source = layout.unpack(words)
    unsafe measured(system.rules.count, output) { unsafe inspectProperties(of: source, output) }
    for (index, rule) in system.rules.enumerated() {
      if stop.isRaised { return }
      unsafe measured(index, output) { unsafe fireAll(of: rule, index, source, output) }
    }
  }

  /// Done, and what it takes added to the ticks, if they are wanted.
  private func measured(_ index: Int, _ output: UnsafeMutablePointer<p2p_output>, _ work: () -> Void) {
    guard unsafe output.pointee.ticks != nil else { return work() }
    let start = ContinuousClock.now
    work()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    unsafe output.pointee.ticks[index] +=
      UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
  }

  private func fireAll(
    of rule: Rule, _ index: Int, _ source: State, _ output: UnsafeMutablePointer<p2p_output>
  ) {
    for instance in 0..<instanceCounts[index] {
      if stop.isRaised { return }
      let firing = Firing(
        subject: .rule(RuleID(index)), arguments: rule.parameters.arguments(ofInstance: instance))
      unsafe fire(firing, index, instance, source, output)
    }
  }

  package func versions(until stop: StopWord) -> [any Successor] {
    [InterpretedSuccessor(system, layout: layout, orbits: orbits, guards: guards, stop: stop.flag)]
  }

  package func canonicalise(_ state: UnsafeMutablePointer<UInt64>) {
    guard let orbits else { return }
    let words = unsafe Array(UnsafeBufferPointer(start: state, count: width))
    let canonical = orbits.representative(of: layout.unpack(words), layout: layout, stop: stop)
    for index in 0..<width { unsafe state[index] = canonical[index] }
  }

  package func test(
    _ state: UnsafePointer<UInt64>, property: Int, instance: UInt64
  ) -> ConditionValue {
    let source = layout.unpack(unsafe Array(UnsafeBufferPointer(start: state, count: width)))
    return test(property, instance, source)
  }

  /// From the number of properties on, what they lead to.
  private func test(_ number: Int, _ instance: UInt64, _ source: State) -> ConditionValue {
    let count = system.properties.count
    let property = PropertyID(number < count ? number : number - count)
    let arguments = system[property].parameters.arguments(ofInstance: instance)
    do throws(Failure) {
      return ConditionValue(
        number < count
          ? try interpreter.holds(property, arguments: arguments, in: source)
          : try interpreter.isGoal(of: property, arguments: arguments, source))
    } catch {
      if let watch = stoppedWatch(error) { return .orderMatters(watch: watch) }
      return .error(assertion: error.property)
    }
  }

  /// Unless only firings are wanted.
  func inspectProperties(of source: State, _ output: UnsafeMutablePointer<p2p_output>) {
    guard unsafe output.pointee.only_fires == 0 else { return }
    for (index, property) in system.properties.enumerated() where property.condition != nil {
      unsafe inspect(property, index, source, output)
    }
  }

  private func inspect(
    _ property: Property, _ index: Int, _ source: State, _ output: UnsafeMutablePointer<p2p_output>
  ) {
    let isSettled = unsafe output.pointee.settled[index] != 0
    switch property.kind {
    case .invariant:
      unsafe report(where: .fails, UInt32(P2P_FINDING_INVARIANT), index, isSettled, source, output)
    case .cover: unsafe report(where: .holds, UInt32(P2P_FINDING_COVER), index, isSettled, source, output)
    case .assertion, .assumption, .liveness, .leadsTo: break
    }
    // A watched iteration in it is gone through in every state: who comes to which one first is not part of the model.
    guard !isSettled, let premise = premises[index], unsafe watches || output.pointee.hits[index] == 0 else {
      return
    }
    for instance in 0..<propertyInstances[index] {
      if stop.isRaised { return }
      let parameters = property.parameters
      do throws(Failure) {
        let value = try interpreter.evaluate(
          premise, locals: property.locals, parameters: parameters,
          arguments: parameters.arguments(ofInstance: instance), in: source)
        guard value != 0 else { continue }
        unsafe output.pointee.hits[index] = 1
        if !watches { return }
      } catch {
        _ = unsafe reportStoppedWatch(error, output)
      }
    }
  }

  /// Reports each instance of a property with the wanted value; what is decided may still fail to evaluate.
  private func report(
    where wanted: ConditionValue, _ kind: UInt32, _ index: Int, _ isSettled: Bool, _ source: State,
    _ output: UnsafeMutablePointer<p2p_output>
  ) {
    for instance in 0..<propertyInstances[index] {
      if stop.isRaised { return }
      let value = test(index, instance, source)
      if case .orderMatters(let watch) = value {
        unsafe report(UInt32(P2P_FINDING_ORDER), subject: Int(watch), instance: 0, output)
      } else if case .error(let assertion) = value {
        let kind = UInt32(P2P_FINDING_PROPERTY_ERROR)
        unsafe report(kind, subject: index, property: named(assertion), instance: instance, output)
      } else if value == wanted, !isSettled {
        if wanted == .holds { unsafe output.pointee.hits[index] += 1 }
        unsafe report(kind, subject: index, instance: instance, output)
      }
    }
  }

  private func fire(
    _ firing: Firing, _ rule: Int, _ instance: UInt64, _ source: State,
    _ output: UnsafeMutablePointer<p2p_output>
  ) {
    do throws(Failure) {
      guard try interpreter.isEnabled(firing, in: source) else { return }
    } catch {
      if unsafe reportStoppedWatch(error, output) { return }
      unsafe reportFailedGuard(of: rule, instance, error, output)
      return
    }
    unsafe complete(firing, rule, instance, source, output)
  }

  /// Fires an instance whose guard holds.
  func complete(
    _ firing: Firing, _ rule: Int, _ instance: UInt64, _ source: State,
    _ output: UnsafeMutablePointer<p2p_output>
  ) {
    switch interpreter.fire(firing, in: source) {
    case .dropped:
      unsafe output.pointee.stopped[rule] += 1
    case .excluded(let next):
      unsafe count(rule, moved: next != source, output)
    case .failed(let failure):
      if failure.kind == .stopped { return }
      if unsafe reportStoppedWatch(failure, output) { return }
      unsafe output.pointee.stopped[rule] += 1
      unsafe fail(output)
      let isAssertion = failure.kind == .assertion
      let kind = isAssertion ? UInt32(P2P_FINDING_ASSERTION) : UInt32(P2P_FINDING_RULE_ERROR)
      unsafe report(kind, subject: rule, property: failure.property?.index ?? 0, instance: instance, output)
    case .next(let next, let covers):
      unsafe count(rule, moved: next != source, output)
      for cover in covers {
        unsafe output.pointee.hits[cover.index] += 1
        if unsafe output.pointee.settled[cover.index] == 0 {
          let kind = UInt32(P2P_FINDING_COVER_STATEMENT)
          unsafe report(kind, subject: rule, property: cover.index, instance: instance, output)
        }
      }
      unsafe append(next, of: rule, fair: fairInstances.number(ofRule: rule, instance: instance), output)
    }
  }

  /// Unless only firings are wanted, in which case it is known.
  func noteFailedGuard(
    of rule: Int, _ instance: UInt64, _ failure: Failure, _ output: UnsafeMutablePointer<p2p_output>
  ) {
    guard unsafe output.pointee.only_fires != 0 else {
      return unsafe reportFailedGuard(of: rule, instance, failure, output)
    }
    unsafe output.pointee.enabled += 1
    unsafe output.pointee.moved = 1
  }

  private func reportFailedGuard(
    of rule: Int, _ instance: UInt64, _ failure: Failure, _ output: UnsafeMutablePointer<p2p_output>
  ) {
    if failure.kind == .stopped { return }
    unsafe fail(output)
    let kind = UInt32(P2P_FINDING_GUARD_ERROR)
    unsafe report(kind, subject: rule, property: named(failure.property), instance: instance, output)
  }

  /// The watched iteration that was stopped, or that may be to blame; nil if none is.
  private func stoppedWatch(_ failure: Failure) -> UInt32? {
    if let watch = failure.watch { return UInt32(watch) }
    return watches && failure.kind == .stepBound ? UInt32(P2P_STEPS) : nil
  }

  func reportStoppedWatch(_ failure: Failure, _ output: UnsafeMutablePointer<p2p_output>) -> Bool {
    guard let watch = stoppedWatch(failure) else { return false }
    unsafe report(UInt32(P2P_FINDING_ORDER), subject: Int(watch), instance: 0, output)
    return true
  }

  /// How a finding about a failed evaluation names the assertion it failed in.
  private func named(_ assertion: PropertyID?) -> Int { assertion.map { $0.index + 1 } ?? 0 }

  private func count(_ rule: Int, moved: Bool, _ output: UnsafeMutablePointer<p2p_output>) {
    unsafe output.pointee.enabled += 1
    unsafe output.pointee.fired[rule] += 1
    if moved { unsafe output.pointee.moved = 1 }
  }

  /// Something happens, though nobody knows where it leads: no deadlock.
  private func fail(_ output: UnsafeMutablePointer<p2p_output>) {
    unsafe output.pointee.failures += 1
    unsafe output.pointee.enabled += 1
    unsafe output.pointee.moved = 1
  }

  private func append(
    _ next: State, of rule: Int, fair: UInt32, _ output: UnsafeMutablePointer<p2p_output>
  ) {
    var successor = layout.pack(next)
    if unsafe output.pointee.canonicalise != 0, let orbits {
      successor = orbits.representative(of: next, layout: layout, stop: stop)
    }
    guard unsafe p2p_reserve_state(output, width) != 0 else { return }
    let position = unsafe output.pointee.count
    for (index, word) in successor.enumerated() {
      unsafe output.pointee.words[position * width + index] = word
    }
    unsafe output.pointee.fair[position] = fair
    unsafe output.pointee.origins[position] = UInt32(rule)
    unsafe output.pointee.hashes[position] = unsafe p2p_hash(successor, width)
    unsafe output.pointee.count = position + 1
  }

  private func report(
    _ kind: UInt32, subject: Int, property: Int = 0, instance: UInt64,
    _ output: UnsafeMutablePointer<p2p_output>
  ) {
    guard unsafe p2p_reserve_finding(output) != 0 else { return }
    let position = unsafe output.pointee.finding_count
    unsafe output.pointee.findings[position] = p2p_finding(
      kind: kind, subject: UInt32(subject), property: UInt32(property), reserved: 0, instance: instance)
    unsafe output.pointee.finding_count = position + 1
  }
}
