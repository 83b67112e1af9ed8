import ArgumentParser
import Checking

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

extension DeadlockMode: ExpressibleByArgument {}
