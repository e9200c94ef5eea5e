/// A sum that does not depend on the order of its terms: whole multiples of 2⁻⁴⁰ in 128 bits.
///
/// Each term (the sum over one block of draws, in lane order) is rounded once when it enters. Terms beyond 2⁸⁰ in size
/// are cut to it: a model that produces them, in units of a thousandth of its own spread, has no mean to speak of.
struct ExactSum: Sendable, Hashable, Codable {
  private var units: Int128 = 0

  /// The nearest double: of large sums the leading 63 bits and whether anything follows decide it.
  var value: Double {
    let spare = max(0, 65 - units.magnitude.leadingZeroBitCount)
    let leading = units >> spare
    let rest: Int64 = leading << spare == units ? 0 : 1
    return Double(
      sign: .plus, exponent: spare - 40, significand: Double(Int64(truncatingIfNeeded: leading) | rest))
  }

  mutating func add(_ term: Double) {
    let scaled = term * 0x1p40
    if scaled.magnitude < 0x1p51 {
      // The last bits of the sum with 3·2⁵¹ are the nearest whole number, ties to even.
      let base = 0x1.8p52
      units &+= Int128(Int64(bitPattern: (scaled + base).bitPattern) &- Int64(bitPattern: base.bitPattern))
    } else if scaled.magnitude < 0x1p62 {
      units &+= Int128(Int64(scaled.rounded(.toNearestOrEven)))
    } else {
      units &+= Int128(min(max(scaled, -0x1p120), 0x1p120))
    }
  }

  static func += (a: inout ExactSum, b: ExactSum) { a.units &+= b.units }
}
