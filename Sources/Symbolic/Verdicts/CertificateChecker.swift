import Checking
import Encoding
import ModelIR
import Synchronization
import Z3

/// Checks certificates as a stranger would: from the model, by scripts, each with a solver that knows nothing else.
struct CertificateChecker {
  enum Result: Hashable, Sendable {
    case accepted
    case undecided(String)
    /// The script that is satisfiable.
    case refused(String)
  }

  private let task: CheckTask
  private let blackboard: Blackboard

  /// The blackboard only says how much time there is.
  init(_ task: CheckTask, _ blackboard: Blackboard) {
    self.task = task
    self.blackboard = blackboard
  }

  /// Whether each certificate proves its claim.
  func check(_ certificates: [Claim: Certificate]) async -> [Claim: Result] {
    guard !certificates.isEmpty else { return [:] }
    let made = await blackboard.conclude { () -> [Claim: ScriptsOrNot] in self.scripts(of: certificates) }
    guard let scripts = made else { return certificates.mapValues { _ in .undecided(blackboard.endReason) } }
    // Claims that are proved together share most of theirs.
    var parts: [Question] = []
    var seen: Set<Question> = []
    for claim in task.claims {
      guard case .success(let scripts) = scripts[claim] else { continue }
      for part in scripts.all.flatMap(\.parts) where seen.insert(part).inserted { parts.append(part) }
    }
    let answers = await self.answers(to: parts)
    return scripts.mapValues { scripts in
      switch scripts {
      case .failure(let unsupported): .undecided(unsupported.message)
      case .success(let scripts): Self.verdict(of: scripts, answers)
      }
    }
  }

  /// Made of the model anew: the strategies' own encoding is not trusted.
  private func scripts(of certificates: [Claim: Certificate]) -> [Claim: ScriptsOrNot] {
    let encoding = Swift.Result { () throws(UnsupportedConstruct) in
      try TransitionEncoding.encode(task.system)
    }
    var result: [Claim: ScriptsOrNot] = [:]
    for (certificate, claims) in Dictionary(grouping: certificates.keys, by: { certificates[$0] }) {
      guard let certificate else { continue }
      let questions = Swift.Result { () throws(UnsupportedConstruct) in
        try InductionQuestions(try encoding.get(), certificate)
      }
      for claim in claims {
        result[claim] = Swift.Result { () throws(UnsupportedConstruct) in
          try CertificateScripts(try questions.get(), claim: claim, deadlock: task.deadlock)
        }
      }
    }
    return result
  }

  private typealias ScriptsOrNot = Swift.Result<CertificateScripts, UnsupportedConstruct>

  private static func verdict(of scripts: CertificateScripts, _ answers: [Question: Answer]) -> Result {
    var open: Result?
    for script in scripts.all {
      for part in script.parts {
        switch answers[part] {
        case .unsatisfiable: break
        case .satisfiable: return .refused(script.name)
        case .unknown(let reason): open = .undecided(reason)
        case nil: open = .undecided("it was not asked for")
        }
      }
    }
    return open ?? .accepted
  }

  // MARK: - Solvers

  /// Asks each question on its own, on as many threads as there are jobs.
  private func answers(to questions: [Question]) async -> [Question: Answer] {
    let answers = Answers()
    let watch = Task {
      while (try? await Task.sleep(for: SymbolicEngine.interval)) != nil {
        if isOver { answers.interrupt() }
      }
    }
    defer { watch.cancel() }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, min(task.budget.jobs, questions.count)) {
        group.addTask {
          _ = await blackboard.conclude { () -> Void in
            while let question = answers.next(of: questions) {
              answers.note(self.answer(to: question, answers), question)
            }
          }
        }
      }
    }
    return answers.all
  }

  private func answer(to question: Question, _ answers: Answers) -> Answer {
    guard !isOver else { return .unknown(reason: blackboard.endReason) }
    let (text, logic) = question.script
    return Solver.answer(
      to: text, logic: logic, milliseconds: blackboard.timeToConclude.milliseconds, begin: answers.begin)
  }

  private var isOver: Bool { blackboard.isCancelled || blackboard.isConcluded }
}

private typealias Question = CertificateScripts.Part

/// Answers from several threads, and what is to be asked next.
private final class Answers: Sendable {
  private struct Content {
    var next = 0
    var known: [Question: Answer] = [:]
    var interruptions: [Interruption] = []
  }

  private let content = Mutex(Content())

  func next(of questions: [Question]) -> Question? {
    content.withLock { content in
      guard content.next < questions.count else { return nil }
      defer { content.next += 1 }
      return questions[content.next]
    }
  }

  func begin(_ interruption: Interruption) { content.withLock { $0.interruptions.append(interruption) } }

  /// Ends the questions under way.
  func interrupt() {
    for interruption in content.withLock({ $0.interruptions }) { interruption.interrupt() }
  }

  func note(_ answer: Answer, _ question: Question) { content.withLock { $0.known[question] = answer } }

  var all: [Question: Answer] { content.withLock { $0.known } }
}
