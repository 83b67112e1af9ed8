import Checking
import Foundation
import Glibc

/// The folder that a search is saved to: who has it, what it holds, and which of its files are ours.
final class CheckpointFolder {
  let url: URL
  private var lock: FolderLock?

  private static let lockName = "checkpoint.lock"

  init(_ path: String) { url = URL(fileURLWithPath: path) }

  /// Whether a search can be saved here from now on.
  private enum Hold: Hashable {
    case held
    /// It can, but the file system knows no locks, so that another run can do so, too.
    case shared(Note)
    case unwritable(Note)
  }

  /// Makes the folder if there is none, and holds it until this is gone; throws if another run does.
  ///
  /// `check` throws if what the folder holds is to stay; then it is not touched. Says whether a search can be saved here from now
  /// on, and what is to be said of that.
  func take(
    unless check: () throws(EngineFailure) -> Void
  ) throws(EngineFailure) -> (canSave: Bool, remarks: [Note]) {
    try check()
    let hold = try hold()
    // Whoever had it before may have saved since.
    try check()
    switch hold {
    case .held: return (true, [])
    case .shared(let note): return (true, [note])
    case .unwritable(let note): return (false, [note])
    }
  }

  private func hold() throws(EngineFailure) -> Hold {
    if let reason = SavingFolder.make(url.path, mode: 0o777) { return .unwritable(note(reason)) }
    do throws(FolderLock.Refusal) {
      // Whoever may write to the folder may save there.
      lock = try FolderLock(url.appendingPathComponent(Self.lockName).path, mode: 0o666)
      return .held
    } catch {
      if error == .taken {
        throw EngineFailure(.inputOutput, "another run saves its search to `\(url.path)`")
      }
      guard error.isOfFileSystem else { return .unwritable(note(error.reason)) }
      let text =
        "`\(url.path)` cannot be locked (\(error.reason)): no other run may save its search there meanwhile"
      return .shared(Note(text))
    }
  }

  /// What cannot be done, in a note.
  private func note(_ reason: String) -> Note { Note(failure(reason).message) }

  /// That saving fails.
  func failure(_ reason: String) -> EngineFailure {
    EngineFailure(.inputOutput, "cannot save a checkpoint in `\(url.path)`: \(reason)")
  }

  /// What the folder holds, nil if nothing; throws, with what to do, if that is nothing of ours or is damaged.
  func saved() throws(EngineFailure) -> CheckpointHeader? {
    do throws(CheckpointHeader.Objection) {
      return try CheckpointHeader.read(in: url)
    } catch {
      let reason =
        switch error {
        case .unreadable(let reason):
          "`\(url.path)/\(CheckpointHeader.fileName)` \(reason); save to another folder"
        case .sealed(.foreign):
          "`\(url.path)/\(CheckpointHeader.fileName)` is none of a saved search; save to another folder"
        case .sealed(.damaged):
          "`\(url.path)` holds a saved search that is damaged; save to another folder, or delete it"
        case .sealed(.otherVersion): Self.otherSearch(url)
        }
      throw EngineFailure(.inputOutput, reason)
    }
  }

  /// That the folder holds another search.
  static func otherSearch(_ url: URL) -> String {
    "`\(url.path)` holds the saved search of another model, of other options, of another number of processes or of "
      + "another version; save to another folder, or delete it"
  }

  /// Replaces the header at once; what it names is to be on the disk before.
  func put(_ header: some Encodable) throws(EngineFailure) {
    guard let data = try? SealedHeader.seal(header) else { throw failure("its header cannot be written") }
    let partial = url.appendingPathComponent(CheckpointHeader.fileName + SavedNames.partialSuffix).path
    // Of a run that was killed.
    unsafe unlink(partial)
    let file = unsafe open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure(unsafe String(cString: strerror(errno))) }
    defer { close(file) }
    let isWritten = unsafe data.withUnsafeBytes { bytes in
      unsafe bytes.baseAddress.map { unsafe writeWhole($0, byteCount: bytes.count, to: file) } ?? false
    }
    guard isWritten, fsync(file) == 0,
      unsafe rename(partial, url.appendingPathComponent(CheckpointHeader.fileName).path) == 0
    else {
      let code = errno
      unsafe unlink(partial)
      throw failure(unsafe String(cString: strerror(code)))
    }
    let folder = unsafe open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  /// Deletes the files of all checkpoints but those of these names.
  func removeFiles(otherThan kept: Set<String>) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    for name in names where SavedNames.isOfCheckpoint(name) && !kept.contains(name) {
      unsafe unlink(url.appendingPathComponent(name).path)
    }
  }
}
