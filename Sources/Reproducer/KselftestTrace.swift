import Diagnostics
package import Traces
import Wording

/// Writes the calls of a trace as a C program in the manner of the kernel's selftests, with the same as a script.
package struct KselftestTrace {
  private let reproduction: Reproduction
  private var lines: [String] = []
  /// The calls that the current process has waited for.
  private var awaited: Set<Int> = []

  package static func text(of document: TraceDocument) throws(NothingToReproduce) -> String {
    let reproduction = try Reproduction(document)
    var program = KselftestTrace(reproduction: reproduction)
    program.writeTasks()
    let starts = reproduction.tasks.indices.filter { reproduction.tasks[$0].parent == nil }
    let script = DriverScript.lines(of: reproduction).map { " *   " + comment($0) }
    return Self.template.filled(
      with: [
        "title": comment(TraceConclusion(document).sentence),
        "generator": comment("p2pcheck \(document.origin.toolVersion)"),
        "model": comment(document.origin.model), "script": script.joined(separator: "\n"),
        "calls": "\(reproduction.calls.count)", "nth": "\(Self.failingAllocation)",
        "tasks": program.lines.joined(separator: "\n"),
        "starts": starts.map { "\t\tstart(task_\($0));" }.joined(separator: "\n"),
        "UNIT": "P2P_UNIT", "NTH": "P2P_FAIL_NTH",
      ])
  }

  /// The allocation that fails: in `mmap()`, the fifth to the ninth are those of `vm_insert_page()`.
  private static let failingAllocation = 7

  private static let template = Template.plain(
    String(decoding: PackageResources.reproducer_c, as: UTF8.self))

  private init(reproduction: Reproduction) { self.reproduction = reproduction }

  /// Text that does not end the comment it stands in.
  private static func comment(_ text: String) -> String {
    text.visible.replacing("*/", with: "* /").replacing("/*", with: "/ *")
  }

  private mutating func add(_ line: String) { lines.append("\t" + line) }

  private mutating func writeTasks() {
    for task in reproduction.tasks.indices where reproduction.tasks[task].parent != nil {
      lines.append("static void task_\(task)(void);")
    }
    if lines.isEmpty == false { lines.append("") }
    var pages = [MappedPages](repeating: MappedPages(), count: reproduction.tasks.count)
    // What a child inherits is known when it is forked.
    for (index, call) in reproduction.calls.enumerated() {
      if case .fork = call.operation, let child = child(of: index) {
        for earlier in reproduction.tasks[call.task].calls where earlier < index {
          pages[child].apply(reproduction.calls[earlier])
        }
      }
    }
    for task in reproduction.tasks.indices {
      lines.append("/* \(Self.comment(reproduction.tasks[task].name)) */")
      lines.append("static void task_\(task)(void)")
      lines.append("{")
      awaited = []
      for index in reproduction.tasks[task].calls { write(index, &pages[task]) }
      // What is mapped stays so until the others have done what they do in the trace.
      if !reproduction.exits(task) { wait(for: reproduction.lastReturns(exceptOf: task)) }
      add("_exit(0);")
      lines += ["}", ""]
    }
    lines.removeLast()
  }

  private mutating func wait(for calls: [Int]) {
    for call in calls where awaited.insert(call).inserted { add("wait_for(\(call));") }
  }

  private func child(of call: Int) -> Int? { reproduction.tasks.firstIndex { $0.parent == call } }

  private mutating func write(_ index: Int, _ pages: inout MappedPages) {
    let call = reproduction.calls[index]
    wait(for: reproduction.predecessors(of: index))
    add("/* \(Self.comment(reproduction.place(call.step))) */")
    for other in reproduction.overlapping(index) {
      let name = reproduction.calls[other].operation.name
      let process = reproduction.tasks[reproduction.calls[other].task].name
      add(
        " /* while \(Self.comment(process)) is inside the \(name) of step \(reproduction.calls[other].step) */"
      )
    }
    if call.fails { add("fail_allocation(nth);") }
    write(call, index, pages)
    if call.fails { add("fail_allocation(0);") }
    pages.apply(call)
    for number in reproduction.document.steps.indices
    where number != call.step && reproduction.callOfStep[number] == index {
      add("/*   \(Self.comment(reproduction.place(number))) */")
    }
  }

  private mutating func write(_ call: Reproduction.Call, _ index: Int, _ pages: MappedPages) {
    func returns(_ value: String) -> String {
      "returns(\(index), \(call.step), \"\(call.operation.name)\", \(value));"
    }
    switch call.operation {
    case .open: add(returns("open_allocate()"))
    case .mmap(let at, let length, let isFixed):
      let protection = call.isReadOnly ? "PROT_READ" : "PROT_READ | PROT_WRITE"
      let flags = isFixed ? "MAP_FIXED" : "MAP_FIXED_NOREPLACE"
      add(returns("map(\(at), \(length), \(protection), \(flags))"))
    case .munmap(let from, let length): add(returns("unmap(\(from), \(length))"))
    case .mremap(let from, let length, let newLength, let target):
      let flags = call.keepsOldMapping ? "MREMAP_DONTUNMAP" : "0"
      add(returns("move(\(from), \(length), \(newLength), \(target), \(flags))"))
    case .madvise(let from, let length): add(returns("discard(\(from), \(length))"))
    case .mprotect(let isWritable):
      let protection = isWritable ? "PROT_READ | PROT_WRITE" : "PROT_READ"
      let calls = pages.runs.map { "protect(\($0.lowerBound), \($0.count), \(protection))" }
      add(returns(calls.isEmpty ? "0" : calls.joined(separator: " | ")))
    case .store(let at?): add(returns("store(\(at))"))
    case .store(nil):
      let stores = pages.runs.joined().map { "store(\($0))" }
      add(returns(stores.isEmpty ? "0" : stores.joined(separator: " | ")))
    case .pin(let at): add(returns("pin(\(at))"))
    case .unpin: add(returns("0") + " /* pin() has returned before */")
    case .fork:
      guard let child = child(of: index) else { return }
      add("fflush(stdout);")
      add("switch (fork()) {")
      add("case 0:")
      add("\ttask_\(child)();")
      add("\tbreak;")
      add("case -1:")
      add("\t\(returns("-1"))")
      add("\tbreak;")
      add("default:")
      add("\t\(returns("0"))")
      add("}")
    case .exit:
      add(returns("unmap(0, 4096)") + " /* and the process ends */")
    case .bind: add(returns("write_driver(\"bind\")"))
    case .unbind: add(returns("write_driver(\"unbind\")"))
    }
  }
}
