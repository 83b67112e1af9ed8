import ArgumentParser

/// A path that somebody gives: of an empty one, as an unset variable leaves it, files of the root folder would be made.
enum PathArgument {
  static func nonEmpty(_ text: String) throws -> String {
    guard !text.isEmpty else { throw ValidationError("a path cannot be empty.") }
    return text
  }
}
