package import Checking
import Diagnostics
package import ModelIR
package import Murphi

/// What is debugged: a model without errors, and perhaps a trace that it has.
package struct Debuggee: Sendable {
  package var program: MurphiProgram
  package var system: TransitionSystem
  /// As the interpreter has gone it.
  package var trace: Trace?
  /// What the user is told at the start, and at the end of the trace.
  package var introduction: [String]
  package var ending: [String]
  /// The absolute path of each of the program's files; nil of what is none.
  package var paths: [String?]

  package init(
    program: MurphiProgram, system: TransitionSystem, trace: Trace?, introduction: [String] = [],
    ending: [String] = [], paths: [String?]
  ) {
    self.program = program
    self.system = system
    self.trace = trace
    self.introduction = introduction
    self.ending = ending
    self.paths = paths
  }

  var sources: SourceMap { program.sourceMap }
}

/// What a debugger needs of a file system.
package protocol DebuggeeLoader: Sendable {
  /// Reads a model, or a trace and its model.
  func load(_ arguments: LaunchArguments) throws(DebugFailure) -> Debuggee
  /// The path by which a file is known, however a client writes it.
  func canonical(_ path: String) -> String
}
