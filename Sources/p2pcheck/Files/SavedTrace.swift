import OrderedJSON
import Traces

/// A trace as a file has it: what it says, and every byte of it to compare with.
struct SavedTrace: Sendable {
  let json: JSON
  let document: TraceDocument

  init(reading path: String) throws(FileFailure) { try self.init(try Self.json(reading: path), from: path) }

  /// Of a file that was read already.
  init(_ json: JSON, from path: String) throws(FileFailure) {
    self.json = json
    document = try Self.understand(path) { () throws(TraceFileError) in try ITFReader.read(json) }
  }

  /// What is in a file that may have a trace.
  static func json(reading path: String) throws(FileFailure) -> JSON {
    let bytes = try FileReading.bytes(of: path, as: "trace")
    return try understand(path) { () throws(TraceFileError) in try ITFReader.json(of: bytes) }
  }

  private static func understand<Result>(
    _ path: String, _ read: () throws(TraceFileError) -> Result
  ) throws(FileFailure) -> Result {
    do {
      return try read()
    } catch {
      throw FileFailure("cannot read the trace `\(path)`: \(error.message)")
    }
  }
}
