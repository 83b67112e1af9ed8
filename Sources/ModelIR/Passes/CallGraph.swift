/// Who calls whom.
package struct CallGraph: Sendable {
  /// By `FunctionID.index`.
  package let callees: [Set<FunctionID>]
  /// Functions that can reach themselves.
  package let recursive: Set<FunctionID>
  /// Callees before their callers, except among recursive functions.
  package let calleesFirst: [FunctionID]

  package init(_ system: TransitionSystem) {
    let callees = system.functions.map { function in
      var found: Set<FunctionID> = []
      BodyWalk(call: { found.insert($0.function) }).visit(function.body)
      return found
    }
    self.callees = callees
    var reachable = callees
    var changed = true
    while changed {
      changed = false
      for index in reachable.indices {
        let wider = reachable[index].reduce(reachable[index]) { $0.union(reachable[$1.index]) }
        if wider != reachable[index] {
          reachable[index] = wider
          changed = true
        }
      }
    }
    recursive = Set(system.functions.indices.map(FunctionID.init).filter { reachable[$0.index].contains($0) })
    calleesFirst = system.functions.indices.map(FunctionID.init).sorted {
      (reachable[$0.index].count, $0.index) < (reachable[$1.index].count, $1.index)
    }
  }
}
