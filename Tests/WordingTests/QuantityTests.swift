import Testing
import Wording

/// Numbers as people read them.
@Suite struct QuantityTests {
  @Test(
    "counts are grouped by thousands",
    arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")])
  func grouped(number: UInt64, text: String) {
    #expect(Quantity.grouped(number) == text)
  }

  @Test(
    "large counts are shortened",
    arguments: [(98_304, "98,304"), (1_234_567, "1.2 M"), (347_000_000, "347 M"), (35_000_000_000, "35 G")])
  func short(number: UInt64, text: String) {
    #expect(Quantity.short(number) == text)
  }

  @Test(
    "sizes have the unit that fits",
    arguments: [(512, "512 bytes"), (1024, "1 KiB"), (1_610_612_736, "1.5 GiB"), (67_108_864, "64 MiB")])
  func bytes(number: Int, text: String) {
    #expect(Quantity.bytes(number) == text)
  }

  @Test(
    "times have the precision that matters",
    arguments: [
      (0, "0.00 s"), (70, "0.07 s"), (12_340, "12.3 s"), (200_000, "3 min 20 s"), (7_500_000, "2 h 5 min"),
    ])
  func time(milliseconds: Int, text: String) {
    #expect(Quantity.time(.milliseconds(milliseconds)) == text)
  }
}
