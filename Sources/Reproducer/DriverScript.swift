import Traces

/// Writes the calls of a trace in the script language of `p2pdrv` (docs/lab.md): one call a line, what the kernel does as
/// comments.
///
/// A script does one thing after the other. Each process of the trace has a letter.
struct DriverScript {
  /// In which function an allocation fails, by what is called: there the model fails, too.
  static func failingFunction(of operation: Operation) -> String? {
    switch operation {
    case .mmap: "vm_insert_page"
    case .fork: "copy_page_range"
    case .mremap: "move_page_tables"
    case .munmap: "__split_vma"
    case .open, .madvise, .mprotect, .store, .pin, .unpin, .exit, .bind, .unbind: nil
    }
  }

  private let reproduction: Reproduction
  private var lines: [String] = []
  private var pages: [MappedPages]

  static func lines(of reproduction: Reproduction) -> [String] {
    var script = DriverScript(reproduction: reproduction)
    script.write()
    return script.lines
  }

  private init(reproduction: Reproduction) {
    self.reproduction = reproduction
    pages = Array(repeating: MappedPages(), count: reproduction.tasks.count)
  }

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

  private static func name(ofTask task: Int) -> String {
    let letters = Array("abcdefghijklmnop")
    return String(letters[task % letters.count])
  }

  private mutating func write(_ index: Int) {
    let call = reproduction.calls[index]
    for other in reproduction.overlapping(index) {
      let name = reproduction.calls[other].operation.name
      let process = reproduction.tasks[reproduction.calls[other].task].name
      lines.append("#   while \(process) is inside the \(name) of step \(reproduction.calls[other].step)")
    }
    let name = Self.name(ofTask: call.task)
    let failure = call.fails ? Self.failingFunction(of: call.operation).map { " fail=\($0)" } ?? "" : ""
    for words in words(of: call, index) {
      lines.append(words.hasPrefix("#") ? words : (isOfDevice(call) ? "-" : name) + " " + words + failure)
    }
    pages[call.task].apply(call)
    if let child = child(of: index) { pages[child] = pages[call.task] }
  }

  private func isOfDevice(_ call: Reproduction.Call) -> Bool {
    call.operation == .bind || call.operation == .unbind
  }

  private func child(of call: Int) -> Int? { reproduction.tasks.firstIndex { $0.parent == call } }

  private func words(of call: Reproduction.Call, _ index: Int) -> [String] {
    switch call.operation {
    case .open: return ["open"]
    case .mmap(let at, let length, let isFixed):
      return ["mmap\(isFixed ? "_fixed" : "") \(at) \(length)\(call.isReadOnly ? " r" : "")"]
    case .munmap(let from, let length): return ["munmap \(from) \(length)"]
    case .madvise(let from, let length): return ["madvise \(from) \(length)"]
    case .mremap(let from, let length, let newLength, let target):
      let kind = call.keepsOldMapping ? " dontunmap" : ""
      return ["mremap \(from) \(length) \(newLength - length) \(target)\(kind)"]
    case .mprotect(let isWritable):
      return pages[call.task].runs.map { run in
        "mprotect \(run.lowerBound) \(run.count) \(isWritable ? "rw" : "r")"
      }
    case .store(let at?): return ["store \(at)"]
    case .store(nil): return pages[call.task].runs.joined().map { "store \($0)" }
    case .pin(let at): return ["pin \(at)"]
    case .unpin: return ["#   (the disk has read the page before)"]
    case .fork: return child(of: index).map { ["fork \(Self.name(ofTask: $0))"] } ?? []
    case .exit: return ["exit"]
    case .bind: return ["bind"]
    case .unbind: return ["unbind"]
    }
  }
}
