/// The 2×2 table of two targets: both met, only the first, only the second, neither.
struct HitTable {
  private let cells: [WeightSum]
  private let whole: WeightSum
  private let isWeighted: Bool

  init(first: WeightSum, second: WeightSum, both: WeightSum, whole: WeightSum, isWeighted: Bool) {
    cells = [
      both, first - both, second - both,
      WeightSum(
        first: whole.first &+ both.first &- first.first &- second.first,
        second: whole.second &+ both.second &- first.second &- second.second),
    ]
    self.whole = whole
    self.isWeighted = isWeighted
  }

  /// Correlation φ = (p₁₁ − p₁p₂)/√(p₁q₁p₂q₂) of the two indicators; nil where one of them never varies.
  ///
  /// The error is that of the linearised statistic, √(Σw²ψ²)/Σw with ψ = ab − φ(a² + b²)/2 and a, b the standardised indicators
  /// (the influence function of a correlation; Devlin, Gnanadesikan and Kettenring 1975). Unweighted cells count half a draw more there,
  /// as under Jeffreys' prior.
  var correlation: Estimate? {
    let total = Double(whole.first)
    let p = cells.map { Double($0.first) / total }
    let first = p[0] + p[1]
    let second = p[0] + p[2]
    let spread = (first * (1 - first)).squareRoot() * (second * (1 - second)).squareRoot()
    let varies = [cells[0].first &+ cells[1].first, cells[0].first &+ cells[2].first]
      .allSatisfy { $0 > 0 && $0 < whole.first }
    guard varies, spread > 0 else { return nil }
    let phi = min(max((p[0] - first * second) / spread, -1), 1)
    let a = (1 - first, -first)
    let b = (1 - second, -second)
    let scaleA = 1 / (first * (1 - first)).squareRoot()
    let scaleB = 1 / (second * (1 - second)).squareRoot()
    let standardised = [(a.0, b.0), (a.0, b.1), (a.1, b.0), (a.1, b.1)].map { ($0 * scaleA, $1 * scaleB) }
    var sum = 0.0
    for (cell, (a, b)) in zip(cells, standardised) {
      let influence = a * b - phi * (a * a + b * b) / 2
      let weight = isWeighted ? Double(cell.second) * LaneWeight.unit : Double(cell.first) + 0.5
      sum += weight * influence * influence
    }
    let unit = isWeighted ? LaneWeight.unit : 1
    return Estimate(value: phi, monteCarloError: sum.squareRoot() / (total * unit))
  }
}

extension WeightSum {
  static func - (a: WeightSum, b: WeightSum) -> WeightSum {
    WeightSum(first: a.first &- b.first, second: a.second &- b.second)
  }
}
