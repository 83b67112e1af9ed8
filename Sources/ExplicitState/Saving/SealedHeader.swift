import Digests
import Foundation

/// The header of a saved search as it stands in a file: JSON behind a line with the SHA-256 of it.
///
/// One changed digit of a header may be another verdict: of one that is not what was written nothing is believed.
enum SealedHeader {
  /// Why what a file holds is no header to go on with.
  enum Objection: Error, Hashable {
    /// It has such a line, and something else behind it than was written.
    case damaged
    /// Nothing says that it was ever one of ours.
    case foreign
    /// Another version wrote it.
    case otherVersion
  }

  /// What every header says of itself, whatever else it says.
  private struct Known: Decodable {
    let format: HeaderFormat
  }

  /// A header as it is written; throws what encoding throws.
  static func seal(_ header: some Encodable) throws -> Data {
    let content = try JSONEncoder().encode(header)
    return Data("\(digest(of: content))\n".utf8) + content
  }

  /// The JSON of what was written, with its format and the digits of its seal.
  static func open(
    _ data: Data
  ) throws(Objection) -> (content: Data, format: HeaderFormat, seal: String) {
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")), isDigest(data[..<end]) else { throw .foreign }
    let content = Data(data[data.index(after: end)...])
    let seal = digest(of: content)
    guard Data(seal.utf8) == Data(data[..<end]) else { throw .damaged }
    // Somebody else may seal files so, too.
    guard let known = try? JSONDecoder().decode(Known.self, from: content) else { throw .foreign }
    return (content, known.format, seal)
  }

  private static func isDigest(_ line: Data) -> Bool {
    line.count == 64
      && line.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (97...102).contains($0) }
  }

  private static func digest(of content: Data) -> String {
    SHA256.hash(data: content).hexadecimal
  }
}

/// What says which version wrote a header: a number, or a text.
enum HeaderFormat: Hashable, Sendable {
  case number(Int)
  case text(String)
}

extension HeaderFormat: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}
