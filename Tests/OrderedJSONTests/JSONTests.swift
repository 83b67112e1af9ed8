import Foundation
import OrderedJSON
import Testing

/// The JSON of trace files.
@Suite struct JSONTests {
  @Test("a value is written and read back unchanged")
  func roundTrip() throws {
    let value = JSON.object([
      .init("text", .string("quote \" backslash \\ tab \t \u{1} é 𝄞")),
      .init("list", .array([.null, .boolean(true)])),
      .init("numbers", .array([.integer(-12), .real(1.5)])), .init("empty", .object([])),
      .init("none", .array([])),
    ])
    #expect(try JSONParser.parse(Array(JSONWriter.text(of: value).utf8)) == value)
  }

  @Test(
    "a number keeps all of its digits",
    arguments: [
      "1700000000.123456789", "18446744073709551617", "-0.1", "12345678901234567890123456789012345678",
    ])
  func digits(text: String) throws {
    #expect(JSONWriter.text(of: try JSONParser.parse(Array(text.utf8))) == text + "\n")
  }

  @Test(
    "what is not JSON is refused with its place",
    arguments: [
      ("", 1, 1), ("{", 1, 2), ("[1,]", 1, 4), ("{\"a\" 1}", 1, 6), ("\n  tru", 2, 6), ("[1] 2", 1, 5),
      ("\"\\x\"", 1, 3),
      ("nan", 1, 2), ("[01e]", 1, 2), ("[1e400]", 1, 2),
      ("[123456789012345678901234567890123456789]", 1, 2),
    ])
  func refused(text: String, line: Int, column: Int) {
    #expect {
      try JSONParser.parse(Array(text.utf8))
    } throws: { error in
      let error = error as? JSONError
      return error?.line == line && error?.column == column
    }
  }

  @Test("escapes of the whole of Unicode are read")
  func escapes() throws {
    #expect(try JSONParser.parse(Array(#""\u00e9\ud834\udd1e\n\/""#.utf8)) == .string("é𝄞\n/"))
  }
}
