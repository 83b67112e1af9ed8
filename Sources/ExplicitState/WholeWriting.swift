import Glibc

/// Writes all of the bytes, whatever interrupts it; false, with `errno`, if it cannot.
func writeWhole(_ bytes: UnsafeRawPointer, byteCount: Int, to file: Int32) -> Bool {
  var position = 0
  while position < byteCount {
    let written = unsafe write(file, bytes + position, byteCount - position)
    if written < 0, errno == EINTR { continue }
    if written == 0 { errno = ENOSPC }
    guard written > 0 else { return false }
    position += written
  }
  return true
}
