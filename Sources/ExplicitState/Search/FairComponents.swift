import ModelIR

/// The parts of a region of a graph in which a fair run can stay for ever: strongly connected, and each fair instance that has to
/// be fired in them is.
///
/// A component in which a weakly fair instance can be fired in every state and never is has no such part. In one in which a
/// strongly fair instance can be fired and never is, the states in which it can be are left out, and what is left is
/// decomposed again (Emerson and Lei, "Modalities for model checking", 1987). Nothing here is recursive.
struct FairComponents {
  private let graph: StepGraph
  private let instances: FairInstances
  private let stop: StopFlag
  /// Of each state, which set of states it belongs to while it is decomposed, then its component; 0 for none.
  private var owner: [UInt32]
  private var owners: UInt32 = 0
  /// The numbers that are components a fair run can stay in.
  private var fair: Set<UInt32> = []
  private var census: FairnessCensus

  /// Nil if it was stopped; the firings of all states of the region must be known, and be those that stay in it or leave it.
  init?(of region: [UInt32], in graph: StepGraph, states: Int, instances: FairInstances, stop: StopFlag) {
    self.graph = graph
    self.instances = instances
    self.stop = stop
    owner = Array(repeating: 0, count: states)
    census = FairnessCensus(instances)
    guard decompose(region) else { return nil }
  }

  /// The component that a fair run can stay in, if the state is in one.
  func component(of state: UInt32) -> UInt32? {
    let component = owner[Int(state)]
    return fair.contains(component) ? component : nil
  }

  private mutating func decompose(_ region: [UInt32]) -> Bool {
    var search = ComponentSearch(states: owner.count)
    var sets = [region]
    while let set = sets.popLast() {
      owners += 1
      for state in set { owner[Int(state)] = owners }
      guard let components = search.components(of: set, owners, owner, graph, stop) else { return false }
      for component in components {
        if stop.isRaised { return false }
        owners += 1
        for state in component { owner[Int(state)] = owners }
        guard isLoop(component) else { continue }
        switch census.judge(component, owners, owner, graph) {
        case .fair: fair.insert(owners)
        case .hopeless: break
        case .without(let instances):
          let rest = component.filter { state in
            graph.known(state).allSatisfy { !instances.contains(graph[$0].fair) }
          }
          if !rest.isEmpty { sets.append(rest) }
        }
      }
    }
    return true
  }

  /// Whether some run goes round in it.
  private func isLoop(_ component: [UInt32]) -> Bool {
    component.count > 1 || graph.known(component[0]).contains { graph[$0].target == component[0] }
  }
}

/// Whether a run can stay in a component and be fair to every instance.
private struct FairnessCensus {
  enum Judgement {
    case fair
    /// Nor can one stay in any part of it.
    case hopeless
    /// Only where none of these instances, which are strongly fair, can be fired.
    case without(Set<UInt32>)
  }

  private let instances: FairInstances
  /// Of each instance: in how many states it can be fired, the last one of them plus 1, and whether it is within the component.
  private var enabled: [Int]
  private var last: [UInt64]
  private var isFired: [Bool]

  init(_ instances: FairInstances) {
    self.instances = instances
    enabled = Array(repeating: 0, count: Int(instances.count) + 1)
    last = Array(repeating: 0, count: Int(instances.count) + 1)
    isFired = Array(repeating: false, count: Int(instances.count) + 1)
  }

  mutating func judge(
    _ component: [UInt32], _ id: UInt32, _ owner: [UInt32], _ graph: StepGraph
  ) -> Judgement {
    var seen: [UInt32] = []
    for state in component {
      for place in graph.known(state) where graph[place].fair != 0 {
        let step = graph[place]
        let number = Int(step.fair)
        if enabled[number] == 0 { seen.append(step.fair) }
        if enabled[number] == 0 || last[number] != UInt64(state) + 1 { enabled[number] += 1 }
        last[number] = UInt64(state) + 1
        if owner[Int(step.target)] == id { isFired[number] = true }
      }
    }
    var isHopeless = false
    var avoided: Set<UInt32> = []
    for number in seen {
      if !isFired[Int(number)] {
        switch instances.fairness(of: number) {
        case .strong: avoided.insert(number)
        case .weak, nil: if enabled[Int(number)] == component.count { isHopeless = true }
        }
      }
      enabled[Int(number)] = 0
      isFired[Int(number)] = false
    }
    return isHopeless ? .hopeless : avoided.isEmpty ? .fair : .without(avoided)
  }
}

/// Strongly connected components, one set of states after the other (Tarjan, 1972), with a stack of its own.
private struct ComponentSearch {
  /// Of each state, when it was come to, counted from 1, and the earliest of those that it leads back to.
  private var number: [UInt32]
  private var earliest: [UInt32]
  private var isOpen: [Bool]
  private static let looksBetween = 1 << 16

  init(states: Int) {
    number = Array(repeating: 0, count: states)
    earliest = Array(repeating: 0, count: states)
    isOpen = Array(repeating: false, count: states)
  }

  /// Those of the states that have this owner; nil if it was stopped.
  mutating func components(
    of set: [UInt32], _ id: UInt32, _ owner: [UInt32], _ graph: StepGraph, _ stop: StopFlag
  ) -> [[UInt32]]? {
    for state in set { number[Int(state)] = 0 }
    var components: [[UInt32]] = []
    var open: [UInt32] = []
    var path: [(state: UInt32, rest: Range<Int>)] = []
    var count: UInt32 = 0
    var looks = 0
    func enter(_ state: UInt32, _ search: inout ComponentSearch) {
      count += 1
      search.number[Int(state)] = count
      search.earliest[Int(state)] = count
      search.isOpen[Int(state)] = true
      open.append(state)
      path.append((state, graph.known(state)))
    }
    for root in set where number[Int(root)] == 0 {
      if stop.isRaised { return nil }
      enter(root, &self)
      while let top = path.last {
        let state = top.state
        looks &+= 1
        if looks % Self.looksBetween == 0, stop.isRaised { return nil }
        guard let place = top.rest.first else {
          path.removeLast()
          if let parent = path.last?.state {
            earliest[Int(parent)] = min(earliest[Int(parent)], earliest[Int(state)])
          }
          if earliest[Int(state)] == number[Int(state)], let start = open.lastIndex(of: state) {
            components.append(Array(open[start...]))
            for member in open[start...] { isOpen[Int(member)] = false }
            open.removeSubrange(start...)
          }
          continue
        }
        path[path.count - 1].rest = top.rest.dropFirst()
        let target = graph[place].target
        guard owner[Int(target)] == id else { continue }
        if number[Int(target)] == 0 {
          enter(target, &self)
        } else if isOpen[Int(target)] {
          earliest[Int(state)] = min(earliest[Int(state)], number[Int(target)])
        }
      }
    }
    return components
  }
}
