package import CSuccessor
import ModelIR

/// The two halves of an expansion of which only some instances are wanted.
extension InterpretedSuccessor {
  package func examine(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>) {
    let source = layout.unpack(unsafe Array(UnsafeBufferPointer(start: state, count: width)))
    guard let guards else { preconditionFailure("states are only expanded") }
    unsafe inspectProperties(of: source, output)
    var action = 0
    for (index, rule) in system.rules.enumerated() {
      for instance in 0..<instanceCounts[index] {
        if stop.isRaised { return }
        let arguments = rule.parameters.arguments(ofInstance: instance)
        unsafe output.pointee.blocked[action] = status(guards, index, instance, arguments, source, output)
        action += 1
      }
    }
  }

  package func fire(_ state: UnsafePointer<UInt64>, into output: UnsafeMutablePointer<p2p_output>) {
    let source = layout.unpack(unsafe Array(UnsafeBufferPointer(start: state, count: width)))
    var action = 0
    for (index, rule) in system.rules.enumerated() {
      for instance in 0..<instanceCounts[index] {
        if stop.isRaised { return }
        defer { action += 1 }
        guard unsafe output.pointee.selected[action >> 6] >> UInt64(action & 63) & 1 != 0 else { continue }
        let firing = Firing(
          subject: .rule(RuleID(index)), arguments: rule.parameters.arguments(ofInstance: instance))
        unsafe complete(firing, index, instance, source, output)
      }
    }
  }

  /// Which parts of a guard are false; see `GuardStatus`.
  private func status(
    _ guards: ReducibleGuards, _ index: Int, _ instance: UInt64, _ arguments: [Value], _ source: State,
    _ output: UnsafeMutablePointer<p2p_output>
  ) -> UInt32 {
    let rule = system.rules[index]
    var mask: UInt32 = 0
    for (number, part) in guards.parts[index].enumerated() where mask == 0 || guards.isTotal[index][number] {
      do throws(Failure) {
        let value = try interpreter.evaluate(
          part, locals: rule.locals, parameters: rule.parameters, arguments: arguments, in: source)
        if value == 0 { mask |= GuardStatus.isFalse(number) }
      } catch {
        if unsafe reportStoppedWatch(error, output) { return GuardStatus.fails }
        unsafe noteFailedGuard(of: index, instance, error, output)
        return GuardStatus.fails
      }
    }
    return mask
  }
}
