import Diagnostics

/// Reads the main file and what it includes into one syntax tree, and puts settings in place of constants.
struct Loader {
  private static let depthLimit = 64

  private(set) var sourceMap = SourceMap()
  private(set) var diagnostics: [Diagnostic] = []
  private var loaded: Set<String> = []
  private var isOfCMurphi = false
  private let include: (String, SourceFile) -> Result<SourceFile, IncludeFailure>

  init(include: @escaping (String, SourceFile) -> Result<SourceFile, IncludeFailure>) {
    self.include = include
  }

  mutating func load(_ main: SourceFile, settings: [Setting]) -> ModelSyntax {
    var items = load(main, depth: 0)
    for setting in settings { apply(setting, to: &items) }
    return ModelSyntax(items: ProcessExpansion.starting(items), isOfCMurphi: isOfCMurphi)
  }

  private mutating func load(_ source: SourceFile, depth: Int) -> [ItemSyntax] {
    loaded.insert(source.name)
    let file = sourceMap.add(source)
    var parser = Parser(source, file: file)
    let items = parser.parseFile()
    if parser.isOfCMurphi { isOfCMurphi = true }
    diagnostics.append(contentsOf: parser.diagnostics)
    guard items.contains(where: \.isInclude) else { return items }
    var result: [ItemSyntax] = []
    for item in items {
      if case .include(let path) = item {
        result.append(contentsOf: loadInclude(path, from: source, depth: depth))
      } else {
        result.append(item)
      }
    }
    return result
  }

  private mutating func loadInclude(_ path: StringSyntax, from source: SourceFile, depth: Int) -> [ItemSyntax]
  {
    guard depth < Self.depthLimit else {
      report(
        .nestingTooDeep, "nesting too deep: more than \(Self.depthLimit) files include one another",
        at: path.range)
      return []
    }
    switch include(path.text, source) {
    case .success(let file):
      return loaded.contains(file.name) ? [] : load(file, depth: depth + 1)
    case .failure(let failure):
      report(.includeFailed, "cannot include `\(path.text)`: \(failure.message)", at: path.range)
      return []
    }
  }

  // MARK: Settings

  private mutating func apply(_ setting: Setting, to items: inout [ItemSyntax]) {
    let source = SourceFile(name: "--set \(setting.name.visible)", text: setting.value)
    let file = sourceMap.add(source)
    var parser = Parser(source, file: file)
    let value = parser.parseExpression()
    if parser.current != .endOfFile {
      parser.reportUnexpected(
        "the end of the value", help: parser.current == .comma ? "give each constant its own `--set`" : nil)
    }
    diagnostics.append(contentsOf: parser.diagnostics)
    guard !parser.diagnostics.contains(where: { $0.severity == .error }) else { return }
    var known: [String] = []
    var isFound = false
    for index in items.indices {
      guard case .declaration(.constant(let constant)) = items[index] else { continue }
      known.append(contentsOf: constant.names.map(\.text))
      guard let position = constant.names.firstIndex(where: { $0.text == setting.name }) else { continue }
      isFound = true
      var others = constant
      let name = others.names.remove(at: position)
      items[index] = .declaration(.constant(ConstantSyntax(names: [name], value: value)))
      if !others.names.isEmpty { items.insert(.declaration(.constant(others)), at: index) }
      break
    }
    guard !isFound else { return }
    report(
      .unknownSetting, "the model has no constant `\(setting.name)`",
      at: SourceRange(file: file, start: 0, end: setting.value.utf8.count),
      help: Suggestion.question(for: setting.name, among: known))
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, help: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: range, help: help))
  }
}

extension ItemSyntax {
  fileprivate var isInclude: Bool {
    if case .include = self { true } else { false }
  }
}
