/// A rectangle of a multivariate normal in standard units, without the variables that decide nothing: those free on both
/// sides, those with no variance, and those perfectly correlated with another, whose bounds are merged.
struct StandardRectangle: Sendable {
  private(set) var lower: [Double] = []
  private(set) var upper: [Double] = []
  private(set) var correlation: [[Double]] = []

  var dimension: Int { lower.count }

  /// `nil` when a variable without variance, or a perfectly correlated pair, cannot meet its bounds.
  init?(_ normal: MultivariateNormal, lower: [Double], upper: [Double]) {
    var kept: [Int] = []
    for i in normal.mean.indices where lower[i] > -.infinity || upper[i] < .infinity {
      let sd = normal.covariance[i][i].squareRoot()
      if sd == 0 {
        guard lower[i] <= normal.mean[i], normal.mean[i] <= upper[i] else { return nil }
        continue
      }
      let a = (lower[i] - normal.mean[i]) / sd
      let b = (upper[i] - normal.mean[i]) / sd
      let links = kept.map { normal.correlation(i, $0) }
      if let twin = links.firstIndex(where: { abs($0) > 1 - 4 * Double.ulpOfOne }) {
        let (low, high) = links[twin] > 0 ? (a, b) : (-b, -a)
        self.lower[twin] = max(self.lower[twin], low)
        self.upper[twin] = min(self.upper[twin], high)
        guard self.lower[twin] <= self.upper[twin] else { return nil }
        continue
      }
      for (k, r) in links.enumerated() { correlation[k].append(r) }
      correlation.append(links + [1])
      kept.append(i)
      self.lower.append(a)
      self.upper.append(b)
    }
  }

  /// Deterministic probability in at most three dimensions, by inclusion and exclusion over the finite corners.
  ///
  /// Variables bounded on one side only are turned so that their bound is an upper one: nothing is subtracted for them.
  func exactProbability() -> Double {
    precondition(dimension <= 3)
    if dimension == 0 { return 1 }
    if dimension == 1 { return intervalProbability(lower[0], upper[0]) }
    let flips = lower.indices.map { upper[$0] == .infinity || (lower[$0] > 0 && upper[$0] > 0) }
    let low = lower.indices.map { flips[$0] ? -upper[$0] : lower[$0] }
    let high = lower.indices.map { flips[$0] ? -lower[$0] : upper[$0] }
    func r(_ i: Int, _ j: Int) -> Double { flips[i] == flips[j] ? correlation[i][j] : -correlation[i][j] }
    var total = 0.0
    for corner in 0..<(1 << dimension) {
      let b = low.indices.map { corner >> $0 & 1 == 1 ? low[$0] : high[$0] }
      if b.contains(-.infinity) { continue }
      let value =
        dimension == 2
        ? bivariateNormalCDF(b[0], b[1], correlation: r(0, 1))
        : trivariateNormalCDF(b, r12: r(0, 1), r13: r(0, 2), r23: r(1, 2))
      total += corner.nonzeroBitCount % 2 == 0 ? value : -value
    }
    return min(1, max(0, total))
  }
}

/// P(a ≤ Z ≤ b) of a standard normal, from the nearer tail.
func intervalProbability(_ a: Double, _ b: Double) -> Double {
  if a > 0 { return max(0, StandardNormal.survival(a) - StandardNormal.survival(b)) }
  if b < 0 { return max(0, StandardNormal.cdf(b) - StandardNormal.cdf(a)) }
  return max(0, 1 - StandardNormal.cdf(a) - StandardNormal.survival(b))
}

extension MultivariateNormal {
  func correlation(_ i: Int, _ j: Int) -> Double {
    let r = covariance[i][j] / (covariance[i][i].squareRoot() * covariance[j][j].squareRoot())
    return min(1, max(-1, r))
  }
}
