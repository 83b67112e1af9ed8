import Diagnostics
import Murphi
import OrderedJSON

/// Tells an editor what is wrong, in every file of the models that it has open.
struct DiagnosticPublisher {
  /// Files that the editor shows something for.
  private var published: Set<String> = []
  private let refinements: RefinementReader

  init(refinements: RefinementReader) { self.refinements = refinements }

  mutating func messages(for workspace: inout Workspace) -> [JSON] {
    var found: [String: [JSON]] = [:]
    for path in workspace.documents.keys.sorted() {
      found[path] = found[path] ?? []
      guard let (compilation, _) = workspace.compilation(with: path) else { continue }
      let sources = compilation.program.sourceMap
      for diagnostic in compilation.diagnostics + refinements.diagnostics(of: compilation, &workspace) {
        let json = Self.json(of: diagnostic, in: sources)
        let name = sources[diagnostic.range.file].name
        // What is only odd in another file is nobody's concern here.
        guard workspace.documents[name] != nil || diagnostic.severity == .error else { continue }
        // Two open models may include the same file.
        if found[name]?.contains(json) != true { found[name, default: []].append(json) }
      }
    }
    let gone = published.subtracting(found.keys)
    published = Set(found.filter { !$0.value.isEmpty }.keys)
    return (found.sorted { $0.key < $1.key } + gone.sorted().map { ($0, []) }).map { path, diagnostics in
      let version = workspace.documents[path]?.version
      return .object([
        "jsonrpc": .string("2.0"), "method": .string("textDocument/publishDiagnostics"),
        "params": .object([
          "uri": .string(DocumentPath.uri(of: path)), "version": version.map(JSON.integer),
          "diagnostics": .array(diagnostics),
        ]),
      ])
    }
  }

  private static func json(of diagnostic: Diagnostic, in sources: SourceMap) -> JSON {
    let help = diagnostic.help.map { "\nhelp: \($0)" } ?? ""
    let labels = diagnostic.labels.map { label in
      JSON.object([
        "location": label.range.location(in: sources[label.range.file]),
        "message": .string(label.message),
      ])
    }
    return .object([
      "range": diagnostic.range.json(in: sources[diagnostic.range.file]),
      "severity": .integer(severity(of: diagnostic)), "code": .string(diagnostic.code.name),
      "source": .string("p2pcheck"), "message": .string(diagnostic.message + help),
      // Grey, as editors show what nobody uses.
      "tags": diagnostic.code == .unusedDeclaration ? .array([.integer(1)]) : nil,
      "relatedInformation": labels.isEmpty ? nil : .array(labels),
    ])
  }

  private static func severity(of diagnostic: Diagnostic) -> Int {
    switch diagnostic.severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }
}
