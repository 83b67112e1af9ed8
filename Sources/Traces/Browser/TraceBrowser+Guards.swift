import Diagnostics
import ModelIR
import Wording

/// The question why a rule is not enabled.
extension TraceBrowser {
  /// Of the rules with this name, or all.
  mutating func askAboutGuards(of name: String) {
    guard let (exploration, state) = explored() else { return }
    let inquiry: GuardInquiry
    do throws(RuleQuery.Failure) {
      inquiry = try exploration.guards(of: name, in: state)
    } catch {
      message = error.message
      return
    }
    // Without a name, those that are not enabled are meant.
    let accounts = name.isEmpty ? inquiry.accounts.filter { $0.hindrances > 0 } : inquiry.accounts
    switch accounts.count {
    case 0: message = name.isEmpty ? "every rule is enabled" : "no instance of the rule is meant"
    case 1: mode = .reading(accounts[0])
    default: mode = .asking(accounts, isComplete: inquiry.isComplete, selected: 0)
    }
  }

  mutating func ask(_ key: BrowserKey, _ accounts: [GuardAccount], _ isComplete: Bool, _ selected: Int) {
    if let place = key.place(from: selected, page: Self.page, last: accounts.count - 1) {
      mode = .asking(accounts, isComplete: isComplete, selected: place)
      return
    }
    switch key {
    case .enter: mode = .reading(accounts[selected])
    case .character("q"), .character("y"), .escape: mode = .stepping
    case .character, .backspace, .up, .down, .pageUp, .pageDown, .home, .end: break
    }
  }

  /// A line for each rule that was asked about, and what is in the way of the one that is chosen.
  func guards(_ accounts: [GuardAccount], _ isComplete: Bool, _ selected: Int, height: Int) -> [String] {
    let number = Quantity.count(accounts.count, "instance") + (isComplete ? "" : " of more")
    let title = ink(.strong, "after step \(position), \(number), those that lack least first:")
    let first = max(0, min(selected - height / 2, accounts.count - (height - 2)))
    let shown = accounts.indices[first...].prefix(height - 2).map { index in
      let account = accounts[index]
      let label = index == selected ? "=> " : "   "
      let text = "\(account.action.text.visible)  \(account.headline.visible)"
      return label + Self.cut(text, to: Layout.width - label.count)
    }
    return [title, ""] + shown
  }
}
