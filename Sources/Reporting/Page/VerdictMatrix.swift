/// The checks of one model beside each other: what became of each property in each of them.
struct VerdictMatrix {
  let model: String
  /// The positions of the groups.
  let columns: [Int]
  let properties: [String]

  /// Those of models with several checks, in the order of their first.
  static func all(of groups: [Findings.Group], _ details: [GroupDetails?]) -> [VerdictMatrix] {
    var models: [String] = []
    var columns: [String: [Int]] = [:]
    for (position, detail) in details.enumerated() {
      guard let model = detail?.model else { continue }
      if columns[model] == nil { models.append(model) }
      columns[model, default: []].append(position)
    }
    return models.compactMap { model in
      guard let columns = columns[model], columns.count > 1 else { return nil }
      var properties: [String] = []
      var seen: Set<String> = []
      for column in columns {
        for finding in groups[column].findings where finding.verdict != nil {
          if seen.insert(finding.property).inserted { properties.append(finding.property) }
        }
      }
      return VerdictMatrix(model: model, columns: columns, properties: properties)
    }
  }
}
