/// Which pages of its window a process has mapped, as far as its own calls tell.
struct MappedPages {
  private var pages: Set<Int> = []

  /// What a call leaves behind.
  mutating func apply(_ call: Reproduction.Call) {
    switch call.operation {
    case .mmap(let at, let length, _):
      pages.subtract(at..<at + length)
      if !call.fails { pages.formUnion(at..<at + length) }
    case .munmap(let from, let length):
      if !call.fails { pages.subtract(from..<from + length) }
    case .mremap(let from, let length, let newLength, let target):
      if call.fails { break }
      if !call.keepsOldMapping { pages.subtract(from..<from + length) }
      pages.formUnion(target..<target + newLength)
    case .exit: pages = []
    case .open, .madvise, .mprotect, .store, .pin, .unpin, .fork, .bind, .unbind: break
    }
  }

  /// Runs of pages, lowest first.
  var runs: [Range<Int>] {
    var runs: [Range<Int>] = []
    for page in pages.sorted() {
      if let last = runs.last, last.upperBound == page {
        runs[runs.count - 1] = last.lowerBound..<page + 1
      } else {
        runs.append(page..<page + 1)
      }
    }
    return runs
  }
}
