/// How far targets are missed.
extension PathProgram {
  /// The values that meet each target.
  var ranges: [ClosedRange<Double>] { targets.map(\.wish.bound.range) }

  static func distance(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    max(range.lowerBound - value, value - range.upperBound, 0)
  }

  /// The size of each target: of its end, of what is reached now and was at the start, and of what the instruments give to it.
  func sizes(_ point: Point, from origin: [Double]) -> [Double] {
    ranges.indices.map { i in
      let range = ranges[i]
      let ends = [range.lowerBound, range.upperBound].filter(\.isFinite).map { abs($0) }
      var given = 0.0
      for j in point.u.indices { given += abs(point.targetSlopes[i, j] * point.u[j]) }
      return max(ends.min() ?? 0, abs(point.reached[i]), abs(origin[i]), given, .leastNormalMagnitude)
    }
  }

  /// How far targets are missed, against their sizes.
  func gaps(_ point: Point, from origin: [Double]) -> [Double] {
    zip(sizes(point, from: origin), zip(point.reached, ranges)).map { Self.distance($1.0, $1.1) / $0 }
  }

  /// Targets missed by more than a share of their sizes.
  func misses(_ point: Point, from origin: [Double], beyond tolerance: Double) -> [TargetingError.Miss] {
    zip(targets, zip(gaps(point, from: origin), point.reached)).filter { $1.0 > tolerance }.map {
      target, state in
      let range = target.wish.bound.range
      return TargetingError.Miss(
        variable: target.wish.variable, period: target.wish.period,
        target: state.1 < range.lowerBound ? range.lowerBound : range.upperBound, reached: state.1)
    }
  }
}
