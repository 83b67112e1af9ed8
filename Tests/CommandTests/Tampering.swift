import Foundation
import TestSupport

/// Ways to damage a file, by accident or on purpose.
enum Tampering: CaseIterable {
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
