import Diagnostics
import ModelIR
import Murphi
package import OrderedJSON

/// A server of the Language Server Protocol 3.17 for Murphi: messages in, messages out.
///
/// It touches no file and no stream; both belong to whoever runs it.
package struct LanguageServer {
  /// How a session ends: shut down before its `exit`, or not.
  package enum Ending: Sendable {
    case orderly, abrupt
  }

  /// Nil until `exit`.
  package private(set) var ending: Ending?

  private enum Stage { case created, running, shutDown }

  private let version: String
  private var stage = Stage.created
  var workspace: Workspace
  private var publisher: DiagnosticPublisher
  private var isChanged = false
  private var board = VerdictBoard()
  private var progress = CheckProgress(nil)
  private var orders: [CheckOrder] = []
  /// What is said besides answers.
  private var said: [JSON] = []

  package init(version: String, files: any FileAccess, refinements: RefinementReader) {
    self.version = version
    publisher = DiagnosticPublisher(refinements: refinements)
    workspace = Workspace(files: files)
  }

  /// Answers messages that came at once: what they change is looked at when all of them are taken in.
  package mutating func answer(_ messages: [Result<JSON, JSONError>]) -> [JSON] {
    var answers: [JSON] = []
    for message in messages where ending == nil {
      switch message {
      case .success(let message):
        if let answer = answer(message) { answers.append(answer) }
      case .failure(let error): answers.append(RequestFailure(.parse, error.message).answer(id: .null))
      }
    }
    if isChanged, stage == .running, ending == nil {
      isChanged = false
      answers += publisher.messages(for: &workspace)
    }
    defer { said = [] }
    return answers + said
  }

  /// What whoever runs the server is to do now, of which it hears again.
  package mutating func takeOrders() -> [CheckOrder] {
    defer { orders = [] }
    return orders
  }

  /// What the editor is told of a check that goes on.
  package func report(_ check: ModelCheck, _ message: String) -> [JSON] {
    ending == nil ? progress.report(check, message) : []
  }

  /// What the editor is told of a check that is over.
  package mutating func finish(_ check: ModelCheck, _ outcome: CheckOutcome) -> [JSON] {
    board.end(check, outcome)
    return ending == nil ? progress.end(check, outcome.summary) : []
  }

  private mutating func answer(_ message: JSON) -> JSON? {
    guard let method = message["method"]?.string else {
      // An answer to nothing that was asked.
      return message["id"] == nil ? RequestFailure(.invalid, "no method").answer(id: .null) : nil
    }
    let parameters = message["params"] ?? .null
    guard let id = message["id"] else {
      take(method, parameters)
      return nil
    }
    do throws(RequestFailure) {
      return .object(["jsonrpc": .string("2.0"), "id": id, "result": try result(of: method, parameters)])
    } catch {
      return error.answer(id: id)
    }
  }

  // MARK: - Notifications

  private mutating func take(_ method: String, _ parameters: JSON) {
    if method == "exit" {
      ending = stage == .shutDown ? .orderly : .abrupt
      return
    }
    guard stage == .running else { return }
    if method == "window/workDoneProgress/cancel" {
      if let check = CheckProgress.check(of: parameters["token"]) { orders.append(.cancel(check)) }
      return
    }
    let document = parameters["textDocument"]
    let path = document?["uri"]?.string.flatMap(DocumentPath.path)
    let version = document?["version"]?.integer ?? 0
    switch method {
    case "textDocument/didOpen":
      guard let path, let text = document?["text"]?.string else { return }
      workspace.open(path, text, version: version)
    case "textDocument/didChange":
      guard let path else { return }
      workspace.change(path) { $0.apply(parameters["contentChanges"]?.elements ?? [], version: version) }
    case "textDocument/didClose":
      guard let path else { return }
      workspace.close(path)
    case "textDocument/didSave", "workspace/didChangeWatchedFiles": workspace.forget()
    default: return
    }
    isChanged = true
  }

  // MARK: - Requests

  private mutating func result(of method: String, _ parameters: JSON) throws(RequestFailure) -> JSON {
    switch (method, stage) {
    case ("initialize", .created):
      stage = .running
      let folders = parameters["workspaceFolders"]?.elements?.compactMap { $0["uri"]?.string }
      workspace.folders = (folders ?? [parameters["rootUri"]?.string].compactMap(\.self)).compactMap(
        DocumentPath.path)
      progress = CheckProgress(parameters["capabilities"])
      return Capabilities.json(version: version)
    case (_, .created): throw RequestFailure(.notInitialized, "`initialize` comes first")
    case ("initialize", _): throw RequestFailure(.invalid, "`initialize` comes once")
    case ("shutdown", .running):
      stage = .shutDown
      return .null
    case (_, .shutDown): throw RequestFailure(.invalid, "the server is shut down")
    case (_, .running): return try answer(method, parameters)
    }
  }

  private mutating func answer(_ method: String, _ parameters: JSON) throws(RequestFailure) -> JSON {
    if method == "workspace/executeCommand" { return try execute(parameters) }
    guard let request = LanguageRequest(rawValue: method) else {
      throw RequestFailure(.unknownMethod, "there is no method `\(method.visible)`")
    }
    guard let path = parameters["textDocument"]?["uri"]?.string.flatMap(DocumentPath.path) else {
      throw RequestFailure(.parameters, "`textDocument` names no file")
    }
    guard let (compilation, file) = workspace.compilation(with: path) else { return .null }
    let subject = Subject(
      compilation: compilation, file: file, position: TextPosition(parameters["position"]))
    switch request {
    case .hover: return Hover.answer(subject)
    case .definition: return Definition.answer(subject, workspace.files)
    case .references:
      return References.answer(
        subject, with: parameters["context"]?["includeDeclaration"]?.boolean ?? false, &workspace)
    case .highlight: return References.highlights(subject)
    case .symbols: return Symbols.answer(subject)
    case .folding: return Symbols.folds(subject)
    case .formatting: return Formatting.answer(subject)
    case .completion: return Completion.answer(subject)
    case .prepareRename: return Renaming.preparation(subject)
    case .rename: return try Renaming.answer(subject, to: parameters["newName"]?.string ?? "", &workspace)
    case .semanticTokens: return SemanticTokens.answer(subject)
    case .lenses: return Lenses.answer(subject, board)
    }
  }

  /// Has a model checked; the answer does not wait for it.
  private mutating func execute(_ parameters: JSON) throws(RequestFailure) -> JSON {
    let command = parameters["command"]?.string ?? ""
    guard command == Lenses.command else {
      throw RequestFailure(.parameters, "there is no command `\(command.visible)`")
    }
    guard let path = parameters["arguments"]?.elements?.first?.string.flatMap(DocumentPath.path),
      let (compilation, _) = workspace.compilation(with: path),
      let main = compilation.program.sourceMap.files.first
    else { throw RequestFailure(.parameters, "`\(command)` needs the URI of a model") }
    guard let system = compilation.system else {
      throw RequestFailure(.failed, "the model has mistakes")
    }
    let sources = compilation.program.sourceMap
    guard !board.isUnderWay(main.name, sources) else { return .null }
    let check = board.begin(main.name, sources, system)
    orders.append(.begin(check))
    said += progress.begin(check)
    return .null
  }
}

/// What can be asked of a text.
enum LanguageRequest: String {
  case hover = "textDocument/hover"
  case definition = "textDocument/definition"
  case references = "textDocument/references"
  case highlight = "textDocument/documentHighlight"
  case symbols = "textDocument/documentSymbol"
  case folding = "textDocument/foldingRange"
  case formatting = "textDocument/formatting"
  case completion = "textDocument/completion"
  case prepareRename = "textDocument/prepareRename"
  case rename = "textDocument/rename"
  case semanticTokens = "textDocument/semanticTokens/full"
  case lenses = "textDocument/codeLens"
}
