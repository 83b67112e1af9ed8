/// Which rank has a state: that depends on the state's hash alone.
///
/// Of the hash it takes the lower half; the visited table of a rank uses the upper one, and so stays evenly filled.
struct Partition: Sendable {
  let count: Int

  @inline(__always)
  func owner(ofHash hash: UInt64) -> Int {
    Int(truncatingIfNeeded: ((hash & 0xffff_ffff) &* UInt64(truncatingIfNeeded: count)) &>> 32)
  }
}
