import Foundation

/// C compilers that compile another file than they are given, the one that `FAULTY_CODE` names.
struct FaultyCompiler {
  private let folder: String

  /// TCC, where there is one and it can, and the system's compiler otherwise; both are found before they are replaced.
  init(in scratch: Scratch) throws {
    let script = """
      PATH="$REAL_PATH"
      for argument in "$@"; do
        case "$previous" in -o) library="$argument" ;; -I) headers="$argument" ;; esac
        previous="$argument"
      done
      for compiler in tcc cc; do
        "$compiler" -std=gnu11 -fPIC -shared -w -I "$headers" -o "$library" "$FAULTY_CODE" 2>/dev/null && exit
      done
      exit 1
      """
    folder = try scratch.tools(["clang": script, "gcc": script, "cc": script, "tcc": script])
  }

  /// A command with these compilers in its path, and nothing compiled before.
  func command(_ command: String, compiling file: String) -> String {
    "rm -rf cache faulty; REAL_PATH=\"$PATH\" PATH=\"\(folder):$PATH\" FAULTY_CODE=\"$PWD/\(file)\" \(command)"
  }
}
