import Checking
import Digests
import Foundation
import Testing

/// The header of a saved search, which a test changes.
struct TamperedHeader {
  private let file: URL
  /// As it was written: a line with the digest, and the JSON.
  let whole: Data

  /// Of a folder with a `checkpoint.json` or a `search.json`.
  init(_ folder: String, _ name: String) throws {
    file = URL(fileURLWithPath: "\(folder)/\(name)")
    whole = try Data(contentsOf: file)
  }

  var json: String {
    String(decoding: whole.drop { $0 != UInt8(ascii: "\n") }.dropFirst(), as: UTF8.self)
  }

  /// Writes the header with another digit or letter at a place, and says so only there.
  func flip(byte: Int) throws {
    var data = whole
    data[byte] ^= 1
    try data.write(to: file)
  }

  /// Writes the header with other values of fields of this name, sealed anew; how many fields those were.
  func set(_ field: String, to value: String) throws -> Int {
    let pattern = try Regex("\"\(field)\":(\\[\\[[^\"]*?\\]\\]|\\[[^\\[\\]]*\\]|\"[^\"]*\"|-?[0-9]+)")
    try seal(json.replacing(pattern, with: "\"\(field)\":\(value)"))
    return json.matches(of: pattern).count
  }

  func seal(_ json: String) throws {
    let digest = SHA256.hash(data: Data(json.utf8)).hexadecimal
    try Data("\(digest)\n\(json)".utf8).write(to: file)
  }
}

extension EngineFailure {
  /// Expects that it ends the program with exit code 74 and these words.
  func expectRefusal(_ words: String, _ comment: Comment = "") {
    #expect(kind == .inputOutput, comment)
    #expect(message.contains(words), "\(comment) \(message)")
  }
}
