import ModelIR

enum ModelText {
  static func murphi(_ p: LoadedModel) -> String { "" }
}
