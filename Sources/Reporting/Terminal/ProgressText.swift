package import Checking

/// The words of the progress line.
package enum ProgressText {
  package static func line(for progress: Progress) -> String {
    let seconds = Quantity.seconds(progress.elapsed)
    var parts = [
      progress.phase,
      "\(Quantity.short(progress.states)) states",
      "depth \(progress.depth)",
      "\(Quantity.short(progress.queued)) queued",
      Quantity.bytes(progress.memory),
      Quantity.time(progress.elapsed),
    ]
    if seconds >= 0.1 {
      parts.insert("\(Quantity.short(UInt64(Double(progress.states) / seconds)))/s", at: 2)
    }
    return parts.joined(separator: "  ")
  }
}
