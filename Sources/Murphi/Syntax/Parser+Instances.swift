import Diagnostics

/// Instances of files: `include "lib/lock.m" as left with N = 3`, and names of theirs, `left.owner`.
///
/// Neither `as` nor `with` is a keyword: no name can stand there.
extension Parser {
  mutating func parseInclude() -> ItemSyntax? {
    dropAnnotations()
    advance()
    guard let path = parseString() else { return nil }
    var include = IncludeSyntax(path: path)
    if isAt("as") {
      advance()
      include.instance = parseInstanceName()
    }
    if isAt("with") {
      if include.instance == nil {
        reportUnexpected(
          "`as` and the name of an instance", help: "write `include \"file\" as name with ...`")
      }
      advance()
      repeat {
        guard let argument = parseInstanceArgument() else { break }
        include.arguments.append(argument)
      } while accept(.comma)
    }
    if let instance = include.instance { joinNames(of: instance) }
    skipSemicolons()
    return .include(include)
  }

  private mutating func parseInstanceName() -> Name? {
    guard let name = parseOwnName("the name of the instance") else { return nil }
    guard ["true", "false", "boolean"].contains(name.text) else { return name }
    report(
      .duplicateName, "`\(name.text)` is already declared", at: name.range, help: "choose another name")
    return nil
  }

  /// `N = 3`.
  private mutating func parseInstanceArgument() -> IncludeSyntax.Argument? {
    // It is one of the file that is included.
    guard let name = parseOwnName("a constant or type of the file") else { return nil }
    if current == .colon || current == .assign {
      reportUnexpected("`=`")
      advance()
    } else {
      expect(.equal)
    }
    return IncludeSyntax.Argument(name: name, value: parseExpression())
  }

  /// Behind the include, `left.owner` is one name.
  private mutating func joinNames(of instance: Name) {
    instances.append(instance)
    let written = source.slice(instance.range.start..<instance.range.end)
    joinTokens { [source] tokens, index in
      guard index + 2 < tokens.count, tokens[index].kind == .identifier, tokens[index + 1].kind == .dot,
        tokens[index + 2].kind == .identifier, tokens[index].end == tokens[index + 1].start,
        tokens[index + 1].end == tokens[index + 2].start, index == 0 || tokens[index - 1].kind != .dot
      else { return false }
      return source.slice(Int(tokens[index].start)..<Int(tokens[index].end)) == written
    }
  }

  /// Within the scope of an instance its name is not declared anew: what stands behind a dot would be taken for a name of it.
  mutating func refuseNamesOfInstances(_ names: [Name]) {
    for name in names {
      guard let instance = instances.first(where: { $0.text == name.text }) else { continue }
      diagnostics.append(
        Diagnostic(
          .error, .duplicateName, "`\(name.text)` is the name of an instance", at: name.range,
          labels: [Label(instance.range, "named here")], help: "choose another one"))
    }
  }
}
