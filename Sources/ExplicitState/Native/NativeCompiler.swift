import Diagnostics
import Digests
import Foundation
import ModelIR
import Processes

/// How generated C becomes a loaded library: which compiler, where results are kept.
package struct NativeOptions: Hashable, Sendable {
  /// Compilers to try in order, by name or path; the first one that exists is used.
  package var compilers: [String]
  /// A folder for compiled libraries, made when missing and used if it is ours alone; nil to compile everything afresh.
  package var cache: String?
  /// How long a compiler may take.
  package var timeout: Duration
  /// How hard the compiler works.
  package var effort = CompilerEffort.much
  /// How long a search that does not wait for any effort goes on before some is made; ten times as long before much is.
  package var patience = Duration.seconds(1)

  package init(
    compilers: [String] = ["clang", "cc", "gcc"], cache: String?, timeout: Duration = .seconds(300)
  ) {
    self.compilers = compilers
    self.cache = cache
    self.timeout = timeout
  }
}

/// Why there is no compiled successor, as a sentence for the user; exploration then goes on interpreted.
struct NativeFailure: Error {
  let reason: String
  /// Nobody waits for it any more: no news for the user.
  var isStop = false

  init(reason: String, isStop: Bool = false) {
    self.reason = reason.visible
    self.isStop = isStop
  }
}

/// Compiles generated C with the system's compiler, once per content.
struct NativeCompiler: Sendable {
  let options: NativeOptions
  private let cache: LibraryCache

  init(options: NativeOptions) { self.init(options: options, cache: LibraryCache(folder: options.cache)) }

  private init(options: NativeOptions, cache: LibraryCache) {
    self.options = options
    self.cache = cache
  }

  /// The same with little effort.
  var quick: NativeCompiler { with(.little) }

  /// The same with so much effort at most.
  func with(_ effort: CompilerEffort) -> NativeCompiler {
    var options = options
    options.effort = min(options.effort, effort)
    return NativeCompiler(options: options, cache: cache)
  }

  /// The digest of a library covers them.
  ///
  /// Clang 21 with `-O3` mixes up the two records that `p2p_swap.h` exchanges unless it expects aliases, which costs nothing
  /// there.
  private func flags(_ effort: CompilerEffort) -> [String] {
    [effort.flag, "-march=native", "-std=gnu11", "-fno-strict-aliasing", "-fPIC", "-shared", "-w"]
  }

  /// GCC takes half of Clang's time for some optimisation, and more for much.
  ///
  /// TCC takes no time at all for what has no numbers of more than 64 bits.
  private func compilers(_ effort: CompilerEffort) -> [String] {
    switch effort {
    case .least: ["tcc"] + options.compilers
    case .some: options.compilers.reversed()
    case .little, .much: options.compilers
    }
  }

  /// Why compiled libraries are not kept, though they should be.
  var cacheObjection: String? { cache.objection }

  /// The same for all machines for which the same library would be made of a source.
  func name(of source: String) -> String { digest(of: source, options.effort) }

  /// The cached library for a source, if there is one, be it of more effort.
  func cached(_ source: String) -> Data? {
    for effort in CompilerEffort.allCases.reversed() where effort >= options.effort {
      if let library = cache.find(digest(of: source, effort)) { return library }
    }
    return nil
  }

  /// The compiled library; compiles unless it is in the cache, and until `stop` is raised.
  func library(for source: String, stop: StopFlag = StopFlag()) async throws(NativeFailure) -> Data {
    if let library = cached(source) { return library }
    let folder: TemporaryFolder
    do {
      folder = try TemporaryFolder()
    } catch {
      throw NativeFailure(reason: "the compiler's files cannot be written: \(error.localizedDescription)")
    }
    defer { folder.remove() }
    let work = folder.url
    let path = work.appending(path: "model.so")
    do {
      for (name, bytes) in Self.headers { try Data(bytes).write(to: work.appending(path: name)) }
      try Data(source.utf8).write(to: work.appending(path: "model.c"))
    } catch {
      throw NativeFailure(reason: "the compiler's files cannot be written: \(error.localizedDescription)")
    }
    try await compile(in: work, to: path, stop)
    guard let library = try? Data(contentsOf: path) else {
      throw NativeFailure(reason: "the compiled successor cannot be read")
    }
    cache.store(library, as: digest(of: source, options.effort))
    return library
  }

  private func compile(in work: URL, to library: URL, _ stop: StopFlag) async throws(NativeFailure) {
    var reasons: [String] = []
    for compiler in compilers(options.effort) {
      let own = compiler.contains("clang") ? ["-fbracket-depth=1000000", "-fno-slp-vectorize"] : []
      let arguments =
        flags(options.effort) + own + [
          "-I", work.path, "-o", library.path, work.appending(path: "model.c").path,
        ]
      var process = ChildProcess([compiler] + arguments, timeout: options.timeout) { stop.isRaised }
      process.temporaryFolder = work
      guard let outcome = try? await process.run() else {
        if Task.isCancelled { throw NativeFailure(reason: "the compiler was stopped", isStop: true) }
        reasons.append("`\(compiler)` is not there")
        continue
      }
      switch outcome.ending {
      case .exited(0): return
      case .exited, .signalled:
        reasons.append(
          "`\(compiler)` failed: \(outcome.messages.split(separator: "\n").first ?? "no message")")
      case .tookTooLong:
        throw NativeFailure(reason: "`\(compiler)` took longer than \(options.timeout)")
      case .printedTooMuch: throw NativeFailure(reason: "`\(compiler)` prints without end")
      case .cancelled: throw NativeFailure(reason: "the compiler was stopped", isStop: true)
      }
    }
    throw NativeFailure(reason: reasons.joined(separator: "; "))
  }

  /// Of everything a library depends on, as a file's name.
  private func digest(of source: String, _ effort: CompilerEffort) -> String {
    var digest = SHA256()
    digest.update(data: Data(source.utf8))
    for (_, bytes) in Self.headers { digest.update(data: Data(bytes)) }
    let tools = flags(effort) + compilers(effort).map(CompilerIdentity.text) + [Self.processor]
    digest.update(data: Data(tools.joined(separator: "\n").utf8))
    return digest.finalize().hexadecimal
  }

  /// The files generated C includes.
  private static var headers: [(String, [UInt8])] {
    [
      ("p2p_abi.h", PackageResources.p2p_abi_h), ("p2p_runtime.h", PackageResources.p2p_runtime_h),
      ("p2p_orbit.h", PackageResources.p2p_orbit_h), ("p2p_swap.h", PackageResources.p2p_swap_h),
    ]
  }

  /// What `-march=native` depends on, so that a cache shared between machines stays sound.
  private static let processor: String = {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else { return "" }
    return text.split(separator: "\n").first { $0.hasPrefix("flags") }.map(String.init) ?? ""
  }()
}
