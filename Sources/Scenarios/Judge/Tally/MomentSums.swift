/// Σwd, Σwd², Σw²d and Σw²d² of deviations d, measured in widths of the grid they belong to. The last two are kept only where draws
/// are weighted.
struct MomentSums: Sendable, Hashable, Codable {
  var first = ExactSum()
  var second = ExactSum()
  var squaredFirst = ExactSum()
  var squaredSecond = ExactSum()

  /// Adds the sums of a block, {Σwd, Σwd², Σw²d, Σw²d²}, measured in widths as they enter.
  mutating func add(_ sums: SIMD4<Double>, _ perWidth: Double) {
    first.add(sums[0] * perWidth)
    second.add(sums[1] * perWidth * perWidth)
    squaredFirst.add(sums[2] * perWidth)
    squaredSecond.add(sums[3] * perWidth * perWidth)
  }

  static func += (a: inout MomentSums, b: MomentSums) {
    a.first += b.first
    a.second += b.second
    a.squaredFirst += b.squaredFirst
    a.squaredSecond += b.squaredSecond
  }
}
