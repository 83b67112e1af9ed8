import Checking
import Digests
import Foundation
import ModelIR

/// A search by several ranks: they wait for compiled code, and make sure that all have the same.
extension ExplicitEngine {
  func explore(
    _ plan: Plan, on cluster: Cluster, _ observer: any CheckObserver
  ) async throws(EngineFailure) -> Search.Outcome {
    let source = try await onDeepStack { () throws(EngineFailure) in
      let source = plan.generatedC()
      try cluster.agree("model", plan.identity(source, self))
      return source
    }
    var remarks: [Note] = []
    let stop = StopWord()
    var successor: any Successor = plan.interpretedSuccessor(stop: stop.flag)
    if let native {
      let compiler = NativeCompiler(options: native)
      let library = try await SharedLibrary(cluster: cluster, compiler: compiler).library(
        for: source, stop: plan.stop)
      do throws(NativeFailure) {
        let library = try library.get()
        successor = try SuccessorLibrary(library, width: plan.layout.width, stop: stop)
      } catch {
        remarks.append("interpreted, which is slow: \(error.reason)")
      }
    }
    let preparation = Preparation(plan, by: successor)
    let task = preparation.task
    if case .compact = task.storage {
      remarks.append("states are not stored compactly: ranks need them as they are")
    }
    var checkpoints = checkpoints
    checkpoints?.digest += preparation.identity
    let search = ClusterSearch(
      cluster: cluster, task: task, layout: plan.layout, successor: successor, observer: observer,
      checkpoints: checkpoints, orbits: task.countsOrbits ? preparation.orbits : nil,
      definedness: plan.definedness, stop: stop)
    let outcome = try await onDeepStack { () throws(EngineFailure) in
      // Not all may have loaded what was compiled.
      try cluster.agree("successor function", search.successor.description)
      return try search.run()
    }
    guard case .result(var result) = outcome else { return outcome }
    result.notes = preparation.notes + remarks + result.notes
    return .result(result)
  }
}

extension ExplicitEngine.Plan {
  /// What all ranks have to agree on before they search.
  fileprivate func identity(_ source: String, _ engine: ExplicitEngine) -> String {
    let claims = task.claims.map { $0.name(in: task.system) }
    let options = [
      task.deadlock.rawValue, "\(task.symmetry)", "\(task.stopAtFirst)", "\(task.failuresEndRuns)",
      "\(task.countsOrbits)", "\(task.digestsStates)", task.budget.maximumDepth.map { "\($0)" } ?? "",
      "\(engine.native != nil)", "\(engine.checkpoints?.digest ?? "")",
      "\(engine.checkpoints?.folder != nil)",
      "\(engine.checkpoints?.resumed != nil)", "\(UInt32(1).littleEndian)",
    ]
    return (claims + options + [source]).joined(separator: "\n")
  }
}
