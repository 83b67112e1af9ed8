import Foundation

/// C compilers that compile another file than they are given, the one that `FAULTY_CODE` names.
struct FaultyCompiler {
  private let folder: URL

  /// TCC, where there is one and it can, and the system's compiler otherwise; both are found before they are replaced.
  init(in scratch: Scratch) throws {
    folder = scratch.folder.appending(path: "compilers")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let script = """
      #!/bin/sh
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
    for name in ["clang", "gcc", "cc", "tcc"] {
      let file = folder.appending(path: name)
      try Data(script.utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
  }

  /// A command with these compilers in its path, and nothing compiled before.
  func command(_ command: String, compiling file: String) -> String {
    "rm -rf cache faulty; REAL_PATH=\"$PATH\" PATH=\"\(folder.path):$PATH\" FAULTY_CODE=\"$PWD/\(file)\" \(command)"
  }
}
