/// Work on many items, several at a time, that Ctrl-C or the first failure ends early.
struct ParallelWork {
  /// How many items are under way at once.
  let jobs: Int
  let interruption: Interruption

  /// The results by position; those that an interruption left out are missing.
  ///
  /// `progress` is told how many are done.
  func results<Item: Sendable, Output: Sendable, Failure: Error>(
    of items: [Item], progress: (Int) -> Void,
    _ work: @escaping @Sendable (Item) async throws(Failure) -> Output
  ) async throws(Failure) -> [Int: Output] {
    typealias Outcome = Result<(index: Int, output: Output), Failure>
    let all: Result<[Int: Output], Failure> = await withTaskGroup(of: Outcome.self) { group in
      var results: [Int: Output] = [:]
      var next = 0
      func start() {
        guard !interruption.isRequested, next < items.count else { return }
        let (index, item) = (next, items[next])
        next += 1
        group.addTask {
          do throws(Failure) {
            return .success((index, try await work(item)))
          } catch {
            return .failure(error)
          }
        }
      }
      for _ in 0..<max(1, jobs) { start() }
      while let outcome = await group.next() {
        switch outcome {
        case .failure(let failure): return .failure(failure)
        case .success(let (index, output)): results[index] = output
        }
        progress(results.count)
        start()
      }
      return .success(results)
    }
    return try all.get()
  }
}
