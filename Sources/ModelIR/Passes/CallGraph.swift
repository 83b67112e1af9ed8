/// Who calls whom.
package struct CallGraph: Sendable {
  /// By `FunctionID.index`.
  package let callees: [Set<FunctionID>]
  /// Functions that can reach themselves.
  package let recursive: Set<FunctionID>
  /// Callees before their callers, except among recursive functions.
  package let calleesFirst: [FunctionID]
  /// By `FunctionID.index`, all functions that a call can lead to.
  let reachable: [Set<FunctionID>]

  package init(_ system: TransitionSystem) {
    let callees = system.functions.map { function in
      var found: Set<FunctionID> = []
      BodyWalk(call: { found.insert($0.function) }).visit(function.body)
      return found
    }
    self.callees = callees
    let reachable = Self.closed(callees, under: callees)
    self.reachable = reachable
    recursive = Set(system.functions.indices.map(FunctionID.init).filter { reachable[$0.index].contains($0) })
    calleesFirst = system.functions.indices.map(FunctionID.init).sorted {
      (reachable[$0.index].count, $0.index) < (reachable[$1.index].count, $1.index)
    }
  }

  /// By `FunctionID.index`, what belongs to a function or to any that it calls, directly or not.
  package func closed<Element>(_ own: [Set<Element>]) -> [Set<Element>] { Self.closed(own, under: callees) }

  private static func closed<Element>(
    _ own: [Set<Element>], under callees: [Set<FunctionID>]
  ) -> [Set<Element>] {
    var all = own
    var changed = true
    while changed {
      changed = false
      for (index, called) in callees.enumerated() {
        let union = called.reduce(all[index]) { $0.union(all[$1.index]) }
        if union != all[index] {
          all[index] = union
          changed = true
        }
      }
    }
    return all
  }
}
