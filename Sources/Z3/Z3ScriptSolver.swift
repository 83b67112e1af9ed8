import Checking
package import Encoding
import Synchronization

/// Z3 as a library: a new context for every script.
package struct Z3ScriptSolver: ScriptSolver {
  package let name = "Z3"
  package var identity: String? { "\(name) \(Solver.version)" }
  /// How many scripts are answered side by side.
  private let jobs: Int
  /// How long the next script may take.
  private let patience: @Sendable () -> Duration
  /// How long Z3 may take to notice that it is to end.
  private static let grace: Duration = .milliseconds(300)

  /// Five minutes for a script are only against those that would take for ever.
  package init(jobs: Int = 1, patience: @escaping @Sendable () -> Duration = { .seconds(300) }) {
    self.jobs = max(1, jobs)
    self.patience = patience
  }

  package func answers(
    to questions: [CertificateScripts.Part], isCancelled: @escaping @Sendable () -> Bool
  ) async -> [ScriptAnswer] {
    let queue = Queue(questions)
    let watch = Task {
      while (try? await Task.sleep(for: .milliseconds(50))) != nil {
        if isCancelled() { queue.interrupt() }
      }
    }
    defer { watch.cancel() }
    await withTaskGroup(of: Void.self) { group in
      for job in 0..<min(jobs, questions.count) {
        group.addTask { await work(on: queue, job, isCancelled) }
      }
    }
    return queue.answers
  }

  private func work(
    on queue: Queue, _ job: Int, _ isCancelled: @escaping @Sendable () -> Bool
  ) async {
    while !isCancelled(), let (number, question) = queue.next() {
      let answer: ScriptAnswer? = await onDeepStack(patience: Self.grace, after: isCancelled) {
        () -> ScriptAnswer in
        self.answer(to: question) { queue.begin($0, job) }
      }
      // A question that was left behind has none.
      if let answer { queue.note(answer, number) }
    }
  }

  private func answer(
    to question: CertificateScripts.Part, _ begin: (SolverInterrupt) -> Void
  ) -> ScriptAnswer {
    let (text, logic) = question.script
    switch Solver.answer(to: text, logic: logic, milliseconds: patience().milliseconds, begin: begin) {
    case .unsatisfiable: return .unsatisfiable
    case .satisfiable: return .satisfiable
    case .unknown(let reason): return .unknown(reason)
    }
  }
}

/// What is to be asked next, who is asking, and all answers.
private final class Queue: Sendable {
  private struct Content {
    var next = 0
    var answers: [ScriptAnswer]
    /// Of each job.
    var interruptions: [Int: SolverInterrupt] = [:]
  }

  private let questions: [CertificateScripts.Part]
  private let content: Mutex<Content>

  init(_ questions: [CertificateScripts.Part]) {
    self.questions = questions
    content = Mutex(Content(answers: questions.map { _ in .unknown("interrupted") }))
  }

  func next() -> (Int, CertificateScripts.Part)? {
    content.withLock { content in
      guard content.next < questions.count else { return nil }
      defer { content.next += 1 }
      return (content.next, questions[content.next])
    }
  }

  func begin(_ interruption: SolverInterrupt, _ job: Int) {
    content.withLock { $0.interruptions[job] = interruption }
  }

  /// Ends the questions under way.
  func interrupt() {
    for interruption in content.withLock({ Array($0.interruptions.values) }) { interruption.interrupt() }
  }

  func note(_ answer: ScriptAnswer, _ number: Int) {
    content.withLock { $0.answers[number] = answer }
  }

  var answers: [ScriptAnswer] { content.withLock(\.answers) }
}
