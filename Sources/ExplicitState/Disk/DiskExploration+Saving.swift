import Checking

/// Saves a search on disk between two levels, now and then and when it ends.
extension DiskExploration {
  func saveIfDue() throws(DiskStop) {
    guard context.watch.elapsed - saving.last >= max(plan.tuning.saveInterval, saving.duration * 20) else {
      return
    }
    try save()
  }

  /// Saves the search as it was before the level that is not finished.
  func save() throws(DiskStop) {
    guard saving.layers != layers.count || saving.isComplete != isComplete else { return }
    let start = context.watch.elapsed
    // A file may end with what was not written whole: what counts ends with the last segment of a layer.
    var files: [String: (file: DiskFile, end: Int)] = [:]
    for segment in layers.lazy.flatMap(\.segments) {
      files[segment.file.name] = (segment.file, max(files[segment.file.name]?.end ?? 0, segment.end))
    }
    for (file, _) in files.values { try file.sync() }
    try DiskManifest(
      digest: plan.digest, unreduced: plan.unreduced, width: width, blockBytes: plan.tuning.blockBytes,
      layers: layers.map { $0.segments.map(\.record) },
      files: files.values.map { DiskManifest.File(name: $0.file.name, salt: $0.file.salt, end: $0.end) },
      isComplete: isComplete, checkedDepth: isComplete ? depth : depth - 1, counts: countsAtLevelStart,
      found: Array(ledgerAtLevelStart.findings.values),
      failedProperties: Array(ledgerAtLevelStart.failedProperties)
    ).write(to: folder)
    saving = DiskSaving(
      last: context.watch.elapsed, duration: context.watch.elapsed - start, layers: layers.count,
      isComplete: isComplete)
  }
}

/// When a search was last saved, how long that took, and what is saved.
struct DiskSaving {
  var last = Duration.zero
  var duration = Duration.zero
  var layers = -1
  var isComplete = false
}
