/// Commas between groups of three digits.
package enum ThousandsSeparators {
  /// The number without its commas; nil where a comma does not divide thousands, as in `7,6`, which may be meant for 7.6.
  package static func removed(from figures: some StringProtocol) -> String? {
    let ascii = String(figures).replacing("，", with: ",")
    guard ascii.contains(",") else { return String(ascii) }
    let whole = ascii.prefix { $0 != "." && $0 != "e" && $0 != "E" }
    let groups = whole.drop { $0 == "+" || $0 == "-" }.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      !ascii.dropFirst(whole.count).contains(",")
    else { return nil }
    return ascii.replacing(",", with: "")
  }
}
