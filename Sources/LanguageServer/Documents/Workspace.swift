import Diagnostics
import ModelIR
import Murphi

/// The models an editor looks at: open texts, files, and who includes whom.
struct Workspace {
  /// How files are had; the target itself touches none.
  let files: any FileAccess
  private(set) var documents: [String: Document] = [:]
  /// The main file whose compilation a file was last part of.
  private var mains: [String: String] = [:]
  /// By main file, until something changes.
  private var compilations: [String: Compilation] = [:]
  /// Models that others are held against, with the constants that those give them; likewise.
  private var abstractions: [Abstraction: Compilation] = [:]
  var folders: [String] = []

  /// So many models of a folder are looked at for who includes a file.
  private static let mostCandidates = 500

  private struct Abstraction: Hashable {
    var path: String
    var settings: [ConstantSetting]
  }

  init(files: any FileAccess) { self.files = files }

  mutating func open(_ path: String, _ text: String, version: Int) {
    documents[path] = Document(path: path, text: text, version: version)
    forgetCompilations()
  }

  mutating func change(_ path: String, _ change: (inout Document) -> Void) {
    guard var document = documents[path] else { return }
    change(&document)
    documents[path] = document
    // Other models are what they were.
    compilations = compilations.filter { !$0.value.includes(path) }
    abstractions = abstractions.filter { !$0.value.includes(path) }
  }

  mutating func close(_ path: String) {
    documents[path] = nil
    mains[path] = nil
    forgetCompilations()
  }

  /// Something outside of the editor's texts changed.
  mutating func forget() {
    forgetCompilations()
    mains = [:]
  }

  private mutating func forgetCompilations() {
    compilations = [:]
    abstractions = [:]
  }

  /// The abstract model that a model is held against; nil if there is no such file.
  mutating func abstraction(_ target: RefinementTarget, of compilation: Compilation) -> Compilation? {
    let includer = compilation.program.sourceMap[target.range.file].name
    let key = Abstraction(
      path: files.path(target.file, includedIn: includer), settings: target.settings)
    if let known = abstractions[key] { return known }
    let compiled = compile(key.path, settings: key.settings)
    abstractions[key] = compiled
    return compiled
  }

  /// The model that a file is part of, with the file's place in it.
  mutating func compilation(with path: String) -> (compilation: Compilation, file: FileID)? {
    if let main = mains[path], let found = find(path, in: main) { return found }
    // A library means something in a model that includes it; what stands alone is one itself.
    let alone = compile(path)
    if alone?.hasStartState != true {
      for main in candidates(for: path) {
        if let found = find(path, in: main) {
          mains[path] = main
          return found
        }
      }
    }
    mains[path] = path
    return alone.map { ($0, FileID(0)) }
  }

  /// Of all models that may include a file, those that do.
  mutating func compilations(including path: String) -> [Compilation] {
    ([path] + candidates(for: path)).compactMap { find(path, in: $0)?.compilation }
  }

  private mutating func find(_ path: String, in main: String) -> (compilation: Compilation, file: FileID)? {
    guard let compilation = compile(main),
      let index = compilation.program.sourceMap.files.firstIndex(where: { $0.name == path })
    else { return nil }
    return (compilation, FileID(index))
  }

  /// Models that may include a file, open ones first: those with a start state, in the folders around it and in opened ones.
  private func candidates(for path: String) -> [String] {
    var folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var nearby: [String] = []
    for _ in 0..<2 where folder.count > 1 {
      nearby += files.models(in: folder.joined(separator: "/"))
      folder = folder.dropLast()
    }
    nearby += folders.flatMap(files.models(in:))
    var seen: Set<String> = [path]
    return (documents.keys.sorted() + nearby).filter { seen.insert($0).inserted }.prefix(Self.mostCandidates)
      .filter {
        source($0)?.text.lowercased().contains("startstate") == true
      }
  }

  private func source(_ path: String) -> SourceFile? {
    documents[path]?.source ?? files.bytes(of: path).map { SourceFile(name: path, bytes: $0) }
  }

  private mutating func compile(_ main: String) -> Compilation? {
    if let known = compilations[main] { return known }
    let compilation = compile(main, settings: [])
    compilations[main] = compilation
    return compilation
  }

  private func compile(_ main: String, settings: [ConstantSetting]) -> Compilation? {
    guard let source = source(main) else { return nil }
    let settings = settings.map { Setting(name: $0.name, value: $0.value) }
    return MurphiFrontEnd.compile(main: source, settings: settings) { path, includer in
      let name = files.path(path, includedIn: includer.name)
      guard let file = self.source(name) else {
        return .failure(IncludeFailure(message: "there is no such file, or it cannot be read"))
      }
      return .success(file)
    }
  }
}

/// What a language server needs of a file system.
package protocol FileAccess: Sendable {
  /// Nil if there is no such file or it cannot be read.
  func bytes(of path: String) -> [UInt8]?
  /// The paths of the models directly in a folder, in order.
  func models(in folder: String) -> [String]
  /// The path of what a file includes.
  func path(_ path: String, includedIn file: String) -> String
}

extension Compilation {
  fileprivate func includes(_ path: String) -> Bool {
    program.sourceMap.files.contains { $0.name == path }
  }

  /// What has none is not a model, but part of one.
  fileprivate var hasStartState: Bool {
    func has(_ items: [Outline.Item]) -> Bool {
      items.contains { item in
        if case .startState = item.kind { true } else { has(item.children) }
      }
    }
    return has(Outline(program).items)
  }
}
