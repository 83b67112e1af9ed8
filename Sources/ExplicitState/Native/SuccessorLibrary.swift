import CSuccessor
import Foundation
import ModelIR
import Processes
import Synchronization

/// A compiled successor, loaded for the life of the process.
///
/// `@unchecked Sendable`: generated code keeps no state of its own, and the one pointer that changes is atomic.
@safe final class SuccessorLibrary: Successor, @unchecked Sendable {
  let width: Int
  let description = "compiled"
  private let stop: StopWord
  private let functions: Atomic<UnsafePointer<Functions>>
  /// What has answered for this one.
  private let earlier = Mutex<[SuccessorLibrary]>([])

  @unsafe private struct Functions {
    let expand: p2p_expand_function
    let canonicalise: p2p_canonicalise_function
    let holds: p2p_holds_function
    /// Of a library that can fire some instances only.
    let examine: p2p_examine_function?
    let fire: p2p_fire_function?
  }

  /// Loads these very bytes, which no file that others can write to stands for; once `stop` is raised, its results are
  /// worth nothing.
  init(_ library: Data, width: Int, stop: StopWord = StopWord()) throws(NativeFailure) {
    self.width = width
    self.stop = stop
    let file = unsafe library.withUnsafeBytes { unsafe p2p_sealed_file($0.baseAddress, $0.count) }
    guard file >= 0, let folder = try? TemporaryFolder() else {
      throw NativeFailure(reason: "there is no room for the compiled successor")
    }
    defer {
      close(file)
      folder.remove()
    }
    // A loader takes two libraries of one path for the same, and descriptors are used again: this path is nobody else's.
    let path = folder.url.appending(path: "successor.so").path
    guard unsafe symlink("/proc/self/fd/\(file)", path) == 0 else {
      throw NativeFailure(reason: "there is no room for the compiled successor")
    }
    guard let handle = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      let reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? "no reason given"
      throw NativeFailure(reason: "the compiled successor cannot be loaded: \(reason)")
    }
    func symbol<Function>(_ name: String, as type: Function.Type) throws(NativeFailure) -> Function {
      guard let address = unsafe dlsym(handle, name) else {
        throw NativeFailure(reason: "the compiled successor has no `\(name)`")
      }
      return unsafe unsafeBitCast(address, to: type)
    }
    func optional<Function>(_ name: String, as type: Function.Type) -> Function? {
      unsafe dlsym(handle, name).map { unsafe unsafeBitCast($0, to: type) }
    }
    let version = try symbol("p2p_version", as: p2p_version_function.self)
    guard version() == UInt32(P2P_ABI_VERSION) else {
      throw NativeFailure(reason: "the compiled successor is of another version")
    }
    let loaded = unsafe Functions(
      expand: try symbol("p2p_expand", as: p2p_expand_function.self),
      canonicalise: try symbol("p2p_canonicalise", as: p2p_canonicalise_function.self),
      holds: try symbol("p2p_holds", as: p2p_holds_function.self),
      examine: optional("p2p_examine", as: p2p_examine_function.self),
      fire: optional("p2p_fire", as: p2p_fire_function.self))
    // For the life of the process, as the library is.
    let place = UnsafeMutablePointer<Functions>.allocate(capacity: 1)
    unsafe place.initialize(to: loaded)
    unsafe functions = Atomic(UnsafePointer(place))
  }

  /// The code that another one answers with now.
  private init(_ other: SuccessorLibrary, until stop: StopWord) {
    width = other.width
    self.stop = stop
    unsafe functions = Atomic(other.functions.load(ordering: .acquiring))
  }

  func versions(until stop: StopWord) -> [any Successor] {
    (earlier.withLock { $0 } + [self]).map { SuccessorLibrary($0, until: stop) }
  }

  private var current: Functions { unsafe functions.load(ordering: .acquiring).pointee }

  func expand(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>) {
    unsafe current.expand(state, output)
  }

  func examine(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>) {
    guard let examine = unsafe current.examine else { preconditionFailure("the library does not reduce") }
    unsafe examine(state, output)
  }

  func fire(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>) {
    guard let fire = unsafe current.fire else { preconditionFailure("the library does not reduce") }
    unsafe fire(state, output)
  }

  /// Goes on with faster code of the same source, also in the middle of a search.
  func become(_ faster: SuccessorLibrary) {
    earlier.withLock { $0.append(SuccessorLibrary(self, until: stop)) }
    unsafe functions.store(faster.functions.load(ordering: .acquiring), ordering: .releasing)
  }

  func canonicalise(_ state: UnsafeMutablePointer<UInt64>) {
    unsafe current.canonicalise(state, stop.pointer)
  }

  func test(_ state: UnsafePointer<UInt64>, property: Int, instance: UInt64) -> ConditionValue {
    switch unsafe current.holds(state, UInt32(property), instance, stop.pointer) {
    case 0: .fails
    case 1: .holds
    case 2: .error(assertion: nil)
    case let code where code < 0: .orderMatters(watch: UInt32(-1 - code))
    case let code: .error(assertion: PropertyID(Int(code) - 3))
    }
  }
}
