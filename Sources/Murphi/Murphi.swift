package import Diagnostics
package import ModelIR

/// A value for a constant of the model, from outside: `--set NAME=VALUE`.
package struct Setting: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// Why a file named by `include` could not be had.
package struct IncludeFailure: Error, Hashable, Sendable {
  package var message: String

  package init(message: String) { self.message = message }
}

/// A model as text: its syntax tree, includes and settings in place, and the files it came from.
package struct MurphiProgram: Sendable {
  let syntax: ModelSyntax
  /// The main file, the included ones, and one pseudo-file per setting.
  package let sourceMap: SourceMap
  /// The main file's name without folder and extension.
  package let name: String
  /// By file: which instance it is part of.
  let origins: [FileID: InstanceOrigin]

  /// The instances of other files that a file names.
  package func instances(in file: FileID) -> Set<String> {
    Set(origins.values.filter { $0.range.file == file }.map { sourceMap.text(of: $0.range) })
  }

  /// What is said of an instance says which one.
  func placed(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard !origins.isEmpty else { return diagnostics }
    return diagnostics.map { diagnostic in
      guard let origin = origins[diagnostic.range.file] else { return diagnostic }
      var placed = diagnostic
      placed.labels.append(Label(origin.range, "in the instance `\(origin.name)`"))
      return placed
    }
  }
}

/// What became of a model's text: its transition system if it is right, and everything to be said about it.
package struct Compilation: Sendable {
  package let program: MurphiProgram
  package let system: TransitionSystem?
  package let diagnostics: [Diagnostic]
  package let names: NameIndex
  /// All types, also of a model with mistakes.
  package let types: [TypeDefinition]
}

/// Murphi text in, transition system out.
///
/// It never fails and touches no file: mistakes are diagnostics, and included files come from a closure.
package enum MurphiFrontEnd {
  /// Parses a model.
  ///
  /// `include` is given a path as written and the file it is written in; the name of the file it returns identifies it,
  /// so that each is included once.
  package static func load(
    main: SourceFile, settings: [Setting] = [],
    include: (String, SourceFile) -> Result<SourceFile, IncludeFailure>
  ) -> Parsed<MurphiProgram> {
    withoutActuallyEscaping(include) { include in
      var loader = Loader(include: include)
      let syntax = loader.load(main, settings: settings)
      let program = MurphiProgram(
        syntax: syntax, sourceMap: loader.sourceMap, name: main.baseName, origins: loader.origins)
      return Parsed(program, diagnostics: loader.diagnostics)
    }
  }

  /// Parses a model that includes nothing.
  package static func load(_ main: SourceFile, settings: [Setting] = []) -> Parsed<MurphiProgram> {
    load(main: main, settings: settings) { _, _ in
      .failure(IncludeFailure(message: "there are no other files here"))
    }
  }

  /// The text with its lines moved to where their blocks want them: the same tokens, comments and line breaks.
  ///
  /// Nil if the text has syntax errors, for nobody knows which blocks it has, or is no UTF-8. What it includes is not looked at.
  package static func format(_ source: SourceFile) -> Parsed<String?> {
    let parsed = load(main: source) { _, _ in .success(SourceFile(name: "", text: "")) }
    guard !parsed.hasErrors, String(validating: source.bytes, as: UTF8.self) != nil,
      var formatter = Formatter(source, labels: parsed.value.syntax.labels)
    else { return Parsed(nil, diagnostics: parsed.diagnostics) }
    return Parsed(formatter.format(), diagnostics: [])
  }

  /// Parses and checks a model: everything wrong with it at once, in the order of the text.
  ///
  /// After a syntax error a name may be unknown only because its declaration was not understood, so that is
  /// not reported then. `namesElements` reads what the tool writes: `node_0` is the first element of the scalarset `node`,
  /// unless something is called so.
  package static func compile(
    main: SourceFile, settings: [Setting] = [], namesElements: Bool = false,
    include: (String, SourceFile) -> Result<SourceFile, IncludeFailure>
  ) -> Compilation {
    let parsed = load(main: main, settings: settings, include: include)
    let lowering = lower(parsed.value, namesElements: namesElements)
    var found = lowering.diagnostics
    if parsed.hasErrors {
      found.removeAll {
        $0.severity != .error || [.unknownName, .unknownField, .noStartState].contains($0.code)
      }
    }
    return Compilation(
      program: parsed.value, system: parsed.hasErrors || lowering.hasErrors ? nil : lowering.system,
      diagnostics: inOrder(parsed.diagnostics + parsed.value.placed(found)), names: lowering.names,
      types: lowering.types.definitions)
  }

  private static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      let (a, b) = (left.element.range, right.element.range)
      return (a.file.index, a.start, left.offset) < (b.file.index, b.start, right.offset)
    }.map(\.element)
  }

  /// The program as plain Murphi: includes flattened, settings in place of constants, annotations as comments in front of
  /// what they belong to.
  package static func print(_ program: MurphiProgram) -> String {
    var printer = Printer()
    printer.print(program.syntax)
    return printer.output
  }

  /// The words that cannot be names, in the order of the alphabet.
  package static var keywords: [String] { TokenKind.keywords.keys.sorted() }

  /// Whether this cannot be a name; case does not matter.
  package static func isKeyword(_ word: String) -> Bool { TokenKind.keywords[word.lowercased()] != nil }

  /// Checks a program and builds its transition system; nil if there is any error.
  package static func analyse(_ program: MurphiProgram) -> Parsed<TransitionSystem?> {
    let lowering = lower(program)
    return Parsed(
      lowering.hasErrors ? nil : lowering.system, diagnostics: program.placed(lowering.diagnostics))
  }

  private static func lower(_ program: MurphiProgram, namesElements: Bool = false) -> Lowering {
    var lowering = Lowering(name: program.name, sourceMap: program.sourceMap)
    lowering.namesElements = namesElements
    lowering.run(program.syntax)
    return lowering
  }
}

extension SourceFile {
  /// The name without folder and extension.
  fileprivate var baseName: String {
    let file = name.split(separator: "/").last ?? "model"
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return String(file) }
    return String(file[..<dot])
  }
}
