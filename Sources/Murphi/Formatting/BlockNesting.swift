/// Which blocks of a text are open at a token, and how far lines in them are moved to the right.
struct BlockNesting {
  enum Kind {
    /// `ruleset`, `alias`, `for`, `while`: up to their end.
    case group
    /// `forall`, `exists`, and what stands between brackets: whoever wrote it arranges it.
    case expression, brackets
    case rule, function, record, conditional, `switch`
    /// What stands behind a `case`, the `else` of a `switch`, or a label.
    case alternative
    /// `const`, `type` or `var` with what it declares.
    case section
    /// Likewise, where the first declaration stands in the same line: whoever wrote it arranges the others.
    case row
    /// A property up to its semicolon.
    case property
  }

  struct Block {
    var kind: Kind
    /// How far to the right the line begins that opens the block.
    var column: Int
  }

  static let step = 2

  private(set) var blocks: [Block] = []
  /// Whether the next token begins a statement, a declaration or a guard.
  private(set) var isAtStart = true
  /// Headers that wait for their `do`.
  private var headers: [Kind] = []

  /// Where a line begins that starts something in the innermost block.
  private var innerColumn: Int { blocks.last.map { $0.column + Self.step } ?? 0 }

  /// The same; nil if nothing is started, or somebody else arranges it.
  var innerColumnOfStart: Int? { isAtStart && blocks.last?.kind != .row ? innerColumn : nil }

  /// Ends sections before what is no declaration of theirs: a keyword, or `include` and a string.
  mutating func endSections(before tokens: ArraySlice<Token>) {
    guard isAtStart, let first = tokens.first else { return }
    if first.kind == .identifier, tokens.dropFirst().first?.kind != .string { return }
    while let kind = blocks.last?.kind, kind == .section || kind == .row { blocks.removeLast() }
  }

  /// The block that an `end` closes.
  @discardableResult mutating func close() -> Block? {
    while let last = blocks.last, [.section, .row, .alternative, .property].contains(last.kind) {
      blocks.removeLast()
    }
    return blocks.popLast()
  }

  /// Where a line has to begin whose first tokens are these; nil if that is left to whoever wrote it.
  func column(ofLine tokens: ArraySlice<Token>) -> Int? {
    guard let first = tokens.first?.kind else { return nil }
    var copy = self
    copy.endSections(before: tokens)
    if first.isEnd {
      var closed: Block?
      for token in tokens {
        guard token.kind.isEnd || token.kind == .semicolon else { break }
        if token.kind.isEnd, let block = copy.close() {
          guard block.kind != .expression else { break }
          closed = block
        }
      }
      return closed?.column
    }
    switch first {
    case .else, .elsif, .case:
      if copy.blocks.last?.kind == .alternative { copy.blocks.removeLast() }
      guard let block = copy.blocks.last else { return nil }
      return block.kind == .switch ? block.column + Self.step : block.column
    case .arrow, .begin: return copy.blocks.last { $0.kind == .rule || $0.kind == .function }?.column
    case .const, .type, .var:
      // Those of a function or a rule stand where its `begin` does.
      let isLocal = copy.blocks.last?.kind == .function || copy.blocks.last?.kind == .rule
      return isLocal ? copy.blocks.last?.column : copy.innerColumn
    default: return copy.innerColumnOfStart
    }
  }

  /// Takes the first of the tokens, in a line that begins at this column; `isLast` is the last one of its line.
  mutating func take(_ tokens: ArraySlice<Token>, column: Int, isLast: Bool) {
    guard let token = tokens.first else { return }
    endSections(before: tokens)
    let wasAtStart = isAtStart
    isAtStart = false
    func open(_ kind: Kind, _ nesting: inout BlockNesting) {
      nesting.blocks.append(Block(kind: kind, column: column))
    }
    switch token.kind {
    case .const, .type, .var:
      if wasAtStart { open(isLast ? .section : .row, &self) }
      isAtStart = wasAtStart
    case .rule, .startstate:
      open(.rule, &self)
      isAtStart = true
    case .invariant, .cover, .liveness, .assume, .assert:
      open(.property, &self)
      isAtStart = true
    case .string: isAtStart = wasAtStart && (blocks.last?.kind == .rule || blocks.last?.kind == .property)
    case .function, .procedure: open(.function, &self)
    case .record:
      open(.record, &self)
      isAtStart = true
    case .if: open(.conditional, &self)
    case .switch: open(.switch, &self)
    case .case, .else: alternative(token.kind, column)
    case .colon: isAtStart = isEndOfCase
    case .then, .begin, .arrow: isAtStart = true
    case .ruleset, .alias, .for, .while: headers.append(.group)
    case .forall, .exists: headers.append(.expression)
    case .do:
      let kind = headers.popLast() ?? .group
      open(kind, &self)
      isAtStart = kind == .group
    case .leftBrace, .leftBracket, .leftParenthesis: open(.brackets, &self)
    case .rightBrace, .rightBracket, .rightParenthesis:
      if blocks.last?.kind == .brackets { blocks.removeLast() }
    case .semicolon:
      if blocks.last?.kind == .property { blocks.removeLast() }
      isAtStart = blocks.last?.kind != .brackets
    default: if token.kind.isEnd { close() }
    }
    if token.kind == .case { isInCase = true } else if isAtStart { isInCase = false }
  }

  // MARK: - Labels and cases

  /// Where a comment stands that belongs to the label behind it, which is told by how it stands.
  func columnOfLabel(before tokens: ArraySlice<Token>, _ indentation: Int) -> Int? {
    let isInStep = blocks.last?.kind == .alternative
    guard isAtStart, tokens.first?.kind == .case, let block = isInStep ? blocks.dropLast().last : blocks.last,
      block.kind == .function, indentation <= block.column
    else { return nil }
    return block.column
  }

  private var isInCase = false
  private var isEndOfCase: Bool { isInCase && blocks.last?.kind == .alternative }

  private mutating func alternative(_ kind: TokenKind, _ column: Int) {
    if blocks.last?.kind == .alternative { blocks.removeLast() }
    if let block = blocks.last, block.kind == .switch {
      blocks.append(Block(kind: .alternative, column: block.column + Self.step))
    } else if let block = blocks.last, block.kind == .function, kind == .case {
      blocks.append(Block(kind: .alternative, column: block.column))
    }
    isAtStart = kind == .else
  }
}
