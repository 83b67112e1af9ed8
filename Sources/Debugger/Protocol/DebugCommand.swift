/// What a client of the Debug Adapter Protocol can ask for here.
enum DebugCommand: String {
  case initialize, launch, attach, configurationDone, restart, disconnect, terminate
  case setBreakpoints, setFunctionBreakpoints, setExceptionBreakpoints, dataBreakpointInfo, setDataBreakpoints
  case threads, stackTrace, scopes, variables, evaluate, exceptionInfo, stepInTargets
  case next, stepIn, stepOut, stepBack, restartFrame, pause, reverseContinue
  case goOn = "continue"
}
