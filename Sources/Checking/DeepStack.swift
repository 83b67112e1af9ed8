import Foundation

/// Bytes of stack for threads that evaluate models: room for `Interpreter.maximumDepth` nested calls.
package let deepStackSize = 512 << 20

/// Runs a body on a thread of its own with a deep stack; models recurse, and so does everything that walks them.
package func onDeepStack<Value: Sendable, Failure: Error>(
  _ body: @escaping @Sendable () throws(Failure) -> Value
) async throws(Failure) -> Value {
  let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
    let thread = Thread {
      continuation.resume(returning: Result { () throws(Failure) -> Value in try body() })
    }
    thread.stackSize = deepStackSize
    thread.start()
  }
  return try result.get()
}
