import ModelIR

enum ModelText {
  static func murphi(_ p: LoadedModel) -> String { "" }
  static func ir(of s: TransitionSystem) -> String { "" }
}
