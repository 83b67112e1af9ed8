import ModelIR

/// Where in a configuration what lies: the packed state, a word for each entry under way, the elements of names.
struct ConfigurationLayout {
  /// How far an entry is that has begun.
  enum Stage: UInt64 {
    /// No entry is there.
    case none = 0
    /// No step of the call was taken.
    case waiting = 1
    /// It has begun and has not ended.
    case underway = 2
    /// It is over, but what was seen has not been seen yet.
    case ended = 3
    /// All of it has happened.
    case done = 4
  }

  let state: Int
  let slots: Int
  let names: Int

  private static let namesPerWord = 4
  /// Elements of a scalarset that names of a log may stand for: one less than fits into a quarter of a word.
  static let mostElements: Value = 0xFFFF
  private static let stageBits: UInt64 = 3

  /// Words of a configuration.
  var width: Int { state + slots + (names + Self.namesPerWord - 1) / Self.namesPerWord }

  func stage(_ slot: Int, in words: [UInt64]) -> Stage { Stage(rawValue: words[state + slot] & 7) ?? .none }

  /// The class of steps that a call under way began with, and its actor if it has one.
  func beginning(_ slot: Int, in words: [UInt64]) -> (stepClass: Int, actor: Value?) {
    let word = words[state + slot] >> Self.stageBits
    let actor = word >> 20
    return (Int(word & 0xFFFFF), actor == 0 ? nil : Value(actor) - 1)
  }

  /// The actor counts from the first value of its type on.
  func set(
    _ slot: Int, _ stage: Stage, stepClass: Int = 0, actor: Value? = nil, in words: inout [UInt64]
  ) {
    let code = actor.map { UInt64($0 + 1) } ?? 0
    words[state + slot] = stage.rawValue | UInt64(stepClass) << Self.stageBits | code << (Self.stageBits + 20)
  }

  func element(_ name: Int, in words: [UInt64]) -> Value? {
    let word = words[state + slots + name / Self.namesPerWord]
    let code = word >> UInt64(16 * (name % Self.namesPerWord)) & 0xFFFF
    return code == 0 ? nil : Value(code) - 1
  }

  func bind(_ name: Int, to element: Value, in words: inout [UInt64]) {
    words[state + slots + name / Self.namesPerWord] |=
      UInt64(element + 1) << UInt64(16 * (name % Self.namesPerWord))
  }
}
