/// Places, conditions and effects. `owner` is a parameter that is an index of the array, or empty.
extension StepAuthor {
  var level: Int { mutating get { number(0...2) } }

  mutating func place(_ owner: String) -> String {
    if !owner.isEmpty, chance(65) { return "a[\(owner)]" }
    if hasPairs, chance(15) { return chance(50) ? "r.l" : "s.l" }
    let scalar = pick(scalars) ?? "v0"
    guard hasArray, !isScalarset, chance(25) else { return scalar }
    return chance(80) ? "a[\(number(0...1))]" : "a[\(scalar) % 2]"
  }

  // MARK: - Contents

  private func key(_ place: String) -> String { place.hasPrefix("a[") ? "a" : place }

  /// What a place has at the start.
  mutating func first(_ place: String) -> Int {
    let value = level
    contents[place] = [value]
    return value
  }

  /// What a place often has at some time.
  mutating func content(of place: String) -> Int {
    guard chance(85), let value = pick(contents[key(place)] ?? []) else { return level }
    return value
  }

  mutating func assignment(_ place: String, _ value: Int) -> String {
    contents[key(place), default: []].append(value)
    return "\(place) := \(value);"
  }

  // MARK: - Conditions

  mutating func comparison(_ owner: String) -> String {
    let place = place(owner)
    return "\(place) = \(content(of: place))"
  }

  /// Something that is rarely so at the start.
  mutating func arrival(_ owner: String) -> String {
    let place = place(owner)
    guard chance(85), let value = pick(Array((contents[key(place)] ?? []).dropFirst())) else {
      return "\(place) = \(level)"
    }
    return "\(place) = \(value)"
  }

  /// What may fail does so in conditions of one kind only.
  mutating func atom(_ owner: String, _ kind: Danger) -> String {
    if danger == kind || danger == .all, kind != .nothing, chance(20) { return failing(owner) }
    guard chance(richness) else { return chance(75) ? comparison(owner) : "\(place(owner)) != \(level)" }
    var texts = [
      "\(place(owner)) < 2", "\(place(owner)) = \(place(owner))",
      "\(comparison(owner)) | \(comparison(owner))",
      "\(comparison(owner)) -> \(comparison(owner))", "!(\(comparison(owner)) & \(place(owner)) != \(level))",
      "both(\(place(owner)), \(place(owner)))",
      "(\(comparison(owner)) ? \(place(owner)) : \(level)) = \(level)",
      "(\(comparison(owner)) ? \(level) : \(place(owner))) = \(level)",
      "(\(place(owner)) + \(place(owner))) % 3 = \(level)",
    ]
    if chance(10) { texts.append("deep(\(level))") }
    if let doubtful { texts.append("isundefined(\(doubtful))") }
    if hasPairs { texts += ["r = s", "r != s", "r.b", "s.b = (\(comparison(owner)))"] }
    if hasArray {
      texts += [
        "exists j: index do a[j] = \(level) end", "forall j: index do a[j] != \(level) end",
        "exists j: index do a[j] = \(place(owner)) & \(comparison(owner)) end",
      ]
      if !owner.isEmpty { texts.append("exists j: index do j != \(owner) & a[j] = \(level) end") }
    }
    return pick(texts) ?? ""
  }

  private mutating func failing(_ owner: String) -> String {
    let place = place(owner)
    return pick([
      "2 / \(place) = \(number(1...2))", "\(comparison(owner)) & 2 % \(place) = 0", "1 / (\(place) - 1) < 2",
      "\(comparison(owner)) -> 2 / \(place) > 1",
    ]) ?? ""
  }

  // MARK: - Effects

  mutating func effect(_ owner: String) -> String {
    if danger == .bodies || danger == .all, chance(12) { return risky(owner) }
    guard chance(richness) else {
      return chance(75) ? assignment(place(owner), level) : "\(place(owner)) := \(place(owner));"
    }
    var texts = [
      "up(\(place(owner)));", "if \(atom(owner, .bodies)) then \(place(owner)) := \(level); end;",
      "if \(comparison(owner)) then \(place(owner)) := \(level); else \(place(owner)) := \(level); end;",
      "switch \(place(owner)) case \(level): \(place(owner)) := \(level); else \(place(owner)) := \(level); end;",
      "move(\(place(owner)), \(place(owner)));", "move(\(level), \(place(owner)));", "clear \(place(owner));",
      "\(place(owner)) := \(comparison(owner)) ? \(place(owner)) : \(level);", "cover \(comparison(owner));",
      "alias o: \(place(owner)) do o := (o + \(place(owner))) % 3; end;",
    ]
    if hasPairs {
      texts += [
        "r := s;", "s := r;", "r.b := !r.b;", "s.l := r.l;", "clear r;", "s.b := \(comparison(owner));",
      ]
    }
    if hasArray {
      texts += [
        "for j: index do a[j] := \(level); end;",
        "for j: index do if a[j] = \(level) then up(a[j]); end; end;",
      ]
    }
    if chance(20) {
      let place = place(owner)
      texts.append("while \(place) > 0 do \(place) := \(place) - 1; end;")
    }
    return pick(texts) ?? ""
  }

  private mutating func risky(_ owner: String) -> String {
    let place = place(owner)
    var texts = [
      "\(place) := \(self.place(owner)) + 1;", "assert \(atom(owner, .bodies)) \"\(fresh("assertion "))\";",
      "if \(atom(owner, .bodies)) then error \"it fails\"; end;", "assume \(atom(owner, .bodies));",
      "\(place) := 2 / \(place);",
      "put 2 / \(place);", "cover \(atom(owner, .bodies)) \"\(fresh("cover "))\";",
    ]
    if let doubtful { texts += ["undefine \(doubtful);", "undefine \(doubtful);"] }
    return pick(texts) ?? ""
  }
}
