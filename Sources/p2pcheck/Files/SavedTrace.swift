import OrderedJSON
import Traces

/// A trace as a file has it: what it says, and every byte of it to compare with.
struct SavedTrace: Sendable {
  let json: JSON
  let document: TraceDocument

  init(reading path: String) throws(FileFailure) {
    let bytes = try FileReading.bytes(of: path, as: "trace")
    do {
      json = try ITFReader.json(of: bytes)
      document = try ITFReader.read(json)
    } catch {
      throw FileFailure("cannot read the trace `\(path)`: \(error.message)")
    }
  }
}
