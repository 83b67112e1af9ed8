package import OrderedJSON

/// Takes the messages out of a stream of bytes: headers, an empty line, and as many bytes of JSON as `Content-Length` says.
///
/// Source: the base protocols of the Language Server Protocol 3.17 and of the Debug Adapter Protocol 1.68, which are one.
package struct MessageReader {
  /// Why a stream cannot be read on.
  package struct Failure: Error, Hashable {
    package let message: String
  }

  /// A longer message is no editor's.
  private static let mostBytes = 1 << 28
  private static let mostHeaderBytes = 1 << 14
  private static let separator = Array("\r\n\r\n".utf8)

  private var bytes: [UInt8] = []

  package init() {}

  package mutating func add(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// The next message, nil if it is not there in full yet.
  ///
  /// What is not JSON in itself is an answer with an error, after which the next message can be read.
  package mutating func next() throws(Failure) -> Result<JSON, JSONError>? {
    guard let end = headerEnd else {
      if bytes.count > Self.mostHeaderBytes { throw Failure(message: "a header has no end") }
      return nil
    }
    let header = String(decoding: bytes[..<end], as: UTF8.self)
    guard let length = Self.contentLength(header) else {
      throw Failure(message: "a message has no `Content-Length`")
    }
    guard length <= Self.mostBytes else { throw Failure(message: "a message of \(length) bytes") }
    let start = end + Self.separator.count
    guard bytes.count - start >= length else { return nil }
    let body = Array(bytes[start..<start + length])
    bytes.removeFirst(start + length)
    do throws(JSONError) {
      return .success(try JSONParser.parse(body))
    } catch {
      return .failure(error)
    }
  }

  private var headerEnd: Int? {
    guard bytes.count >= Self.separator.count else { return nil }
    let last = min(bytes.count, Self.mostHeaderBytes) - Self.separator.count
    guard last >= 0 else { return nil }
    return (0...last).first {
      bytes[$0] == Self.separator[0] && bytes[$0..<$0 + 4].elementsEqual(Self.separator)
    }
  }

  private static func contentLength(_ header: String) -> Int? {
    for line in header.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      return Int(parts[1].filter { $0 != " " }).flatMap { $0 >= 0 ? $0 : nil }
    }
    return nil
  }

  /// A message as it goes out.
  package static func bytes(of message: JSON) -> [UInt8] {
    let body = Array(JSONWriter.text(of: message).utf8)
    return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}
