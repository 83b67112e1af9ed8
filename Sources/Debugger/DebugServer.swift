import Diagnostics
package import OrderedJSON

/// A debugger of models that speaks the Debug Adapter Protocol: messages in, messages out.
///
/// It touches no file and no stream; both belong to whoever runs it.
package struct DebugServer {
  /// How a session ends: the client took leave, or not.
  package enum Ending: Sendable {
    case orderly, abrupt
  }

  /// Nil until the client is gone.
  package private(set) var ending: Ending?

  private enum Stage {
    case created, initialized, launched, running, terminated
  }

  private let loader: any DebuggeeLoader
  private var stage = Stage.created
  private var habits = ClientHabits()
  private var stopsOnEntry = true
  private var session: DebugSession?
  private var messages = MessageSequence()

  package init(loader: any DebuggeeLoader) { self.loader = loader }

  /// Answers messages in their order: each request with a response, and what else there is to say.
  package mutating func answer(_ requests: [Result<JSON, JSONError>]) -> [JSON] {
    for request in requests where ending == nil {
      switch request {
      case .success(let request): answer(request)
      case .failure(let error): messages.refuse(.null, "not JSON: \(error.message)")
      }
    }
    return messages.take()
  }

  /// What is said when the stream cannot be read on.
  package mutating func leave(because reason: String) -> [JSON] {
    messages.output(["the client cannot be understood: \(reason)"], category: "stderr")
    messages.event("terminated")
    ending = .abrupt
    return messages.take()
  }

  private mutating func answer(_ request: JSON) {
    // Answers to requests of ours, which there are none of.
    if request["type"]?.string == "response" || request["type"]?.string == "event" { return }
    guard let name = request["command"]?.string, request["seq"]?.integer != nil else {
      messages.refuse(request, "a request needs `seq` and `command`")
      return
    }
    do throws(DebugFailure) {
      guard let command = DebugCommand(rawValue: name) else {
        throw DebugFailure("there is no command `\(name.visible)`")
      }
      let arguments = request["arguments"] ?? .object([JSON.Member]())
      let place = messages.reserve()
      do throws(DebugFailure) {
        let body = try result(of: command, arguments)
        messages.respond(to: request, body, at: place)
      } catch {
        messages.release(place)
        throw error
      }
    } catch {
      messages.refuse(request, error.message)
    }
  }

  private mutating func result(of command: DebugCommand, _ arguments: JSON) throws(DebugFailure) -> JSON? {
    switch (command, stage) {
    case (.initialize, .created):
      stage = .initialized
      habits = ClientHabits(arguments)
      if let format = arguments["pathFormat"]?.string, format != "path" {
        messages.output(["paths are taken as paths, not as `\(format.visible)`"], category: "console")
      }
      return DebugCapabilities.json
    case (.disconnect, _):
      ending = .orderly
      return nil
    case (_, .created): throw DebugFailure("`initialize` comes first")
    case (.initialize, _): throw DebugFailure("`initialize` comes once")
    case (.attach, _): throw DebugFailure("there is nothing to attach to: use `launch`")
    case (.launch, .initialized): return try launch(arguments)
    case (.launch, _): throw DebugFailure("`launch` comes once")
    case (_, .initialized): throw DebugFailure("`launch` comes first")
    case (.terminate, .terminated): return nil
    case (.terminate, _):
      terminate()
      return nil
    case (.configurationDone, .launched):
      stage = .running
      try enter()
      return nil
    case (.configurationDone, _): throw DebugFailure("`configurationDone` comes once")
    case (.threads, _):
      return .object([
        "threads": .array([.object(["id": .integer(Stop.thread), "name": .string("model")])])
      ])
    case (.restart, .terminated):
      stage = .running
      return try answer(command, arguments)
    case (_, .terminated): throw DebugFailure("the run has ended")
    case (_, .launched), (_, .running): return try answer(command, arguments)
    }
  }

  private mutating func launch(_ json: JSON) throws(DebugFailure) -> JSON? {
    let arguments = try LaunchArguments(json)
    let debuggee = try loader.load(arguments)
    session = DebugSession(debuggee, habits, loader)
    stopsOnEntry = arguments.stopsOnEntry
    stage = .launched
    messages.event("initialized")
    return nil
  }

  /// Shows the start, or goes on to where something stops the run.
  private mutating func enter() throws(DebugFailure) {
    let stops = stopsOnEntry
    try move { session throws(DebugFailure) in
      let stop = session.enter()
      return stops || stop.reason == .exception ? .stopped(stop) : session.continueForward()
    }
  }

  private mutating func terminate() {
    stage = .terminated
    messages.event("terminated")
  }

  /// Moves the run, and says where it stands then.
  private mutating func move(
    _ body: (inout DebugSession) throws(DebugFailure) -> DebugSession.Move
  ) throws(DebugFailure) {
    guard stage == .running else { throw DebugFailure("`configurationDone` comes first") }
    guard var session else { throw DebugFailure("`launch` comes first") }
    self.session = nil
    defer { self.session = session }
    let move = try body(&session)
    messages.output(session.takeOutput(), category: "console")
    switch move {
    case .stopped(let stop): messages.event("stopped", stop.json)
    case .terminated: terminate()
    }
  }

  /// Requests about a model that is launched.
  private mutating func answer(_ command: DebugCommand, _ arguments: JSON) throws(DebugFailure) -> JSON? {
    switch command {
    case .next, .stepOut: try move { session throws(DebugFailure) in .stopped(session.stepForward()) }
    case .stepIn: try move { session throws(DebugFailure) in .stopped(try session.stepIn(arguments)) }
    case .stepBack: try move { session throws(DebugFailure) in .stopped(session.stepBack()) }
    case .restartFrame:
      try move { session throws(DebugFailure) in .stopped(try session.restartFrame(arguments)) }
    case .restart: try move { session throws(DebugFailure) in .stopped(session.restart()) }
    case .reverseContinue: try move { session throws(DebugFailure) in .stopped(session.continueBack()) }
    case .goOn:
      try move { session throws(DebugFailure) in session.continueForward() }
      return .object(["allThreadsContinued": .boolean(true)])
    // It stands still whenever it can be asked.
    case .pause: break
    case .setBreakpoints, .setFunctionBreakpoints, .setDataBreakpoints, .setExceptionBreakpoints,
      .dataBreakpointInfo, .stackTrace, .scopes, .variables, .stepInTargets, .exceptionInfo, .evaluate:
      return try ask(command, arguments)
    case .initialize, .launch, .attach, .configurationDone, .disconnect, .terminate, .threads: break
    }
    return nil
  }

  private mutating func ask(_ command: DebugCommand, _ arguments: JSON) throws(DebugFailure) -> JSON? {
    guard var session else { throw DebugFailure("`launch` comes first") }
    self.session = nil
    defer { self.session = session }
    switch command {
    case .setBreakpoints: return try session.setBreakpoints(arguments)
    case .setFunctionBreakpoints: return session.setFunctionBreakpoints(arguments)
    case .setDataBreakpoints: return session.setDataBreakpoints(arguments)
    case .setExceptionBreakpoints: return session.setExceptionBreakpoints(arguments)
    case .dataBreakpointInfo: return session.dataBreakpointInfo(arguments)
    case .stackTrace: return session.stackTrace(arguments)
    case .scopes: return try session.scopes(arguments)
    case .variables: return try session.variables(arguments)
    case .stepInTargets: return try session.stepInTargets(arguments)
    case .exceptionInfo: return try session.exceptionInfo()
    case .evaluate:
      let answer = try session.evaluate(arguments, isRunning: stage == .running)
      if let stop = answer.stop {
        messages.output(session.takeOutput(), category: "console")
        messages.event("continued", .object(["threadId": .integer(Stop.thread)]))
        messages.event("stopped", stop.json)
      }
      return answer.body
    case .initialize, .launch, .attach, .configurationDone, .restart, .disconnect, .terminate, .threads,
      .next, .stepIn, .stepOut, .stepBack, .restartFrame, .pause, .reverseContinue, .goOn:
      return nil
    }
  }
}
