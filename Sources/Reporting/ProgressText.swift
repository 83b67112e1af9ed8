package import Checking
import Wording

/// The words of the progress line.
package enum ProgressText {
  package static func line(for progress: Progress) -> String {
    if let proof = progress.proof { return line(for: proof, of: progress) }
    let seconds = Quantity.seconds(progress.elapsed)
    var parts = [
      progress.phase,
      "\(Quantity.short(progress.states)) states",
      "depth \(progress.depth)",
      "\(Quantity.short(progress.queued)) queued",
      Quantity.bytes(progress.memory),
      Quantity.time(progress.elapsed),
    ]
    if let disk = progress.disk { parts.insert("\(Quantity.bytes(disk)) on disk", at: 5) }
    if seconds >= 0.1 {
      parts.insert("\(Quantity.short(UInt64(Double(progress.states) / seconds)))/s", at: 2)
    }
    return parts.joined(separator: "  ")
  }

  private static func line(for proof: ProofProgress, of progress: Progress) -> String {
    let step =
      switch proof.step {
      case .depth(let depth): "depth \(depth)"
      case .k(let k): "k \(k)"
      case .frame(let frame): "frame \(frame)"
      case .candidates(let count): Quantity.count(count, "candidate")
      }
    var parts = [progress.phase, step, Quantity.count(proof.lemmas, "lemma")]
    if proof.clauses > 0 { parts.append(Quantity.count(proof.clauses, "clause")) }
    parts += ["solver \(Quantity.time(proof.solverTime))", Quantity.time(progress.elapsed)]
    return parts.joined(separator: "  ")
  }
}
