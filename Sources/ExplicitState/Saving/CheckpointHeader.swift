import Checking
import Foundation

/// What `checkpoint.json` says of a saved search, whoever has saved it.
struct CheckpointHeader {
  static let fileName = "checkpoint.json"

  let content: Content
  /// The digits of its seal: where they are the same, the headers are.
  let seal: String

  enum Content {
    case process(Checkpoint)
    case ranks(ClusterCheckpoint)
  }

  /// Why there is no saved search to go on with.
  enum Objection: Error, Hashable {
    /// In a clause that follows the file's name.
    case unreadable(String)
    case sealed(SealedHeader.Objection)

    /// For whoever wants to go on.
    var clause: String {
      switch self {
      case .unreadable(let reason): "`\(CheckpointHeader.fileName)` \(reason)"
      case .sealed(.damaged): "its header is not what was written"
      case .sealed(.foreign): "its header is not one of a checkpoint"
      case .sealed(.otherVersion): "another version wrote it"
      }
    }
  }

  /// Of a search that is to go on, which has to be there.
  static func resumed(from folder: URL) throws(EngineFailure) -> CheckpointHeader {
    do throws(Objection) {
      if let header = try read(in: folder) { return header }
    } catch {
      throw failure(error.clause, toResume: folder)
    }
    throw failure("there is no checkpoint", toResume: folder)
  }

  /// That a search cannot go on from a folder.
  static func failure(_ reason: String, toResume folder: URL) -> EngineFailure {
    EngineFailure(.inputOutput, "cannot resume from `\(folder.path)`: \(reason)")
  }

  /// Nil if the folder has none.
  static func read(in folder: URL) throws(Objection) -> CheckpointHeader? {
    let data: Data
    do throws(SavedFile.Objection) {
      data = try SavedFile.content(of: folder.appendingPathComponent(fileName).path)
    } catch {
      if case .unreadable(let reason) = error { throw .unreadable(reason) }
      return nil
    }
    do throws(SealedHeader.Objection) {
      return try decode(data)
    } catch {
      throw .sealed(error)
    }
  }

  private static func decode(_ data: Data) throws(SealedHeader.Objection) -> CheckpointHeader {
    if isUnsealed(data) { throw .otherVersion }
    let (content, format, seal) = try SealedHeader.open(data)
    let decoder = JSONDecoder()
    switch format {
    case Checkpoint.currentFormat:
      guard let checkpoint = try? decoder.decode(Checkpoint.self, from: content) else { throw .foreign }
      return CheckpointHeader(content: .process(checkpoint), seal: seal)
    case ClusterCheckpoint.currentFormat:
      guard let checkpoint = try? decoder.decode(ClusterCheckpoint.self, from: content) else {
        throw .foreign
      }
      return CheckpointHeader(content: .ranks(checkpoint), seal: seal)
    default: throw .otherVersion
    }
  }

  /// Whether it is a header as earlier versions wrote it, without a seal.
  private static func isUnsealed(_ data: Data) -> Bool {
    struct Unsealed: Decodable {
      let format: HeaderFormat
      let digest: String
      let width: Int
    }
    return (try? JSONDecoder().decode(Unsealed.self, from: data)) != nil
  }
}
