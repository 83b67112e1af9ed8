import Foundation

/// Runs a search on a thread of its own with a stack deep enough for models that recurse in the interpreter.
package func onDeepStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
  await withCheckedContinuation { continuation in
    let thread = Thread { continuation.resume(returning: body()) }
    thread.stackSize = WorkerCrew.stackSize
    thread.name = "search"
    thread.start()
  }
}
