/// What must not happen: a condition on one state, for any values of the further constants that it speaks of.
package struct ExportedProperty: Sendable {
  package let name: String
  package let bad: Term

  package init(name: String, bad: Term) {
    self.name = name
    self.bad = bad
  }
}
