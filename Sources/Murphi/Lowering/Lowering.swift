import Diagnostics
import ModelIR

/// Resolves names, computes constants, checks types and builds the transition system, in one walk over the text's order:
/// a name is visible only after its declaration.
struct Lowering {
  var system: TransitionSystem
  var diagnostics: [Diagnostic] = []
  var scopes = Scopes()
  var types = TypeTable()
  var names = NameIndex()
  /// Where the fields of a record are declared, by the place of its type.
  var fieldPlaces: [SourceRange: [String: SourceRange]] = [:]
  /// What each function may write, known once its body was walked.
  var effects: [Effects] = []

  /// The locals of the rule, function or property that is being lowered.
  var frame: [Local] = []
  var returns = ReturnRule.nothing
  /// The function whose body is being lowered.
  var openFunction: FunctionID?
  /// The ruleset parameters and alias rules around the rule that is being lowered, and the locals they use.
  var parameters: [Parameter] = []
  var outerFrame: [Local] = []
  var ruleAliases: [(name: Name, operand: Operand)] = []
  /// What `choose` around the rule that is being lowered names, the outermost first.
  var chosen: [ElementIndex] = []
  /// Whether the condition of a property beside the rules is being lowered.
  var isInProperty = false
  /// Which state of a step is spoken of; nil outside of `step` properties.
  var stepSide: StepSide?
  /// The copies of the model's variables in the frame of a `step` property begin there.
  var firstCopy = 0
  var stepProperties: [StepProperty] = []
  /// Functions that look at copies of the model's variables.
  var versionsBefore: [FunctionID: FunctionID] = [:]
  /// Whether assignments copy what is undefined, as CMurphi has it.
  var copiesUndefined = false
  /// Whether elements of scalarsets have names, as the tool calls them.
  var namesElements = false
  /// How the sizes of scalarsets are written.
  var sizeTexts: [TypeID: ExpressionSyntax] = [:]
  /// While what start states do for processes is being lowered: scopes from there on are its own.
  var ownDepth: Int?
  private var suggestionsLeft = 100
  var sourceMap: SourceMap

  enum ReturnRule {
    case nothing
    case value(TypeID)
  }

  init(name: String, sourceMap: SourceMap) {
    self.sourceMap = sourceMap
    system = TransitionSystem(
      name: name, types: [], variables: [], functions: [], startStates: [], rules: [], properties: [])
    let boolean = types.add(
      TypeDefinition(
        name: "boolean", shape: .boolean, range: SourceRange(file: FileID(0), start: 0, end: 0)))
    _ = scopes.declare(Symbol(name: "boolean", meaning: .type(boolean)))
    _ = scopes.declare(Symbol(name: "false", meaning: .constant(0, .boolean)))
    _ = scopes.declare(Symbol(name: "true", meaning: .constant(1, .boolean)))
  }

  /// Walks the whole model; the system is complete only if no error was reported.
  mutating func run(_ model: ModelSyntax) {
    system.kernelVersion = model.kernelVersion
    copiesUndefined = model.isOfCMurphi
    for item in model.items {
      switch item {
      case .declaration(let declaration): lowerGlobal(declaration)
      case .procedure(let procedure): lowerProcedure(procedure)
      case .rule(let rule): lowerRule(rule)
      case .include, .processStart, .version: break
      case .refinement(let annotation): noteRefinement(annotation)
      }
    }
    giveConstants()
    checkWhole()
    keepMultisetsInOrder()
    system.types = types.definitions
    assertSteps()
    system.scalarsetSizes = scalarsetSizes
  }

  private mutating func checkWhole() {
    if system.startStates.isEmpty, !hasErrors {
      report(
        .noStartState, "the model has no start state", at: SourceRange(file: FileID(0), start: 0, end: 0),
        help: "add `startstate ... end;`")
    }
    makePropertyNamesUnique()
    reportUnused()
    for id in types.mixed.sorted() {
      guard let name = types[id].name else { continue }
      warn(
        .mixedScalarsets, "`\(name)` is mixed with another scalarset and loses its symmetry",
        at: types[id].range)
    }
    types.dropMixedNames()
  }

  private mutating func makePropertyNamesUnique() {
    var taken: Set<String> = []
    for index in system.properties.indices {
      let name = system.properties[index].name
      var candidate = name
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = "\(name) (\(number))"
        number += 1
      }
      system.properties[index].name = candidate
    }
  }

  /// Only the main file is linted: a library may offer more than one model uses.
  private mutating func reportUnused() {
    guard !hasErrors else { return }
    for symbol in scopes.symbols {
      guard let noun = symbol.noun, let range = symbol.range, !symbol.isUsed, range.file.index == 0 else {
        continue
      }
      warn(.unusedDeclaration, "\(noun.rawValue) `\(symbol.name)` is never used", at: range)
    }
  }

  // MARK: Messages

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, labels: [Label] = [],
    help: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: range, labels: labels, help: help))
  }

  mutating func warn(_ code: DiagnosticCode, _ message: String, at range: SourceRange, help: String? = nil) {
    diagnostics.append(Diagnostic(.warning, code, message, at: range, help: help))
  }

  /// The one-based line on which a range starts.
  func line(of range: SourceRange) -> Int { sourceMap[range.file].position(of: range.start).line }

  /// The text of a range as it stands in the model.
  func text(of range: SourceRange) -> String { sourceMap.text(of: range) }

  // MARK: Names

  /// Declares a name in the innermost scope, or reports that it is taken there.
  mutating func declare(_ name: Name, _ meaning: Symbol.Meaning, _ noun: Symbol.Noun? = nil) {
    let symbol = Symbol(name: name.text, meaning: meaning, range: name.range, noun: noun)
    refuseCapture(by: name)
    names.declare(name, meaning, noun)
    guard let previous = scopes.declare(symbol) else { return }
    report(
      .duplicateName, "`\(name.text)` is already declared", at: name.range,
      labels: previous.range.map { [Label($0, "first declared here")] } ?? [])
  }

  /// A name hides what is written as it is, and nothing else: `left_owner` is no name for a local where `left.owner` is called so.
  private mutating func refuseCapture(by name: Name) {
    guard let hidden = scopes.hidden(by: name.text)?.range, text(of: hidden) != text(of: name.range) else {
      return
    }
    report(
      .duplicateName, "`\(name.text)` would hide what is called so elsewhere", at: name.range,
      labels: [Label(hidden, "`\(text(of: hidden))` of this place is `\(name.text)` in the whole model")],
      help: "choose another name")
  }

  /// The meaning of a name, or nil after reporting why there is none of the wanted kind.
  mutating func resolve(
    _ name: Name, as wanted: String, help: String? = nil, where isWanted: (Symbol.Meaning) -> Bool
  ) -> Symbol.Meaning? {
    guard let symbol = scopes.use(name.text) else {
      if namesElements, let element = element(name.text), isWanted(element) { return element }
      var help = ForeignSpelling.help(for: name.text)
      if help == nil, suggestionsLeft > 0 {
        suggestionsLeft -= 1
        help = scopes.suggestion(for: name.text) { isWanted($0.meaning) }.map { "did you mean `\($0)`?" }
      }
      report(.unknownName, "`\(name.text)` is not declared", at: name.range, help: help)
      return nil
    }
    guard !reportHidden(name, by: symbol) else { return nil }
    if let range = symbol.range, scopes.isLocal(name.text), text(of: range) != text(of: name.range) {
      // What a local of this place hides is declared behind it.
      report(
        .unknownName, "`\(text(of: name.range))` is not declared before its use", at: name.range,
        labels: [Label(range, "it would be this `\(name.text)`")])
      return nil
    }
    names.use(name.range, of: symbol.range)
    if case .broken = symbol.meaning { return nil }
    guard isWanted(symbol.meaning) else {
      report(
        .wrongKindOfName, "`\(name.text)` is \(symbol.meaning.description), not \(wanted)", at: name.range,
        labels: symbol.range.map { [Label($0, "declared here")] } ?? [],
        help: help)
      return nil
    }
    return symbol.meaning
  }

  /// What a process is read as means its own names, whatever is declared where it stands.
  private mutating func reportHidden(_ name: Name, by symbol: Symbol) -> Bool {
    guard name.depth != nil || ownDepth != nil, let depth = scopes.depth(of: name.text) else { return false }
    let isMeant = name.depth.map { $0 == depth } ?? ownDepth.map { depth == 0 || depth >= $0 } ?? true
    guard !isMeant else { return false }
    let range = symbol.range ?? name.range
    guard !diagnostics.contains(where: { $0.code == .duplicateName && $0.range == range }) else {
      return true
    }
    report(
      .duplicateName, "`\(name.text)` is a name that a process needs here", at: range,
      labels: [Label(name.range, "here it is needed")], help: "choose another one")
    return true
  }

  /// `node_1` of the scalarset `node`.
  private func element(_ name: String) -> Symbol.Meaning? {
    guard let underscore = name.lastIndex(of: "_"),
      let number = Value(name[name.index(after: underscore)...]),
      case .type(let type)? = scopes.symbol(named: String(name[..<underscore]))?.meaning,
      case .scalarset(let size) = types[type].shape, 0..<size ~= number, name.hasSuffix("_\(number)")
    else { return nil }
    return .constant(number, types.valueType(of: type))
  }

  mutating func addLocal(_ name: String, _ type: ValueType, _ role: Local.Role) -> LocalID {
    frame.append(Local(name: name, type: type, role: role))
    return LocalID(frame.count - 1)
  }
}

extension Symbol.Meaning {
  var description: String {
    switch self {
    case .constant: "a constant"
    case .type: "a type"
    case .variable, .local: "a variable"
    case .alias: "an alias"
    case .element: "the index of a multiset's element"
    case .function: "a function"
    case .broken: "unknown"
    }
  }
}
