import Diagnostics

/// Reads the main file and what it includes into one syntax tree, and puts settings in place of constants.
struct Loader {
  private static let depthLimit = 64

  /// Instances within instances.
  private static let instanceLimit = 6
  /// Bytes that are read for instances, each file at least a kilobyte: instances of instances become many quickly.
  private static let readLimit = 16 << 20

  private(set) var sourceMap = SourceMap()
  /// By file: which instance it is read for, and where that is named.
  private(set) var origins: [FileID: InstanceOrigin] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  private var loaded: Set<String> = []
  private var isOfCMurphi = false
  /// How many instances there are around the main file, and what was read so far.
  private var surrounding = 0
  private var reads = 0
  private var isExhausted = false
  /// The files that are being read, the main one first.
  private var opened: [String] = []
  /// The files whose mistakes of syntax were reported.
  private var reported: Set<String> = []
  private let include: (String, SourceFile) -> Result<SourceFile, IncludeFailure>

  init(include: @escaping (String, SourceFile) -> Result<SourceFile, IncludeFailure>) {
    self.include = include
  }

  mutating func load(_ main: SourceFile, settings: [Setting]) -> ModelSyntax {
    var items = load(main, depth: 0)
    for setting in settings { apply(setting, to: &items) }
    return ModelSyntax(items: ProcessExpansion.starting(items), isOfCMurphi: isOfCMurphi)
  }

  private mutating func load(
    _ source: SourceFile, depth: Int, naming: Naming = Naming(), origin: InstanceOrigin? = nil
  ) -> [ItemSyntax] {
    reads += max(source.text.utf8.count, 1 << 10)
    loaded.insert(source.name)
    opened.append(source.name)
    defer { opened.removeLast() }
    let file = sourceMap.add(source)
    origins[file] = origin
    var parser = Parser(source, file: file, naming: naming)
    let items = parser.parseFile()
    if parser.isOfCMurphi { isOfCMurphi = true }
    // What is wrong with a file is wrong in each instance.
    if reported.insert(source.name).inserted { diagnostics.append(contentsOf: parser.diagnostics) }
    guard items.contains(where: \.isInclude) else { return items }
    refuseNames(of: parser.instances, declaredIn: items)
    var result: [ItemSyntax] = []
    for item in items {
      if case .include(let include) = item {
        result.append(
          contentsOf: loadInclude(include, from: source, depth: depth, naming: naming, origin: origin))
      } else {
        result.append(item)
      }
    }
    return result
  }

  private mutating func loadInclude(
    _ syntax: IncludeSyntax, from source: SourceFile, depth: Int, naming: Naming, origin: InstanceOrigin?
  ) -> [ItemSyntax] {
    let path = syntax.path
    guard depth < Self.depthLimit else {
      report(
        .nestingTooDeep, "nesting too deep: more than \(Self.depthLimit) files include one another",
        at: path.range)
      return []
    }
    switch include(path.text, source) {
    case .success(let file):
      if let instance = syntax.instance {
        return loadInstance(instance, of: file, syntax, depth: depth, naming: naming)
      }
      return loaded.contains(file.name) ? [] : load(file, depth: depth + 1, naming: naming, origin: origin)
    case .failure(let failure):
      report(.includeFailed, "cannot include `\(path.text)`: \(failure.message)", at: path.range)
      return []
    }
  }

  // MARK: Instances

  /// A file once more, with names of its own; what it includes is part of the instance.
  private mutating func loadInstance(
    _ instance: Name, of file: SourceFile, _ syntax: IncludeSyntax, depth: Int, naming: Naming
  ) -> [ItemSyntax] {
    guard !opened.contains(file.name) else {
      report(
        .includeFailed, "cannot include `\(syntax.path.text)`: it would be an instance of itself",
        at: syntax.path.range)
      return []
    }
    guard surrounding + naming.renamings.count < Self.instanceLimit else {
      report(
        .nestingTooDeep, "nesting too deep: more than \(Self.instanceLimit) instances within one another",
        at: syntax.path.range)
      return []
    }
    guard reads < Self.readLimit else {
      if !isExhausted {
        report(
          .nestingTooDeep, "too many instances: more than 16 MB are read for them", at: syntax.path.range)
      }
      isExhausted = true
      return []
    }
    // First what it declares, then what that is called.
    var scout = Loader(include: include)
    scout.opened = opened
    (scout.surrounding, scout.reads) = (surrounding + naming.renamings.count + 1, reads)
    let declared = scout.load(file, depth: depth + 1)
    reads = scout.reads
    let given = Set(syntax.arguments.map(\.name.text))
    let names = Set(declared.flatMap(\.declaredNames).map(\.text)).subtracting(
      declared.flatMap { $0.members(givenWith: given) }.map(\.text))
    let outside = loaded
    loaded = []
    defer { loaded = outside }
    let naming = naming.within(instance.text, declaring: names)
    let origin = InstanceOrigin(name: naming.instance ?? instance.text, range: instance.range)
    var items = load(file, depth: depth + 1, naming: naming, origin: origin)
    for argument in syntax.arguments { give(argument, to: &items, of: syntax, naming) }
    return items
  }

  private mutating func give(
    _ argument: IncludeSyntax.Argument, to items: inout [ItemSyntax], of syntax: IncludeSyntax,
    _ naming: Naming
  ) {
    let name = argument.name.text
    if let first = syntax.arguments.first(where: { $0.name.text == name }),
      first.name.range != argument.name.range
    {
      diagnostics.append(
        Diagnostic(
          .error, .duplicateName, "`\(name)` is given twice", at: argument.name.range,
          labels: [Label(first.name.range, "first here")]))
      return
    }
    guard !replace(naming(name), by: argument.value, in: &items) else { return }
    if items.contains(where: { $0.declaresType(naming(name)) }) {
      if replaceType(naming(name), by: argument.value, in: &items) { return }
      report(
        .wrongKindOfName, "`\(name)` is a type, and this is none", at: argument.value.range,
        help: "give it the name of a type that is declared before")
      return
    }
    let known = items.flatMap(\.givableNames).map { sourceMap.text(of: $0.range) }
    report(
      .unknownSetting, "`\(syntax.path.text)` has no constant or type `\(name)`", at: argument.name.range,
      help: Suggestion.question(for: name, among: known))
  }

  /// What stands behind the name of an instance and a dot is a name of it.
  private mutating func refuseNames(of instances: [Name], declaredIn items: [ItemSyntax]) {
    let names = items.flatMap(\.declaredNames)
    for (index, instance) in instances.enumerated() {
      let earlier = instances[..<index].first { $0.text == instance.text }
      guard let other = earlier ?? names.first(where: { $0.text == instance.text }) else { continue }
      // A name behind the include was reported where it stands.
      guard earlier != nil || other.range.start < instance.range.start else { continue }
      diagnostics.append(
        Diagnostic(
          .error, .duplicateName, "`\(instance.text)` is already declared", at: instance.range,
          labels: [Label(other.range, "first declared here")]))
    }
  }

  private func replaceType(_ name: String, by value: ExpressionSyntax, in items: inout [ItemSyntax]) -> Bool {
    guard case .designator(let type, let path) = value.kind, path.isEmpty else { return false }
    for index in items.indices {
      guard case .declaration(.type(var entry)) = items[index],
        let position = entry.names.firstIndex(where: { $0.text == name })
      else { continue }
      var given = entry
      given.names = [entry.names.remove(at: position)]
      given.type = TypeSyntax(kind: .named(type.text), range: value.range)
      items[index] = .declaration(.type(given))
      if !entry.names.isEmpty { items.insert(.declaration(.type(entry)), at: index) }
      return true
    }
    return false
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
    // `left.N` is `left_N`.
    let name = setting.name.replacing(".", with: "_")
    guard !replace(name, by: value, in: &items) else { return }
    let known = items.flatMap { item in
      if case .declaration(.constant(let constant)) = item { constant.names.map(\.text) } else { [String]() }
    }
    report(
      .unknownSetting, "the model has no constant `\(setting.name)`",
      at: SourceRange(file: file, start: 0, end: setting.value.utf8.count),
      help: Suggestion.question(for: setting.name, among: known))
  }

  /// The constant with another value; false if there is none of that name.
  private func replace(_ name: String, by value: ExpressionSyntax, in items: inout [ItemSyntax]) -> Bool {
    for index in items.indices {
      guard case .declaration(.constant(let constant)) = items[index],
        let position = constant.names.firstIndex(where: { $0.text == name })
      else { continue }
      var others = constant
      let name = others.names.remove(at: position)
      items[index] = .declaration(.constant(ConstantSyntax(names: [name], value: value)))
      if !others.names.isEmpty { items.insert(.declaration(.constant(others)), at: index) }
      return true
    }
    return false
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, help: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: range, help: help))
  }
}

extension ItemSyntax {
  /// The constants and types that it declares.
  fileprivate var givableNames: [Name] {
    switch self {
    case .declaration(.constant(let constant)): constant.names
    case .declaration(.type(let entry)): entry.names
    case .declaration(.variable), .procedure, .rule, .version, .refinement, .processStart, .include: []
    }
  }

  fileprivate func declaresType(_ name: String) -> Bool {
    guard case .declaration(.type(let entry)) = self else { return false }
    return entry.names.contains { $0.text == name }
  }

  fileprivate var isInclude: Bool {
    if case .include = self { true } else { false }
  }
}

/// Which instance a file is read for.
struct InstanceOrigin: Sendable {
  var name: String
  /// Where it is named.
  var range: SourceRange
}
