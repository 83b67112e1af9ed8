import Foundation

/// Bytes of stack for threads that evaluate models: room for `Interpreter.maximumDepth` nested calls.
package let deepStackSize = 512 << 20

/// Runs a body on a thread of its own with a deep stack; models recurse, and so does everything that walks them.
package func onDeepStack<Value: Sendable, Failure: Error>(
  _ body: @escaping @Sendable () throws(Failure) -> Value
) async throws(Failure) -> Value {
  let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
    startDeepThread(body) { continuation.resume(returning: $0) }
  }
  return try result.get()
}

/// The same, but not longer than `patience` once `isOver`; nil then, and the thread is left behind.
package func onDeepStack<Value: Sendable, Failure: Error>(
  patience: Duration, after isOver: @escaping @Sendable () -> Bool,
  _ body: @escaping @Sendable () throws(Failure) -> Value
) async throws(Failure) -> Value? {
  let result: Result<Value, Failure>? = await orLeftBehind(patience: patience, after: isOver) { end in
    startDeepThread(body, end)
  }
  return try result?.get()
}

private func startDeepThread<Value: Sendable, Failure: Error>(
  _ body: @escaping @Sendable () throws(Failure) -> Value,
  _ end: @escaping @Sendable (Result<Value, Failure>) -> Void
) {
  let thread = Thread { end(Result { () throws(Failure) -> Value in try body() }) }
  thread.stackSize = deepStackSize
  thread.start()
}
