import ModelIR
import Traces

/// What user space does in a trace: the calls of each process, and when each was made and returned.
struct Reproduction {
  struct Call {
    var operation: Operation
    /// The step in which it is made.
    var step: Int
    /// The step in which it returns; nil if it is under way when the trace ends.
    var end: Int?
    /// An allocation fails within it.
    var fails = false
    var keepsOldMapping = false
    var isReadOnly = false
    /// The position of the process that makes it.
    var task: Int
  }

  /// One life of a process: from open() or fork() to its end.
  struct Task {
    var name: String
    /// The call that forks it; nil if it opens the file itself.
    var parent: Int?
    /// Indices of its calls.
    var calls: [Int] = []
  }

  let document: TraceDocument
  private(set) var calls: [Call] = []
  private(set) var tasks: [Task] = []
  /// The call within which a step happens.
  private(set) var callOfStep: [Int: Int] = [:]

  private var current: [String: Int] = [:]
  /// The multi-step call that each process is in.
  private var underway: [String: Int] = [:]
  /// Within the first bind, which is none of the calls: the machine comes with its driver bound.
  private var isBinding = false

  /// Throws where a step is, or belongs to, a call that no program would make.
  init(_ document: TraceDocument) throws(NothingToReproduce) {
    self.document = document
    for (number, step) in document.steps.enumerated().dropFirst() {
      let actor = step.action.actor?.content.text ?? TraceLanes.system
      callOfStep[number] = underway[actor]
      let words = step.operation?.split(separator: " ").map(String.init) ?? []
      if let reason = try reasonAgainst(words, actor: actor) {
        throw NothingToReproduce(place(number), reason)
      }
      read(words, number, actor: actor)
    }
    if calls.isEmpty { throw .noCalls }
  }

  /// What is wrong with a step of an actor; nil if nothing is.
  ///
  /// A model without annotations has nothing to reproduce.
  private func reasonAgainst(_ words: [String], actor: String) throws(NothingToReproduce) -> String? {
    guard document.steps.contains(where: { $0.operation != nil }) else { throw .noCalls }
    guard let word = words.first else { return reasonAgainstStep(of: actor) }
    if word == "fail" || word == "read_only" {
      return underway[actor] == nil ? "`\(word)` is said of a call, and \(actor) is in none" : nil
    }
    if word == "return" { return nil }
    let isOperation = Operation(words.last == "fail" ? Array(words.dropLast()) : words) != nil
    return isOperation ? nil : "there is no call for `--@ operation \(words.joined(separator: " "))`"
  }

  /// What is wrong with a step that no annotation makes part of a call.
  ///
  /// It belongs to the call of its actor, to a bind or an unbind, to a pin, which any thread of a process makes, or to a fork
  /// that fails and ends its child.
  private func reasonAgainstStep(of actor: String) -> String? {
    if underway[actor] != nil || underway[TraceLanes.system] != nil || isBinding { return nil }
    guard actor != TraceLanes.system else { return "the kernel does it, and no call asks for it" }
    guard let task = current[actor] else { return "\(actor) does something before it has called the kernel" }
    let pins = tasks[task].calls.contains { if case .pin = calls[$0].operation { true } else { false } }
    let isUnmade = tasks[task].parent.map { calls[$0].fails } ?? false
    return pins || isUnmade ? nil : "\(actor) is in no call"
  }

  /// What the annotation of a step says.
  private mutating func read(_ words: [String], _ number: Int, actor: String) {
    var words = words
    if let word = words.first, ["fail", "return", "read_only"].contains(word) {
      if actor == TraceLanes.system, words.contains("return") { isBinding = false }
      if let call = underway[actor] {
        if words.contains("fail") { calls[call].fails = true }
        if words.contains("read_only") { calls[call].isReadOnly = true }
        if words.contains("dontunmap") { calls[call].keepsOldMapping = true }
        if words.contains("return") {
          calls[call].end = number
          underway[actor] = nil
        }
      }
      return
    }
    let fails = words.last == "fail"
    if fails { words.removeLast() }
    guard let operation = Operation(words) else { return }
    if operation == .bind, !calls.contains(where: { $0.operation == .unbind }) {
      isBinding = true
      return
    }
    if operation == .open || current[actor] == nil {
      current[actor] = tasks.count
      tasks.append(Task(name: actor, parent: nil))
    }
    guard let task = current[actor] else { return }
    let index = calls.count
    let isOver = fails || operation.isInstantaneous
    calls.append(
      Call(operation: operation, step: number, end: isOver ? number : nil, fails: fails, task: task))
    tasks[task].calls.append(index)
    callOfStep[number] = index
    if !isOver { underway[actor] = index }
    if case .fork(let child) = operation {
      current[child] = tasks.count
      tasks.append(Task(name: child, parent: index))
    }
  }

  /// The calls of other processes that have returned before this one is made: the last one of each.
  func predecessors(of index: Int) -> [Int] {
    tasks.indices.filter { $0 != calls[index].task }.compactMap { task in
      tasks[task].calls.last { call in calls[call].end.map { $0 < calls[index].step } ?? false }
    }
  }

  /// Of each other process the last call that returns.
  func lastReturns(exceptOf task: Int) -> [Int] {
    tasks.indices.filter { $0 != task }.compactMap { other in tasks[other].calls.last { calls[$0].end != nil }
    }
  }

  func exits(_ task: Int) -> Bool { tasks[task].calls.last.map { calls[$0].operation == .exit } ?? false }

  /// Calls that are under way when this one is made: of other processes, or of another thread of the same one.
  func overlapping(_ index: Int) -> [Int] {
    let call = calls[index]
    return calls.indices.filter { other in
      calls[other].step < call.step
        && calls[other].end.map { $0 > call.step } ?? true
    }
  }

  /// `step 9, lib/genalloc.c gen_pool_alloc_algo_owner: bits are set (p = process_0)`, for a comment.
  func place(_ number: Int) -> String {
    let step = document.steps[number]
    let anchor = step.anchor.map { ", \($0.file) \($0.function)" } ?? ""
    return "step \(number)\(anchor): \(step.action.text)"
  }
}
