import Glibc

/// A range of zeroed address space whose pages cost memory only once they are touched.
@safe
struct Reservation: ~Copyable {
  let base: UnsafeMutableRawPointer
  let byteCount: Int

  /// Nil when the system refuses a range of this size.
  init?(byteCount: Int) {
    let protection = PROT_READ | PROT_WRITE
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard byteCount > 0, let base = unsafe mmap(nil, byteCount, protection, flags, -1, 0),
      unsafe base != MAP_FAILED
    else { return nil }
    unsafe self.base = base
    self.byteCount = byteCount
  }

  /// Asks for huge pages from `offset` on: fewer address translations, at most one huge page of unused memory.
  func preferHugePages(from offset: Int) {
    guard offset < byteCount else { return }
    _ = unsafe madvise(base + offset, byteCount - offset, Int32(MADV_HUGEPAGE))
  }

  /// Gives back all memory; whoever touches the range afterwards is stopped by the system.
  func release() {
    _ = unsafe madvise(base, byteCount, Int32(MADV_DONTNEED))
    _ = unsafe mprotect(base, byteCount, PROT_NONE)
  }

  deinit { _ = unsafe munmap(base, byteCount) }
}
