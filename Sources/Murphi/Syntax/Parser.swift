import Diagnostics

/// Turns one file's tokens into a syntax tree.
///
/// It never fails: it reports, recovers and goes on.  Recursion is bounded by `nestingLimit` and the trees
/// it builds by `heightLimit`, so that neither it nor a later pass can exhaust the stack.
struct Parser {
  static let nestingLimit = 256
  static let heightLimit = 400

  let source: SourceFile
  let file: FileID
  private var tokens: [Token]
  private var annotations: [AnnotationComment]
  private var nextAnnotation = 0
  private(set) var index = 0
  var diagnostics: [Diagnostic]
  /// How the names of the file are to be read.
  private let naming: Naming
  /// The instances of other files that were named so far.
  var instances: [Name] = []
  private var depth = 0
  /// The token at which the last mistake was reported: one mistake, one message.
  private var reportedIndex = -1
  private var isAbandoned = false
  /// The process whose steps are being read.
  var openProcess: ProcessHeader?
  /// The statements around the current token.
  var statementDepth = 0

  /// Of the whole file, or of a part of it.
  init(_ source: SourceFile, file: FileID, within part: Range<Int>? = nil, naming: Naming = Naming()) {
    self.source = source
    self.naming = naming
    self.file = file
    var lexer = Lexer(source, file: file, within: part)
    lexer.run()
    self.tokens = lexer.tokens
    self.annotations = lexer.annotations
    self.diagnostics = lexer.diagnostics
  }

  // MARK: Tokens

  var current: TokenKind { tokens[index].kind }

  /// The kind of the token so many behind the current one.
  func kind(behind distance: Int) -> TokenKind {
    index + distance < tokens.count ? tokens[index + distance].kind : .endOfFile
  }

  var following: TokenKind { kind(behind: 1) }

  var currentRange: SourceRange {
    SourceRange(file: file, start: Int(tokens[index].start), end: Int(tokens[index].end))
  }

  /// Whether a word stands here that only CMurphi knows, as far as one can tell without the declarations.
  var isOfCMurphi: Bool {
    tokens.indices.contains { index in
      guard tokens[index].kind == .identifier else { return false }
      let text = source.slice(Int(tokens[index].start)..<Int(tokens[index].end)).lowercased()
      return text == "undefined"
        || text == "multiset" && index + 1 < tokens.count && tokens[index + 1].kind == .leftBracket
    }
  }

  var currentText: String { source.slice(Int(tokens[index].start)..<Int(tokens[index].end)) }

  /// From a range's start to the end of the last token read.
  func range(from start: SourceRange) -> SourceRange {
    let end = index > 0 ? Int(tokens[index - 1].end) : start.end
    return SourceRange(file: file, start: start.start, end: max(end, start.end))
  }

  mutating func advance() {
    if index + 1 < tokens.count { index += 1 }
  }

  /// Reads the current token as another kind from now on.
  mutating func replaceCurrent(with kind: TokenKind) { tokens[index].kind = kind }

  mutating func accept(_ kind: TokenKind) -> Bool {
    guard current == kind else { return false }
    advance()
    return true
  }

  /// Consumes a token of this kind or reports that it is missing.
  @discardableResult
  mutating func expect(_ kind: TokenKind, _ context: String = "") -> Bool {
    if accept(kind) { return true }
    reportUnexpected("\(kind.description)\(context)")
    return false
  }

  mutating func skipSemicolons() {
    while accept(.semicolon) {}
  }

  // MARK: Mistakes

  mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, help: String? = nil
  ) {
    guard !isAbandoned else { return }
    diagnostics.append(Diagnostic(.error, code, message, at: range, help: help))
  }

  mutating func reportUnexpected(_ expected: String, help: String? = nil) {
    guard reportedIndex != index else { return }
    reportedIndex = index
    let found = current == .identifier ? "`\(currentText)`" : current.description
    report(.unexpectedToken, "expected \(expected), found \(found)", at: currentRange, help: help)
  }

  /// Runs `body` one level deeper; beyond the limit the rest of the file is given up.
  mutating func nested<Result>(_ missing: Result, _ body: (inout Parser) -> Result) -> Result {
    guard depth < Self.nestingLimit else {
      report(
        .nestingTooDeep, "nesting too deep: more than \(Self.nestingLimit) levels", at: currentRange,
        help: "split it with functions, constants or aliases; the rest of the file was not read")
      isAbandoned = true
      index = tokens.count - 1
      return missing
    }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }

  /// Parses what is within so many levels more.
  mutating func nested<Result>(
    levels: Int, _ missing: Result, _ body: (inout Parser) -> Result
  ) -> Result {
    levels < 1 ? body(&self) : nested(missing) { $0.nested(levels: levels - 1, missing, body) }
  }

  /// Skips to the next token for which `isStop` holds, or the end.
  mutating func skip(until isStop: (TokenKind) -> Bool) {
    while current != .endOfFile, !isStop(current) { advance() }
  }

  // MARK: Common pieces

  /// A name of the model: of an instance, with what that puts before it.
  mutating func parseName(_ what: String) -> Name? {
    guard var name = parseOwnName(what) else { return nil }
    name.text = naming(name.text)
    return name
  }

  /// A name that is known only as a part of something, such as a field.
  mutating func parseOwnName(_ what: String) -> Name? {
    guard current == .identifier else {
      reportUnexpected(what)
      return nil
    }
    // `left.owner` was made one token.
    let text = currentText.contains(".") ? currentText.replacing(".", with: "_") : currentText
    let name = Name(text: text.foldingBooleans, range: currentRange)
    advance()
    return name
  }

  /// Makes three tokens one wherever that is wanted from here on.
  mutating func joinTokens(where isStart: ([Token], Int) -> Bool) {
    var joined = Array(tokens[..<index])
    // The new place of each token.
    var places = Array(joined.indices)
    var next = index
    while next < tokens.count {
      let isJoined = isStart(tokens, next)
      let count = isJoined ? 3 : 1
      places += Array(repeating: joined.count, count: count)
      joined.append(
        isJoined
          ? Token(kind: .identifier, start: tokens[next].start, end: tokens[next + 2].end) : tokens[next])
      next += count
    }
    places.append(joined.count)
    tokens = joined
    for position in annotations.indices {
      annotations[position].nextToken = places[min(annotations[position].nextToken, places.count - 1)]
    }
  }

  /// The name of a rule or property.
  mutating func parseTitle() -> StringSyntax? { naming.title(parseString()) }

  /// What one without a name is called in an instance; elsewhere it is named later.
  func title(ofUnnamed kind: String, at range: SourceRange) -> StringSyntax? {
    guard naming.instance != nil else { return nil }
    return naming.title(
      StringSyntax(raw: "\(kind) at line \(source.position(of: range.start).line)", range: range))
  }

  /// Names separated by commas, if `isLenient` possibly none and with a comma at the end.
  mutating func parseNames(_ what: String, isLenient: Bool, areFields: Bool = false) -> [Name] {
    var names: [Name] = []
    if isLenient, current != .identifier { return names }
    repeat {
      if isLenient, !names.isEmpty, current != .identifier { break }
      guard let name = areFields ? parseOwnName(what) : parseName(what) else { break }
      names.append(name)
    } while accept(.comma)
    return names
  }

  mutating func parseString() -> StringSyntax? {
    guard current == .string else { return nil }
    let range = currentRange
    var content = Substring(currentText)
    for quote in ["“", "\""] where content.hasPrefix(quote) {
      content = content.dropFirst()
      break
    }
    for quote in ["”", "\""] where content.hasSuffix(quote) {
      content = content.dropLast()
      break
    }
    advance()
    return StringSyntax(raw: String(content), range: range)
  }

  /// The annotations between the previous declaration and the current token.
  mutating func takeAnnotations() -> [Annotation] {
    var result: [Annotation] = []
    while let annotation = takeAnnotation() { result.append(annotation) }
    return result
  }

  /// The next annotation if it is about the whole model: the version of Linux, or what the model refines.
  mutating func takeHeading() -> ItemSyntax? {
    guard let comment = pendingAnnotation else { return nil }
    let words = comment.text.split(whereSeparator: \.isWhitespace)
    switch words.first {
    case "linux" where words.count == 2: return takeAnnotation().map(ItemSyntax.version)
    case "refines": return takeAnnotation().map(ItemSyntax.refinement)
    default: return nil
    }
  }

  private var pendingAnnotation: AnnotationComment? {
    guard nextAnnotation < annotations.count, annotations[nextAnnotation].nextToken <= index else {
      return nil
    }
    return annotations[nextAnnotation]
  }

  private mutating func takeAnnotation() -> Annotation? {
    guard let comment = pendingAnnotation else { return nil }
    nextAnnotation += 1
    let words = comment.text.split(whereSeparator: \.isWhitespace).map(\.visible)
    let range = SourceRange(file: file, start: comment.start, end: comment.end)
    let condition = words.first == "needs" ? parseNeed(of: comment) : nil
    let result = words.first == "returns" ? parseResult(of: comment) : nil
    return Annotation(words: words, condition: condition, result: result, range: range)
  }

  /// A parser of what stands behind the first word of an annotation, in the model's language.
  private func parser(behind word: String, of comment: AnnotationComment) -> Parser {
    let keyword = comment.text.prefix { $0.isWhitespace }.utf8.count + word.utf8.count
    let start = comment.start + AnnotationComment.marker.utf8.count + keyword
    return Parser(source, file: file, within: start..<comment.end, naming: naming)
  }

  /// The result of `--@ returns`: nothing, a text in quotes, or an expression.
  private mutating func parseResult(of comment: AnnotationComment) -> ResultSyntax {
    var parser = parser(behind: "returns", of: comment)
    let result: ResultSyntax
    if parser.current == .endOfFile {
      result = .nothing
    } else if let text = parser.parseString() {
      result = .text(text)
    } else {
      result = .value(parser.parseExpression())
    }
    if parser.current != .endOfFile { parser.reportUnexpected("the end of the result") }
    diagnostics.append(contentsOf: parser.diagnostics.prefix(1))
    return result
  }

  /// The condition of `--@ needs CONDITION`, in the model's language.
  private mutating func parseNeed(of comment: AnnotationComment) -> ExpressionSyntax {
    var parser = parser(behind: "needs", of: comment)
    if parser.current == .endOfFile {
      parser.report(
        .unexpectedToken, "expected a condition on constants",
        at: SourceRange(file: file, start: comment.start, end: comment.end),
        help: "write `--@ needs CONDITION`")
    }
    let condition = parser.parseExpression()
    if parser.current != .endOfFile { parser.reportUnexpected("the end of the condition") }
    // Of one mistake the first message: the end of the annotation is not that of the file.
    diagnostics.append(contentsOf: parser.diagnostics.prefix(1))
    return condition
  }

  /// Warns of annotations in front of something that cannot carry one.
  mutating func dropAnnotations() {
    for annotation in takeAnnotations() {
      diagnostics.append(
        Diagnostic(
          .warning, .unknownAnnotation, "this annotation belongs to nothing", at: annotation.range,
          help: "put it right before a rule, property, function, type or variable"))
    }
  }
}

extension String {
  /// `true` and `false` in lower case, however they are written.
  var foldingBooleans: String {
    guard utf8.count == 4 || utf8.count == 5 else { return self }
    let lower = lowercased()
    return lower == "true" || lower == "false" ? lower : self
  }
}
