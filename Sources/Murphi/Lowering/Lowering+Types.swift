import Diagnostics
import ModelIR

/// Types and global declarations.
extension Lowering {
  mutating func lowerGlobal(_ declaration: DeclarationSyntax) {
    switch declaration {
    case .constant(let constant): system.constants += lowerConstant(constant)
    case .type(let entry): lowerTypeDeclaration(entry)
    case .variable(let entry):
      let view = viewStyle(entry.annotations)
      let types = lowerTypes(of: entry)
      for (name, type) in zip(entry.names, types) {
        guard let type else {
          declare(name, .broken)
          continue
        }
        let id = VariableID(system.variables.count)
        system.variables.append(Variable(name: name.text, type: type, range: name.range, view: view))
        declare(name, .variable(id, type), .variable)
        system.variables[id.index].observed = observedName(entry.annotations, of: name)
        system.variables[id.index].abstracts = abstractedPlace(entry.annotations, of: name)
      }
    }
  }

  /// A declaration in a rule's or function's body.
  mutating func lowerLocal(_ declaration: DeclarationSyntax) {
    switch declaration {
    case .constant(let constant): _ = lowerConstant(constant)
    case .type(let entry): lowerTypeDeclaration(entry)
    case .variable(let entry):
      for (name, type) in zip(entry.names, lowerTypes(of: entry)) {
        guard let type, checkLocalSize(type, at: name.range) else {
          declare(name, .broken)
          continue
        }
        let valueType = types.valueType(of: type)
        let local = addLocal(name.text, valueType, .variable)
        declare(name, .local(local, valueType, isReadOnly: false), .variable)
      }
    }
  }

  mutating func checkLocalSize(_ type: TypeID, at range: SourceRange) -> Bool {
    guard types.cellCount(of: type) > TypeTable.cellLimit else { return true }
    report(
      .typeTooLarge, "this type has more than \(TypeTable.cellLimit) simple components", at: range,
      help: "use smaller ranges as array indices")
    return false
  }

  private mutating func lowerConstant(_ constant: ConstantSyntax) -> [Constant] {
    constant.names.compactMap { name in
      guard let operand = lower(constant.value), let value = requireConstant(operand) else {
        declare(name, .broken)
        return nil
      }
      declare(name, .constant(value, operand.type), .constant)
      return Constant(name: name.text, value: value, isBoolean: operand.type == .boolean)
    }
  }

  private mutating func lowerTypeDeclaration(_ entry: TypedNamesSyntax) {
    _ = kernelAnchor(entry.annotations, of: .type)
    for (name, type) in zip(entry.names, lowerTypes(of: entry)) {
      if let type {
        let named = types.name(type, name.text)
        if entry.annotations.contains(where: \.isForAnySize) { noteAnySize(of: named, entry) }
        declare(name, .type(named), .type)
      } else {
        declare(name, .broken)
      }
    }
  }

  /// The type of `a, b : type`, once per name, because each name gets its own copy of an anonymous type.
  private mutating func lowerTypes(of entry: TypedNamesSyntax) -> [TypeID?] {
    var result: [TypeID?] = []
    for _ in entry.names {
      if let last = result.last, last == nil {
        result.append(nil)
      } else {
        result.append(lower(entry.type))
      }
    }
    return result
  }

  mutating func lower(_ syntax: TypeSyntax) -> TypeID? {
    switch syntax.kind {
    case .missing: return nil
    case .boolean: return TypeID(0)
    case .named(let text):
      let meaning = resolve(Name(text: text, range: syntax.range), as: "a type", help: helpAsType(text)) {
        if case .type = $0 { true } else { false }
      }
      guard case .type(let id)? = meaning else { return nil }
      return id
    case .interval(let low, let high): return lowerInterval(low, high, at: syntax.range)
    case .enumeration(let members): return lowerEnumeration(members, at: syntax.range)
    case .scalarset(let size): return lowerScalarset(size, at: syntax.range)
    case .record(let entries): return lowerRecord(entries, at: syntax.range)
    case .array(let index, let element): return lowerArray(index, element, at: syntax.range)
    case .multiset(let capacity, let element):
      return lowerMultiset(capacity, element, at: syntax.range)
    case .union(let members): return lowerUnion(members, at: syntax.range)
    }
  }

  /// Where a number stands for a type, a size was meant.
  private func helpAsType(_ name: String) -> String? {
    guard case .constant(_, let type)? = scopes.symbol(named: name)?.meaning, types.isNumber(type) else {
      return nil
    }
    return "the type of the numbers below `\(name)` is `0..\(name) - 1`"
  }

  mutating func add(_ shape: TypeShape, at range: SourceRange, isMultiset: Bool = false) -> TypeID? {
    let id = types.add(TypeDefinition(name: nil, shape: shape, range: range, isMultiset: isMultiset))
    guard types.depth(of: id) <= TypeTable.depthLimit else {
      report(
        .nestingTooDeep, "nesting too deep: more than \(TypeTable.depthLimit) types in one another", at: range
      )
      return nil
    }
    return id
  }

  private mutating func lowerInterval(
    _ low: ExpressionSyntax, _ high: ExpressionSyntax, at range: SourceRange
  ) -> TypeID? {
    let first = lowerConstantNumber(low)
    let last = lowerConstantNumber(high)
    guard let first, let last, checkBound(first, at: low.range), checkBound(last, at: high.range) else {
      return nil
    }
    guard first <= last else {
      report(
        .emptyRange, "the upper bound \(last) is below the lower bound \(first)", at: range)
      return nil
    }
    return add(.integers(low: first, high: last), at: range)
  }

  mutating func checkBound(_ value: Value, at range: SourceRange) -> Bool {
    if value >= Value(Int64.min), value <= Value(UInt64.max) { return true }
    report(.boundTooLarge, "the bound \(value) does not lie in -2^63..2^64-1", at: range)
    return false
  }

  private mutating func lowerEnumeration(_ members: [Name], at range: SourceRange) -> TypeID? {
    if members.map(\.text) == ["false", "true"] { return TypeID(0) }
    guard let id = add(.enumeration(members: members.map(\.text)), at: range) else { return nil }
    var seen: [String: SourceRange] = [:]
    for (index, member) in members.enumerated() {
      if let previous = seen.updateValue(member.range, forKey: member.text) {
        report(
          .duplicateField, "the enum already has a member `\(member.text)`", at: member.range,
          labels: [Label(previous, "first declared here")])
        continue
      }
      declare(member, .constant(Value(index), .declared(id)))
    }
    return id
  }

  private mutating func lowerScalarset(_ size: ExpressionSyntax, at range: SourceRange) -> TypeID? {
    guard let value = lowerConstantNumber(size) else { return nil }
    guard value >= 1 else {
      report(.emptyRange, "a scalarset of \(value) elements", at: size.range, help: "it needs at least one")
      return nil
    }
    guard checkBound(value, at: size.range) else { return nil }
    let type = add(.scalarset(size: value), at: range)
    if let type { sizeTexts[type] = size }
    return type
  }

  /// Where each scalarset has its size from; asked once everything is lowered, so that all uses of a constant are known.
  var scalarsetSizes: [TypeID: ScalarsetSize] {
    sizeTexts.mapValues { size in
      switch size.kind {
      case .number: return .number
      case .designator(let name, let path) where path.isEmpty:
        // Another one of that name, in a body, might be what is meant somewhere.
        let constants = scopes.symbols.filter { $0.name == name.text && $0.noun == .constant }
        return constants.count == 1 && constants[0].uses == 1 ? .constant(name.text) : .shared(name.text)
      case .designator, .call, .unary, .chain, .conditional, .quantified, .folded, .countElements, .isMember,
        .isUndefined, .literal, .primed, .missing:
        return .expression
      }
    }
  }

  private mutating func lowerRecord(_ entries: [TypedNamesSyntax], at range: SourceRange) -> TypeID? {
    var fields: [Field] = []
    var seen: [String: SourceRange] = [:]
    var isBroken = false
    for entry in entries {
      for (name, type) in zip(entry.names, lowerTypes(of: entry)) {
        if let previous = seen.updateValue(name.range, forKey: name.text) {
          report(
            .duplicateField, "the record already has a field `\(name.text)`", at: name.range,
            labels: [Label(previous, "first declared here")])
          isBroken = true
        }
        names.declare(name, .field, type: type.map(types.valueType(of:)))
        if let type { fields.append(Field(name: name.text, type: type)) } else { isBroken = true }
      }
    }
    fieldPlaces[range] = seen
    return isBroken ? nil : add(.record(fields: fields), at: range)
  }

  private mutating func lowerArray(
    _ index: TypeSyntax, _ element: TypeSyntax, at range: SourceRange
  ) -> TypeID? {
    let indexType = lower(index)
    let elementType = lower(element)
    guard let indexType, let elementType else { return nil }
    guard types[indexType].shape.isSimple else {
      report(
        .notSimple, "an array cannot be indexed by \(types.describe(.declared(indexType)))", at: index.range)
      return nil
    }
    return add(.array(index: indexType, element: elementType), at: range)
  }

  /// Nested unions are flattened; a type named twice counts once.
  private mutating func lowerUnion(_ members: [TypeSyntax], at range: SourceRange) -> TypeID? {
    var alternatives: [TypeID] = []
    var isBroken = false
    for member in members {
      guard let type = lower(member) else {
        isBroken = true
        continue
      }
      guard types[type].shape.isSimple else {
        report(.unsupportedUnion, "a union's members are simple types", at: member.range)
        isBroken = true
        continue
      }
      alternatives.append(contentsOf: types.union(.declared(type))?.alternatives ?? [type])
    }
    guard !isBroken else { return nil }
    var offsets: [Value] = []
    var count: Value = 0
    for alternative in alternatives {
      offsets.append(count)
      if let domain = types.domain(of: alternative) { count += domain.upperBound - domain.lowerBound + 1 }
    }
    guard checkBound(count, at: range) else { return nil }
    return add(.union(alternatives: alternatives, offsets: offsets, count: count), at: range)
  }
}
