import Foundation
import TestSupport
import Testing

/// Whatever is done to a proof or a model, the gate either notices it or nothing has changed.
@Suite struct GateTamperTests {
  @Test("nothing that is done to a file of a proof is accepted")
  func proofs() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let gate = scratch.folder.appending(path: "gate")
    #expect(
      try scratch.run("cd gate && p2pcheck gate --update --quiet | tail -n 1").hasPrefix(
        "4 of 4 checks stand"))
    let files = try #require(FileManager.default.enumerator(atPath: gate.appending(path: "proofs").path))
      .compactMap { $0 as? String }.filter { $0.contains(".") }.sorted()
    #expect(files.count > 4)
    var generator = SplitMix64(seed: Amount.tamperings.first)
    for number in 0..<Int(Amount.tamperings.count) {
      let file = files[number % files.count]
      let url = gate.appending(path: "proofs/\(file)")
      let original = try Data(contentsOf: url)
      let tampered = Tampering.random(using: &generator).apply(to: original, &generator)
      guard tampered != original else { continue }
      try tampered.write(to: url)
      let check = file.prefix { $0 != "/" }
      let answer = try scratch.run("cd gate && p2pcheck gate --check \(check) --quiet")
      // Of an invariant only the meaning counts: its scripts, made anew, are compared with those in the folder.
      let isAccepted = answer.hasPrefix("1 of 1 check stands")
      #expect(!isAccepted || file.hasSuffix(".m"), "\(file), tampering \(number)")
      try original.write(to: url)
    }
  }

  @Test("a token of a model is changed: the gate notices, or the transition system is the same")
  func models() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    _ = try scratch.run("cd gate && p2pcheck gate --update --quiet")
    let url = scratch.folder.appending(path: "gate/Models/mutex.m")
    let original = try Data(contentsOf: url)
    let meaning = try scratch.run("cd gate && p2pcheck print --format ir Models/mutex.m")
    var generator = SplitMix64(seed: Amount.tamperings.first)
    for number in 0..<Int(Amount.tamperings.count / 3) {
      try Tampering.token(of: original, &generator).write(to: url)
      let answer = try scratch.run("cd gate && p2pcheck gate --check mutex --quiet")
      if answer.hasPrefix("1 of 1 check stands") {
        #expect(
          try scratch.run("cd gate && p2pcheck print --format ir Models/mutex.m") == meaning,
          "tampering \(number)")
      }
    }
  }
}

/// Ways to damage a file, by accident or on purpose.
private enum Tampering: CaseIterable {
  case flippedBit, droppedByte, doubledByte, swappedLines, droppedLine, truncated, digit

  static func random(using generator: inout SplitMix64) -> Tampering {
    allCases[Int(generator.next() % UInt64(allCases.count))]
  }

  func apply(to data: Data, _ generator: inout SplitMix64) -> Data {
    var bytes = Array(data)
    let place = Int(generator.next() % UInt64(bytes.count))
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    let (one, other) = (
      Int(generator.next() % UInt64(lines.count)), Int(generator.next() % UInt64(lines.count))
    )
    switch self {
    case .flippedBit: bytes[place] ^= 1 << UInt8(generator.next() % 8)
    case .droppedByte: bytes.remove(at: place)
    case .doubledByte: bytes.insert(bytes[place], at: place)
    case .swappedLines:
      lines.swapAt(one, other)
      bytes = Array(lines.joined(separator: [10]))
    case .droppedLine:
      lines.remove(at: one)
      bytes = Array(lines.joined(separator: [10]))
    case .truncated: bytes = Array(bytes.prefix(place))
    case .digit:
      // What looks right: another number.
      if let next = bytes[place...].firstIndex(where: { (48...57).contains($0) }) {
        bytes[next] = 48 + (bytes[next] - 47) % 10
      }
    }
    return Data(bytes)
  }

  /// Another word or sign in place of one.
  static func token(of data: Data, _ generator: inout SplitMix64) -> Data {
    var words = String(decoding: data, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
    let (one, other) = (
      Int(generator.next() % UInt64(words.count)), Int(generator.next() % UInt64(words.count))
    )
    words[one] = words[other]
    return Data(words.joined(separator: " ").utf8)
  }
}
