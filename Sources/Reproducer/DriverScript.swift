import Traces

/// Writes the calls of a trace in the script language of `p2pdrv`: one operation a line, what the kernel does as comments.
///
/// A script does one thing after the other. Each process of the trace is a child of the interpreter; all mappings of a
/// process lie in the window of slot A.
struct DriverScript {
  /// The allocation that fails: in `mmap()`, the fifth to the ninth are those of `vm_insert_page()`.
  static let failingAllocation = 7

  private let reproduction: Reproduction
  private var lines: [String] = []
  private var tasks: [Int: TaskState] = [:]

  private struct TaskState {
    /// How a line begins that the process is to read: `in a in b `.
    var prefix: String
    var pages = MappedPages()
    /// The slots of the process, each with where it begins.
    var slots: [(name: Character, base: Int)] = []
    var hasDisk = false
  }

  static func lines(of reproduction: Reproduction) -> [String] {
    var script = DriverScript(reproduction: reproduction)
    script.write()
    return script.lines
  }

  private init(reproduction: Reproduction) { self.reproduction = reproduction }

  private mutating func write() {
    var next = 0
    for number in reproduction.document.steps.indices.dropFirst() {
      lines.append("# " + reproduction.place(number))
      while next < reproduction.calls.count, reproduction.calls[next].step == number {
        write(next)
        next += 1
      }
    }
  }

  /// Names of children: not those of the word before them, which the interpreter would find first.
  private static func name(ofTask task: Int) -> String {
    let letters = Array("abcdefghjklmopqrstuvwxyz")
    return String(letters[task % letters.count])
  }

  private mutating func write(_ index: Int) {
    let call = reproduction.calls[index]
    for other in reproduction.overlapping(index) {
      let name = reproduction.calls[other].operation.name
      let process = reproduction.tasks[reproduction.calls[other].task].name
      lines.append("#   while \(process) is inside the \(name) of step \(reproduction.calls[other].step)")
    }
    var state = tasks[call.task] ?? begin(call)
    let prefix = state.prefix + (call.fails ? "fn \(Self.failingAllocation) " : "")
    for line in text(of: call, &state) {
      lines.append(line.hasPrefix("#") ? line : prefix + line)
    }
    state.pages.apply(call)
    tasks[call.task] = state
    if case .fork = call.operation, let child = reproduction.tasks.firstIndex(where: { $0.parent == index }) {
      var copy = state
      copy.prefix += "in \(Self.name(ofTask: child)) "
      tasks[child] = copy
    }
    if call.operation == .exit { end(call.task) }
  }

  private mutating func begin(_ call: Reproduction.Call) -> TaskState {
    if call.operation == .bind || call.operation == .unbind { return TaskState(prefix: "") }
    let name = Self.name(ofTask: call.task)
    lines.append("fork \(name)")
    return TaskState(prefix: "in \(name) ")
  }

  /// A process is ended by its parent.
  private mutating func end(_ task: Int) {
    guard let state = tasks[task] else { return }
    lines.append(state.prefix.dropLast(5) + "kill \(Self.name(ofTask: task))")
  }

  /// The slot from which an address is counted, and how far it is from there.
  private func place(_ address: Int, _ state: TaskState) -> String? {
    guard let slot = state.slots.last(where: { $0.base <= address }) else { return nil }
    return "\(slot.name) \(address - slot.base)"
  }

  private func text(of call: Reproduction.Call, _ state: inout TaskState) -> [String] {
    let unsaid = ["#   (this language has no word for it)"]
    switch call.operation {
    case .open: return ["open f"]
    case .mmap(let at, let length, let isFixed):
      let free = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".first { name in !state.slots.contains { $0.name == name } }
      guard let slot = free else { return unsaid }
      if !call.fails { state.slots.append((slot, at)) }
      let options = (at > 0 ? " at=\(at)" : "") + (slot == "A" ? "" : " as=\(slot)")
      let protection = call.isReadOnly ? " prot=r" : ""
      return ["mmap A f \(length)\(options)\(isFixed ? " fixed" : "")\(protection)"]
    case .munmap(let from, let length):
      return place(from, state).map { ["munmap \($0) \(length)"] } ?? unsaid
    case .madvise(let from, let length):
      return place(from, state).map { ["madv \($0) \(length) DONTNEED"] } ?? unsaid
    case .mremap(let from, let length, let newLength, let target):
      guard let source = place(from, state) else { return unsaid }
      state.slots.removeAll { $0.name == "A" }
      state.slots.append(("A", target))
      let kind = call.keepsOldMapping ? " dontunmap" : ""
      return ["mremap \(source) \(length) \(newLength) to=A+\(target)\(kind)"]
    case .mprotect(let isWritable):
      return state.pages.runs.compactMap { run in
        place(run.lowerBound, state).map { "mprot \($0) \(run.count) \(isWritable ? "rw" : "r")" }
      }
    case .store(let at?): return place(at, state).map { ["touch \($0) 1"] } ?? unsaid
    case .store(nil):
      return state.pages.runs.joined().compactMap { page in place(page, state).map { "touch \($0) 1" } }
    case .pin(let at):
      guard let place = place(at, state) else { return unsaid }
      let disk = state.hasDisk ? [] : ["opend d /dev/nvme0n1"]
      state.hasDisk = true
      return disk + ["read d \(place) 1"]
    case .unpin: return ["#   (the read has returned before)"]
    case .fork:
      guard let child = reproduction.tasks.firstIndex(where: { $0.parent == index(of: call) }) else {
        return unsaid
      }
      return ["fork \(Self.name(ofTask: child))"]
    case .exit: return []
    case .bind: return ["bind 40"]
    case .unbind: return ["unbind 40"]
    }
  }

  private func index(of call: Reproduction.Call) -> Int? {
    reproduction.calls.firstIndex { $0.step == call.step }
  }
}
