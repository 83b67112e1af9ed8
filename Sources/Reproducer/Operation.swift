/// What a process asks of the kernel, as the `--@ operation` annotation of a rule says it.
///
/// Addresses and lengths are in pages of the model.
enum Operation: Hashable {
  case open
  case mmap(at: Int, length: Int, isFixed: Bool)
  case munmap(from: Int, length: Int)
  case mremap(from: Int, length: Int, newLength: Int, target: Int)
  case madvise(from: Int, length: Int)
  case mprotect(isWritable: Bool)
  /// Of one page, or of all that are mapped.
  case store(at: Int?)
  case pin(at: Int)
  case unpin
  case fork(child: String)
  case exit
  case bind
  case unbind

  /// Nil for words that are no operation.
  init?(_ words: [String]) {
    let numbers = words.dropFirst().compactMap { Int($0) }
    switch (words.first, numbers.count) {
    case ("open", 0): self = .open
    case ("mmap", 2): self = .mmap(at: numbers[0], length: numbers[1], isFixed: false)
    case ("mmap_fixed", 2): self = .mmap(at: numbers[0], length: numbers[1], isFixed: true)
    case ("munmap", 2): self = .munmap(from: numbers[0], length: numbers[1])
    case ("mremap", 4):
      self = .mremap(
        from: numbers[0], length: numbers[1], newLength: numbers[1] + numbers[2], target: numbers[3])
    case ("madvise", 2): self = .madvise(from: numbers[0], length: numbers[1])
    case ("mprotect", 0) where words.count == 2: self = .mprotect(isWritable: words[1] == "rw")
    case ("store", 0): self = .store(at: nil)
    case ("store", 1): self = .store(at: numbers[0])
    case ("pin", 1): self = .pin(at: numbers[0])
    case ("unpin", 0): self = .unpin
    case ("fork", 0) where words.count == 2: self = .fork(child: words[1])
    case ("exit", 0): self = .exit
    case ("bind", 0): self = .bind
    case ("unbind", 0): self = .unbind
    default: return nil
    }
    // No window of a model is wider, and nothing overflows.
    if numbers.contains(where: { !(0...4096).contains($0) }) { return nil }
  }

  /// The system call's name, or what comes nearest.
  var name: String {
    switch self {
    case .open: "open"
    case .mmap: "mmap"
    case .munmap: "munmap"
    case .mremap: "mremap"
    case .madvise: "madvise"
    case .mprotect: "mprotect"
    case .store: "store"
    case .pin: "read with O_DIRECT"
    case .unpin: "unpin"
    case .fork: "fork"
    case .exit: "exit"
    case .bind: "bind"
    case .unbind: "unbind"
    }
  }

  /// It begins and ends in the same step of a model.
  var isInstantaneous: Bool {
    switch self {
    case .open, .mprotect, .store(nil), .pin, .unpin: true
    case .mmap, .munmap, .mremap, .madvise, .store, .fork, .exit, .bind, .unbind: false
    }
  }
}
