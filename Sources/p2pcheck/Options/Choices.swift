import ArgumentParser
import Checking
import Checks
import Foundation
import ModelIR

/// `on` or `off`.
enum Switch: String, ExpressibleByArgument, CaseIterable {
  case on, off
}

/// The output of `verify`.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// When something is shown that depends on the terminal.
enum WhenToShow: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// Whether to show progress.
enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, never
}

/// Whether the gate may remember what has stood.
enum CacheChoice: String, ExpressibleByArgument, CaseIterable {
  /// Where a person waits: continuous integration is to find out for itself.
  case auto
  case on, off

  var isOn: Bool {
    switch self {
    case .auto: ["", "false", "0"].contains(ProcessInfo.processInfo.environment["CI"] ?? "")
    case .on: true
    case .off: false
    }
  }
}

/// How an exploration stores its states.
enum StorageChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, fast, compact

  var storage: Storage {
    switch self {
    case .auto: .automatic
    case .fast: .fast
    // With so many it shows how states are best cut.
    case .compact: .compact(from: 1 << 16)
    }
  }
}

extension DeadlockMode: ExpressibleByArgument {}
extension EngineChoice: ExpressibleByArgument {}
extension MemorySize: ExpressibleByArgument {}
extension TimeSpan: ExpressibleByArgument {}
extension ConstantSetting: ExpressibleByArgument {}
