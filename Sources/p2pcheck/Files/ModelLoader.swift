import Diagnostics
import Digests
import Foundation
import ModelIR
import Murphi

/// A model as it was read: all its files, and the transition system if it is right.
struct LoadedModel {
  /// Nil if there are errors.
  var system: TransitionSystem?
  var program: MurphiProgram
  var diagnostics: [Diagnostic]

  var sources: SourceMap { program.sourceMap }

  /// The main file with more declarations at its end.
  func bytes(extendedBy text: String) -> [UInt8] {
    (sources.files.first?.bytes ?? []) + Array(("\n" + text).utf8)
  }

  /// `sha256:` and the digest of all files and settings, in order, in hexadecimal digits.
  var digest: String {
    var hash = SHA256()
    for file in sources.files {
      hash.update(data: Data("\(file.bytes.count) ".utf8))
      hash.update(data: file.bytes)
    }
    return hash.finalize().text
  }
}

/// Reads a model and the files it includes, and has the front end understand them.
enum ModelLoader {
  static func load(_ path: String, settings: [ConstantSetting]) throws(FileFailure) -> LoadedModel {
    let main = SourceFile(name: path, bytes: try FileReading.bytes(of: path, as: "model"))
    let compilation = MurphiFrontEnd.compile(
      main: main, settings: settings.map { Setting(name: $0.name, value: $0.value) }, include: include)
    return LoadedModel(
      system: compilation.system, program: compilation.program, diagnostics: compilation.diagnostics)
  }

  /// The model with more declarations at its end, which may name elements of scalarsets; nil if they are wrong.
  static func system(
    of model: LoadedModel, extendedBy text: String, settings: [ConstantSetting]
  ) -> TransitionSystem? {
    guard let file = model.sources.files.first else { return nil }
    let main = SourceFile(name: file.name, bytes: model.bytes(extendedBy: text))
    return MurphiFrontEnd.compile(
      main: main, settings: settings.map { Setting(name: $0.name, value: $0.value) }, namesElements: true,
      include: include
    ).system
  }

  private static func include(_ path: String, from file: SourceFile) -> Result<SourceFile, IncludeFailure> {
    let name = self.path(path, includedIn: file.name)
    do {
      return .success(SourceFile(name: name, bytes: try FileReading.bytes(of: name, as: "file")))
    } catch {
      return .failure(IncludeFailure(message: error.message))
    }
  }

  /// Paths are relative to the including file; the shortest form of a path identifies the file.
  static func path(_ path: String, includedIn file: String) -> String {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return normalised(path.hasPrefix("/") ? path : (folder + [path[...]]).joined(separator: "/"))
  }

  /// The path without `.` and without `..` where a folder precedes it.
  private static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
