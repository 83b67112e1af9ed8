import Checking
import ModelIR
import OrderedJSON
import TestSupport
import Testing
import Traces
import Wording

/// Trace files: written, read back, and damaged.
@Suite struct ITFTests {
  private func bytes(_ trace: Trace) -> [UInt8] {
    Array(JSONWriter.text(of: ITFWriter.json(of: Sample.document(trace))).utf8)
  }

  @Test(
    "what is written is read back unchanged, and is evidence for the same claim again",
    arguments: Sample.endings.indices)
  func roundTrip(index: Int) throws {
    let trace = Sample.endings[index]
    let document = try ITFReader.read(bytes(trace))
    #expect(document == Sample.document(trace))
    #expect(try document.evidence(in: Sample.system) == [Evidence(trace, in: Sample.system)])
  }

  @Test("a state has the members of the Informal Trace Format and of Quint")
  func stateMembers() throws {
    let json = ITFWriter.json(of: Sample.document(Sample.trace(.violates(arguments: []))))
    let state = try #require(json["states"]?.elements?.last)
    #expect(state["#meta"]?["index"] == .integer(2))
    #expect(state["#meta"]?["kernel"]?["function"] == .string("vm_insert_page"))
    #expect(state["mbt::actionTaken"] == .string("vm_insert_page"))
    #expect(
      state["mbt::nondetPicks"]
        == .object([.init("p", .string("process_0")), .init("g", .object([.init("#bigint", .string("2"))]))]))
    let undefined = JSON.object([
      .init("tag", .string("Undefined")), .init("value", .object([.init("#tup", .array([]))])),
    ])
    #expect(state["call"]?["#map"]?.elements?.last?.elements?.last?["first"] == undefined)
  }

  @Test("a truncated file is refused with a sentence")
  func truncated() {
    let whole = bytes(Sample.endings[0])
    for length in stride(from: 0, to: whole.count - 1, by: 7) {
      #expect(throws: TraceFileError.self) { try ITFReader.read(Array(whole[..<length])) }
    }
  }

  @Test(
    "a file with damaged bytes is read or refused, but never a trap", arguments: Sample.endings.indices)
  func damaged(index: Int) {
    let whole = bytes(Sample.endings[index])
    var generator = SplitMix64(seed: UInt64(index))
    var readable = 0
    for _ in 0..<400 {
      let bytes = damaged(whole, &generator)
      guard let document = try? ITFReader.read(bytes) else { continue }
      readable += 1
      _ = TraceText.lines(of: document, ink: Ink(isColoured: false))
      _ = ITFWriter.json(of: document)
      _ = try? document.evidence(in: Sample.system)
      var browser = TraceBrowser(document, exploration: nil, ink: Ink(isColoured: true))
      for key in BrowserKey.keys(in: Array("nwat\r/p\rGf0\re".utf8)) {
        browser.press(key)
        _ = browser.screen(height: 24)
      }
    }
    #expect(readable > 0)
  }

  /// A few bytes changed, or a stretch cut out, doubled, or swapped for another one.
  private func damaged(_ whole: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
    var bytes = whole
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let start = Int.random(in: 0..<bytes.count, using: &generator)
      let stretch = start..<min(bytes.count, start + Int.random(in: 1...40, using: &generator))
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes.removeSubrange(stretch)
      case 1: bytes.insert(contentsOf: bytes[stretch], at: Int.random(in: 0...bytes.count, using: &generator))
      case 2: bytes.replaceSubrange(stretch, with: whole.prefix(stretch.upperBound).suffix(stretch.count))
      // Digits and letters stay such, so that the file is readable more often.
      case 3: bytes[start] = UInt8(ascii: "0") + UInt8.random(in: 0...9, using: &generator)
      case 4: bytes[start] = UInt8(ascii: "a") + UInt8.random(in: 0...25, using: &generator)
      default: bytes[start] = UInt8.random(in: 0...255, using: &generator)
      }
    }
    return bytes
  }

  @Test("other JSON is refused, and so is a newer version")
  func otherFiles() {
    #expect(throws: TraceFileError.self) { try ITFReader.read(Array("[]".utf8)) }
    #expect(throws: TraceFileError.self) {
      try ITFReader.read(Array("{\"#meta\": {\"format\": \"ITF\"}}".utf8))
    }
    let deep = Array((String(repeating: "[", count: 100_000)).utf8)
    #expect(throws: TraceFileError.self) { try ITFReader.read(deep) }
  }

  @Test("a trace that does not fit the model is refused, never a trap")
  func otherModel() throws {
    var system = Sample.system
    system.rules.removeLast(2)
    let document = Sample.document(Sample.endings[0])
    #expect(throws: TraceFileError.self) { try document.evidence(in: system) }
    system = Sample.system
    system.properties.removeAll()
    #expect(throws: TraceFileError.self) { try document.evidence(in: system) }
  }

  @Test("a trace of 10,000 steps is read and shown")
  func longTrace() throws {
    var trace = Sample.endings[0]
    let round = Array(trace.steps[1...])
    while trace.steps.count < 10_000 { trace.steps += round }
    let document = try ITFReader.read(bytes(trace))
    #expect(document == Sample.document(trace))
    #expect(TraceText.lines(of: document, ink: Ink(isColoured: false)).count >= trace.steps.count)
  }
}
