import Checking
import Foundation
import Glibc
import Synchronization

/// The folder of a search whose states are on disk: its files, how much they take, and that nobody else has it.
///
/// It is its user's alone. `search.json` is replaced at once and names the files that count; others are of a run that was
/// killed, and are removed.
final class DiskFolder: Sendable {
  let path: String
  private let descriptor: Int32
  private let lock: FolderLock
  private let limit: Int
  private let used = Atomic<Int>(0)
  private let total = Atomic<Int>(0)
  private let next = Atomic<Int>(0)

  private static let header = "search.json"
  private static let partialHeader = "search.json.partial"
  private static let lockName = "lock"

  /// Bytes that were written by this run.
  var written: Int { total.load(ordering: .relaxed) }
  /// Bytes that files take now.
  var size: Int { used.load(ordering: .relaxed) }

  /// Makes the folder if there is none; refuses one that another run has, or that holds something else.
  ///
  /// `recognise` is shown the header, if there is one, before anything is touched, and throws if the folder is to stay as it is.
  init(
    _ path: String, limit: Int?, recognise: (Data) throws(EngineFailure) -> Void
  ) throws(EngineFailure) {
    // A limit on the size of files is told by errors of calls, not by a signal that ends the program.
    _ = signal(SIGXFSZ, SIG_IGN)
    Self.allowManyFiles()
    self.path = path
    self.limit = limit ?? .max
    func refuse(_ reason: String) -> EngineFailure {
      EngineFailure(.inputOutput, "cannot keep states in `\(path)`: \(reason)")
    }
    if let reason = SavingFolder.make(path, mode: 0o700) { throw refuse(reason) }
    let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw refuse(unsafe String(cString: strerror(errno))) }
    do throws(EngineFailure) {
      var status = stat()
      guard unsafe fstat(folder, &status) == 0, status.st_uid == geteuid() else {
        throw refuse("the folder belongs to somebody else")
      }
      if let header = try Self.header(in: folder, path) {
        try recognise(header)
      } else if let names = try? FileManager.default.contentsOfDirectory(atPath: path) {
        guard names.allSatisfy(Self.isOurs) else {
          throw refuse("the folder holds other files; name an empty one, or one that does not exist")
        }
      } else {
        throw refuse("the folder cannot be read")
      }
      do throws(FolderLock.Refusal) {
        lock = try FolderLock(Self.lockName, in: folder)
      } catch {
        throw refuse(error.reason)
      }
      fchmod(folder, 0o700)
    } catch {
      close(folder)
      throw error
    }
    descriptor = folder
  }

  deinit { close(descriptor) }

  /// Runs that are merged are open at the same time.
  private static func allowManyFiles() {
    var limits = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return }
    limits.rlim_cur = limits.rlim_max
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
  }

  private static func isOurs(_ name: String) -> Bool {
    [partialHeader, lockName, "lost+found"].contains(name) || isStates(name)
  }

  /// Lets others have the folder, though files may still be open.
  func end() { lock.end() }

  private static func isStates(_ name: String) -> Bool {
    SavedNames.isLayer(name) || SavedNames.isTemporary(name)
  }

  // MARK: - Files

  /// A new file for layers.
  func makeLayerFile() throws(DiskStop) -> DiskFile {
    let name = SavedNames.layer(.random(in: 0...UInt64.max))
    return DiskFile(
      name: name, salt: .random(in: 0...UInt64.max), descriptor: try create(name), end: 0, isTemporary: false,
      in: self)
  }

  /// A new file that is gone, and the room it takes, once nobody has it open.
  func makeTemporaryFile() throws(DiskStop) -> DiskFile {
    let (number, _) = next.add(1, ordering: .relaxed)
    let name = SavedNames.temporary(number)
    let file = try create(name)
    _ = unsafe unlinkat(descriptor, name, 0)
    return DiskFile(
      name: name, salt: .random(in: 0...UInt64.max), descriptor: file, end: 0, isTemporary: true, in: self)
  }

  /// A file of layers that was written before, up to `end`.
  func openLayerFile(_ name: String, salt: UInt64, end: Int) throws(DiskStop) -> DiskFile {
    let (file, size): (Int32, Int)
    do throws(SavedFile.Objection) {
      (file, size) = try SavedFile.open(name, in: descriptor, followsLinks: false)
    } catch {
      throw DiskStop(damaged: "`\(name)` \(error.clause)", in: path)
    }
    guard size >= end else {
      close(file)
      throw DiskStop(damaged: "`\(name)` is too short", in: path)
    }
    used.add(size, ordering: .relaxed)
    return DiskFile(name: name, salt: salt, descriptor: file, end: end, isTemporary: false, in: self)
  }

  private func create(_ name: String) throws(DiskStop) -> Int32 {
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = unsafe openat(descriptor, name, flags, 0o600)
    guard file >= 0 else { throw DiskStop(errno, "make a file", in: path) }
    return file
  }

  /// Removes files of states that are not among these, and whatever else a killed run left.
  func removeFiles(otherThan kept: Set<String>) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names where name == Self.partialHeader || Self.isStates(name) && !kept.contains(name) {
      _ = unsafe unlinkat(descriptor, name, 0)
    }
  }

  /// Removes all that is saved: the search has to begin anew.
  func clear() {
    _ = unsafe unlinkat(descriptor, Self.header, 0)
    removeFiles(otherThan: [])
  }

  // MARK: - Room

  /// Before so many bytes are written.
  func claim(_ bytes: Int) throws(DiskStop) {
    guard used.add(bytes, ordering: .relaxed).newValue <= limit else {
      used.subtract(bytes, ordering: .relaxed)
      throw .limit
    }
    total.add(bytes, ordering: .relaxed)
  }

  func giveBack(_ bytes: Int) { used.subtract(bytes, ordering: .relaxed) }

  // MARK: - The header

  /// Nil if nothing is saved here.
  func header() throws(EngineFailure) -> Data? { try Self.header(in: descriptor, path) }

  /// Of a folder that nobody may have yet.
  static func header(of path: String) throws(EngineFailure) -> Data? {
    try header(in: AT_FDCWD, path, name: "\(path)/\(header)")
  }

  private static func header(
    in folder: Int32, _ path: String, name: String = header
  ) throws(EngineFailure) -> Data? {
    do throws(SavedFile.Objection) {
      return try SavedFile.content(of: name, in: folder, followsLinks: false)
    } catch {
      guard case .unreadable(let reason) = error else { return nil }
      throw EngineFailure(.inputOutput, "cannot keep states in `\(path)`: its `\(header)` \(reason)")
    }
  }

  /// Replaces the header at once; what it names is to be on the disk before.
  func replaceHeader(_ content: Data) throws(DiskStop) {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    let file = unsafe openat(descriptor, Self.partialHeader, flags, 0o600)
    guard file >= 0 else { throw DiskStop(errno, "save the search", in: path) }
    defer { close(file) }
    var code: Int32 = 0
    unsafe content.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      if unsafe !writeWhole(base, byteCount: bytes.count, to: file) { code = errno }
    }
    if code == 0, fdatasync(file) != 0 { code = errno }
    if code == 0, unsafe renameat(descriptor, Self.partialHeader, descriptor, Self.header) != 0 {
      code = errno
    }
    if code == 0, fsync(descriptor) != 0 { code = errno }
    guard code == 0 else {
      _ = unsafe unlinkat(descriptor, Self.partialHeader, 0)
      throw DiskStop(code, "save the search", in: path)
    }
  }
}
