import Checking
import ModelIR
import TestSupport
import Testing
import Traces
import Wording

/// Traces as the terminal shows them.
@Suite struct TraceTextTests {
  private func text(_ trace: Trace) -> String {
    TraceText.lines(of: Sample.document(trace), ink: Ink(isColoured: false)).joined(separator: "\n")
  }

  @Test("a counterexample shows each step with its parameters, its place in the kernel and what changes")
  func counterexample() {
    let expected = """
      counterexample to "a mapped page is allocated", 2 steps:
         0  start: probed
              allocated: ...
              mapped: [all: false]
              call: [all: {at: IDLE, first: undefined}]
         1  gen_pool_alloc (p = process_0)  lib/genalloc.c gen_pool_alloc
              allocated: ... -> ##.
                                ^^ 0..1
              call[process_0]: at IDLE -> INSERT, first undefined -> 0
         2  vm_insert_page (p = process_0, g = 2)  mm/memory.c vm_insert_page
              mapped[0..2]: false -> true
              call[process_0].at: INSERT -> MAPPED
      violated: "a mapped page is allocated" (mmap.m:3:1)
        `mapped[p] -> allocated[p]`: false for p = 2: mapped[2] = true,
            allocated[2] = false
      """
    #expect(text(Sample.trace(.violates(arguments: []))) == expected)
  }

  @Test("a run-time error is shown with the source line and a caret")
  func runTimeError() {
    let expected = """
         3  munmap
      fails: index 3 is outside of 0 .. 2
        --> mmap.m:2:23
        2 | rule "vm_insert_page" insert end;
          |                       ^^^^^^^^^^
      """
    #expect(text(Sample.endings[3]).hasSuffix(expected))
  }

  @Test("a lasso shows where hope ends and where it comes back to")
  func lasso() {
    let expected = """
              call[process_0]: at IDLE -> INSERT, first undefined -> 0
      ---- from here on "everything comes home" can never hold:
         2  vm_insert_page (p = process_0, g = 2)  mm/memory.c vm_insert_page
              mapped[0..2]: false -> true
              call[process_0].at: INSERT -> MAPPED
         3  munmap
              mapped[0..2]: true -> false
              call[process_0].at: MAPPED -> INSERT
      the run comes back to state 1: "everything comes home" never holds (mmap.m:3:1)
      """
    #expect(text(Sample.endings[7]).hasSuffix(expected))
  }

  @Test("a witness names the parameters with which the cover is reached")
  func witness() {
    #expect(text(Sample.endings[1]).hasSuffix("reached: \"both map\" (p = process_1) (mmap.m:3:1)"))
  }

  @Test("no line is wider than 80 columns if it can be broken", arguments: Sample.endings.indices)
  func width(index: Int) {
    for line in TraceText.lines(of: Sample.document(Sample.endings[index]), ink: Ink(isColoured: false)) {
      #expect(line.count <= 80)
    }
  }

  @Test("colours change nothing but colours")
  func colours() {
    let document = Sample.document(Sample.trace(.violates(arguments: [])))
    let coloured = TraceText.lines(of: document, ink: Ink(isColoured: true)).joined(separator: "\n")
    let plain = coloured.replacing(/\u{1B}\[[0-9;]+m/, with: "")
    #expect(coloured != plain)
    #expect(plain == text(Sample.trace(.violates(arguments: []))))
  }
}
