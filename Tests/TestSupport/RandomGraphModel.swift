/// A random graph as a Murphi model: a few states, rules that lead from some of them to others, some of which are fair, and
/// `leadsto` properties about sets of states.
///
/// Steps may change nothing, fail, or be dropped by an assumption; guards and properties may fail.
package struct RandomGraphModel: Sendable {
  package let text: String

  package init(seed: UInt64) {
    text = GraphAuthor.written(seed: seed).text
  }
}

private struct GraphAuthor: ModelAuthoring {
  var random: SplitMix64
  var lines: [String] = []
  var indentation = 0
  var counter = 0
  private let size: Int
  /// In percent: how readily something is written that fails.
  private let risk: Int

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    size = Int.random(in: 2...9, using: &random)
    risk = random.chance(30) ? 6 : 0
  }

  mutating func write() {
    emit("var s: 0 .. \(size - 1);")
    for _ in 0..<(chance(75) ? 1 : 2) { emit("startstate s := \(state()); end;") }
    for _ in 0..<number(1...5) { rule() }
    if chance(15) { emit("assume s != \(state());") }
    for _ in 0..<number(1...2) { property() }
  }

  private mutating func state() -> Int { number(0...size - 1) }

  /// Each state with this probability.
  private mutating func states(_ percent: Int) -> [Int] {
    (0..<size).filter { _ in random.chance(percent) }
  }

  private mutating func rule() {
    let name = fresh("rule ")
    let instances = chance(35) ? 2 : 1
    if instances == 2 { emit("ruleset p: 0 .. 1 do") }
    if chance(60) { emit("--@ fair\(pick(["", " weak", " strong", " strong"]) ?? "")") }
    let density = pick([15, 30, 60, 100]) ?? 30
    let enabled = (0..<instances).map { _ in states(density) }
    let guards = enabled.enumerated().map { instance, states in
      instances == 2 ? "p = \(instance) & \(set(states))" : set(states)
    }
    emit("rule \"\(name)\" \(failing(guards.map { "(\($0))" }.joined(separator: " | "))) ==>")
    emit("begin")
    for (instance, states) in enabled.enumerated() {
      if instances == 2 { emit("if p = \(instance) then") }
      emit("switch s")
      for state in states { emit("case \(state): \(effect())") }
      emit("end;")
      if instances == 2 { emit("end;") }
    }
    emit("end;")
    if instances == 2 { emit("end;") }
  }

  private mutating func effect() -> String {
    if chance(risk) { return "error \"it fails\";" }
    if chance(5) { return "assume false;" }
    if chance(10) { return "" }
    return "s := \(state());"
  }

  private func set(_ states: [Int]) -> String {
    states.isEmpty ? "false" : "(" + states.map { "s = \($0)" }.joined(separator: " | ") + ")"
  }

  /// The condition; in some models it fails in a state.
  private mutating func failing(_ condition: String) -> String {
    guard chance(risk) else { return condition }
    return "10 / (s - \(state())) != 11 & (\(condition))"
  }

  private mutating func property() {
    let isParameterised = chance(25)
    let name = fresh("property ")
    func part(_ author: inout GraphAuthor, _ percent: Int) -> String {
      let set = author.set(author.states(percent))
      let other = author.set(author.states(percent))
      return author.failing(isParameterised ? "q = 0 ? \(set) : \(other)" : set)
    }
    let premise = part(&self, 40)
    let goal = part(&self, pick([10, 25, 40]) ?? 25)
    let claim = "leadsto \"\(name)\" (\(premise)) ~> (\(goal));"
    emit(isParameterised ? "ruleset q: 0 .. 1 do \(claim) end;" : claim)
  }
}
