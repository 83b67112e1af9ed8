package import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// A program that is started and waited for, in a process group of its own that ends with it.
///
/// What it starts itself, and leaves running, is ended as well. What it prints goes to files without a name, not through
/// pipes, which something left running could hold open.
package struct ChildProcess: Sendable {
  /// The program, by name or path, and its arguments.
  package var command: [String]
  /// How long it may take.
  package var timeout: Duration
  /// Asked several times a second whether to end it.
  package var isCancelled: @Sendable () -> Bool
  /// Bytes that it may print to each of its outputs.
  package var outputLimit = 64 << 20
  /// Where it keeps files for a moment, so that they go with the folder whatever ends it; nil for where we do.
  package var temporaryFolder: URL?

  /// How it came to its end.
  package enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// By us.
    case tookTooLong, printedTooMuch, cancelled
  }

  /// What became of it.
  package struct Outcome: Sendable {
    package var ending: Ending
    package var output: String
    package var messages: String
  }

  /// How long it has to end by itself once it is asked to.
  private static let grace: Duration = .milliseconds(200)
  private static let pollInterval: Duration = .milliseconds(20)

  package init(
    _ command: [String], timeout: Duration, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.command = command
    self.timeout = timeout
    self.isCancelled = isCancelled
  }

  /// Throws if it cannot be started.
  package func run() async throws -> Outcome {
    let name = command.first ?? ""
    var platform = PlatformOptions()
    platform.processGroupID = 0
    platform.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: Self.grace)
    ]
    let (output, messages) = (try NamelessFile(), try NamelessFile())
    let group = Mutex<pid_t?>(nil)
    let watch = Task { try await self.watch([output, messages]) { group.withLock { $0 } } }
    defer {
      watch.cancel()
      // Whatever is left of it.
      if let group = group.withLock({ $0 }) { kill(-group, SIGKILL) }
    }
    let result = try await Subprocess.run(
      name.contains("/") ? .path(FilePath(name)) : .name(name),
      arguments: Arguments(Array(command.dropFirst())),
      environment: temporaryFolder.map { .inherit.updating(["TMPDIR": $0.path]) } ?? .inherit,
      platformOptions: platform, input: .none,
      output: .fileDescriptor(output.descriptor, closeAfterSpawningProcess: false),
      error: .fileDescriptor(messages.descriptor, closeAfterSpawningProcess: false)
    ) { execution in
      group.withLock { $0 = execution.processIdentifier.value }
    }
    watch.cancel()
    let ending: Ending =
      switch result.terminationStatus {
      case .exited(let code): .exited(code)
      case .signaled(let signal): .signalled(signal)
      }
    return Outcome(
      ending: (try? await watch.value) ?? ending, output: output.text(limit: outputLimit),
      messages: messages.text(limit: outputLimit))
  }

  /// Ends the group when it is time.
  ///
  /// Returns why; throws once there is nothing to watch any more.
  private func watch(_ files: [NamelessFile], _ group: () -> pid_t?) async throws -> Ending {
    let end = ContinuousClock.now + timeout
    var ending: Ending?
    while ending == nil {
      try await Task.sleep(for: Self.pollInterval)
      if isCancelled() {
        ending = .cancelled
      } else if ContinuousClock.now >= end {
        ending = .tookTooLong
      } else if files.contains(where: { $0.size > outputLimit }) {
        ending = .printedTooMuch
      }
    }
    // It may only be about to start.
    var signal = SIGTERM
    while !Task.isCancelled {
      if let group = group() {
        kill(-group, signal)
        signal = SIGKILL
      }
      try? await Task.sleep(for: Self.grace)
    }
    return ending ?? .cancelled
  }
}
