/// Numbers as people read them: `1,234 states`, `1.5 GiB`, `0.42 s`.
package enum Quantity {
  /// `1,234,567`.
  package static func grouped(_ number: UInt64) -> String {
    var groups: [Substring] = []
    var digits = Substring("\(number)")
    while digits.count > 3 {
      groups.append(digits.suffix(3))
      digits = digits.dropLast(3)
    }
    groups.append(digits)
    return groups.reversed().joined(separator: ",")
  }

  /// `98,304`, `1.2 M`, `35 G`: three digits are enough for a glance.
  package static func short(_ number: UInt64) -> String {
    guard number >= 1_000_000 else { return grouped(number) }
    let isHuge = number >= 1_000_000_000
    return "\(decimal(Double(number) / (isHuge ? 1e9 : 1e6))) \(isHuge ? "G" : "M")"
  }

  /// `1 state`, `2 states`.
  package static func count(_ number: UInt64, _ singular: String, _ plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
  }

  package static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    count(UInt64(max(number, 0)), singular, plural)
  }

  /// `512 bytes`, `64 MiB`, `1.5 GiB`.
  package static func bytes(_ number: Int) -> String {
    let units = ["KiB", "MiB", "GiB", "TiB"]
    guard number >= 1024 else { return "\(number) bytes" }
    var value = Double(number)
    var unit = -1
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    return "\(decimal(value)) \(units[unit])"
  }

  /// `0.42 s`, `12.3 s`, `3 min 20 s`, `2 h 5 min`.
  package static func time(_ duration: Duration) -> String {
    let seconds = Self.seconds(duration)
    if seconds < 10 { return "\(fixed(seconds, digits: 2)) s" }
    if seconds < 60 { return "\(fixed(seconds, digits: 1)) s" }
    let whole = Int(seconds)
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  package static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  private static func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 || value >= 100 ? "\(Int(value.rounded()))" : "\(tenths / 10).\(tenths % 10)"
  }

  private static func fixed(_ value: Double, digits: Int) -> String {
    let scale = digits == 1 ? 10 : 100
    let scaled = Int((value * Double(scale)).rounded())
    return "\(scaled / scale).\(Layout.zeroPadded(scaled % scale, to: digits))"
  }
}

extension Layout {
  fileprivate static func zeroPadded(_ number: Int, to width: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
