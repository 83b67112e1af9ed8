import Messages
import OrderedJSON
import Testing

/// Messages in a stream of bytes.
@Suite struct MessageReaderTests {
  @Test("messages are read however they are cut", arguments: [1, 2, 7, 1000])
  func pieces(size: Int) throws {
    let messages = [JSON.object(["method": .string("é")]), .object(["id": .integer(1)]), .array([])]
    let bytes = messages.flatMap(MessageReader.bytes(of:))
    var reader = MessageReader()
    var found: [JSON] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      reader.add(bytes[start..<min(start + size, bytes.count)])
      while let message = try reader.next() { found.append(try message.get()) }
    }
    #expect(found == messages)
  }

  @Test("other headers do not matter, nor does what is not JSON to what follows")
  func headers() throws {
    var reader = MessageReader()
    reader.add("Content-Type: x\r\ncontent-length:  2\r\n\r\n{]Content-Length: 2\r\n\r\n{}".utf8)
    let first = try #require(try reader.next())
    #expect(throws: JSONError.self) { try first.get() }
    #expect(try reader.next()?.get() == .object([JSON.Member]()))
  }

  @Test(
    "a stream without lengths is no stream of messages",
    arguments: [
      "{}\r\n\r\n", "Content-Length: -1\r\n\r\n", "Content-Length: 99999999999\r\n\r\n",
      String(repeating: "x", count: 1 << 15),
    ])
  func refused(text: String) {
    var reader = MessageReader()
    reader.add(text.utf8)
    #expect(throws: MessageReader.Failure.self) { try reader.next() }
  }
}
