package import Checking
package import Checks
package import ModelIR

/// What the proofs of one check claim: `claim.json`.
///
/// It says nothing that is not checked again: verdicts with their runs, certificates and counted explorations.
package struct ProofClaim: Hashable, Sendable {
  package var subject: Subject
  /// Of a check that is no sweep, the only one, without values.
  package var combinations: [Combination]

  package init(subject: Subject, combinations: [Combination]) {
    self.subject = subject
    self.combinations = combinations
  }

  /// What the claims are about, and how it was checked.
  package struct Subject: Hashable, Sendable {
    package var check: String
    /// The model's path relative to the file of checks.
    package var model: String
    /// Constants that the check sets, with the values each takes.
    package var constants: [ConstantValues]
    package var engine: String
    package var deadlock: String
    package var symmetry: Bool
    package var failuresEndRuns: Bool
    package var maximumDepth: Int?
    /// The scalarset whose size is to be any.
    package var anySize: String?

    package init(
      check: String, model: String, constants: [ConstantValues], engine: String, deadlock: String,
      symmetry: Bool, failuresEndRuns: Bool, maximumDepth: Int?, anySize: String? = nil
    ) {
      self.check = check
      self.model = model
      self.constants = constants
      self.engine = engine
      self.deadlock = deadlock
      self.symmetry = symmetry
      self.failuresEndRuns = failuresEndRuns
      self.maximumDepth = maximumDepth
      self.anySize = anySize
    }
  }

  /// What evidence the verdicts have; what they should have follows from the check.
  package struct Form: Hashable, Sendable {
    private var isSweep: Bool
    /// The engine visits all states.
    package var isCounted: Bool

    package init(isSweep: Bool, isCounted: Bool) {
      self.isSweep = isSweep
      self.isCounted = isCounted
    }

    /// The runs to covers and the many of a sweep are found again by exploring.
    package func keepsRun(of claim: Claim, in system: TransitionSystem) -> Bool {
      !isCounted || !isSweep && !claim.isCover(in: system)
    }
  }

  /// One combination of a sweep's constants.
  package struct Combination: Hashable, Sendable {
    /// In the order of the swept constants.
    package var values: [String]
    /// `sha256:` and the digest of the transition system as text: comments and layout do not matter.
    package var system: String
    package var exploration: Exploration?
    package var certificates: [CertificateNote]
    /// Read from a file, without those of claims that are explored.
    package var verdicts: [ProofVerdict]
    /// How many claims are explored without having one of the verdicts.
    package var unnamed: Int

    package init(
      values: [String], system: String, exploration: Exploration?, certificates: [CertificateNote],
      verdicts: [ProofVerdict], unnamed: Int = 0
    ) {
      self.values = values
      self.system = system
      self.exploration = exploration
      self.certificates = certificates
      self.verdicts = verdicts
      self.unnamed = unnamed
    }
  }

  /// What its file does not say of a certificate; what it proves, the verdicts say.
  package struct CertificateNote: Hashable, Sendable {
    /// The number of its files, from 1 and for all combinations together.
    package var number: Int
    /// How many successive states the invariant is assumed in.
    package var inductionDepth: Int
    /// `sha256:` and the digest of the scripts that follow from invariant and model, in the order of their names.
    package var scripts: String
    package var everySize: Family?

    /// That it is for every size of a scalarset, and up to which one that is checked.
    package struct Family: Hashable, Sendable {
      package var type: String
      package var cutoff: Int
      /// Properties that are set aside, by name.
      package var without: [String]

      package init(type: String, cutoff: Int, without: [String] = []) {
        self.type = type
        self.cutoff = cutoff
        self.without = without
      }
    }

    package init(number: Int, inductionDepth: Int, scripts: String, everySize: Family? = nil) {
      self.number = number
      self.everySize = everySize
      self.inductionDepth = inductionDepth
      self.scripts = scripts
    }
  }

  /// Counted facts that another exploration must find again.
  package struct Exploration: Hashable, Sendable {
    package var states: UInt64
    /// By rule, in the order of the model.
    package var firings: [UInt64]
    /// How many steps fail.
    package var failedSteps: UInt64
    package var digest: String

    package init(states: UInt64, firings: [UInt64], failedSteps: UInt64, digest: String) {
      self.states = states
      self.firings = firings
      self.failedSteps = failedSteps
      self.digest = digest
    }
  }
}

/// The verdict of one claim and what backs it.
package struct ProofVerdict: Hashable, Sendable {
  package var claim: String
  package var verdict: VerdictKind
  package var evidence: Evidence

  package init(claim: String, verdict: VerdictKind, evidence: Evidence) {
    self.claim = claim
    self.verdict = verdict
    self.evidence = evidence
  }

  /// Its file counts such claims instead of naming them.
  var isCounted: Bool { verdict == .explored && evidence == .exploration }

  package enum Evidence: Hashable, Sendable {
    /// Another exploration finds the same.
    case exploration
    /// A run that ends with what is claimed.
    case run(WitnessText)
    /// An inductive invariant, by the number of its files.
    case certificate(Int)
  }
}

/// A run as text: the names of its firings determine all states.
package struct WitnessText: Hashable, Sendable {
  /// `rule (p = process_0)`; the first one is a start state.
  package var steps: [String]
  /// The instance of the property, ` (p = 3)`; empty if it has no parameters.
  package var instance: String
  /// Of a liveness property: the state from which on it never holds, and the one that the run comes back to.
  package var from: Int?
  package var loopsTo: Int?
  /// What is evaluated in the last state and fails: a property, or the guard of a firing.
  package var failingProperty: String?
  package var failingGuard: String?

  package init(
    steps: [String], instance: String = "", from: Int? = nil, loopsTo: Int? = nil,
    failingProperty: String? = nil, failingGuard: String? = nil
  ) {
    self.steps = steps
    self.instance = instance
    self.from = from
    self.loopsTo = loopsTo
    self.failingProperty = failingProperty
    self.failingGuard = failingGuard
  }

  /// True if they are written alike.
  func hasSameBytes(as other: WitnessText) -> Bool {
    parts.elementsEqual(other.parts) { $0.hasSameBytes(as: $1) }
  }

  private var parts: [String] {
    steps + [
      instance, "\(from, default: "-")", "\(loopsTo, default: "-")", failingProperty ?? "",
      failingGuard ?? "",
    ]
  }
}
