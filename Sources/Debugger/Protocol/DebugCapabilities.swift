import OrderedJSON

/// What the debugger can do, as `initialize` is answered.
enum DebugCapabilities {
  static let json = JSON.object([
    "supportsConfigurationDoneRequest": .boolean(true), "supportsFunctionBreakpoints": .boolean(true),
    "supportsConditionalBreakpoints": .boolean(true), "supportsDataBreakpoints": .boolean(true),
    "supportsStepBack": .boolean(true), "supportsRestartFrame": .boolean(true),
    "supportsStepInTargetsRequest": .boolean(true), "supportsRestartRequest": .boolean(true),
    "supportsExceptionInfoRequest": .boolean(true), "supportsDelayedStackTraceLoading": .boolean(true),
    "supportsTerminateRequest": .boolean(true), "supportsEvaluateForHovers": .boolean(true),
    "exceptionBreakpointFilters": .array(
      ExceptionFilter.allCases.map { filter in
        .object([
          "filter": .string(filter.rawValue), "label": .string(filter.label), "default": .boolean(true),
          "description": .string(filter.explanation),
        ])
      }),
  ])
}

/// What a run is stopped for though no breakpoint says so.
enum ExceptionFilter: String, CaseIterable {
  case violation = "violated-invariant"
  case failure = "run-time-error"

  var label: String {
    switch self {
    case .violation: "Violated invariant"
    case .failure: "Run-time error"
    }
  }

  var explanation: String {
    switch self {
    case .violation: "A state in which an invariant is false, or a step that violates an assertion."
    case .failure: "A step that fails, or an invariant that cannot be evaluated."
    }
  }
}
