/// Σwd, Σwd², Σw²d and Σw²d² of deviations d, measured in widths of the grid they belong to. The last two are kept only where draws
/// are weighted.
struct MomentSums: Sendable, Hashable, Codable {
  var first = ExactSum()
  var second = ExactSum()
  var squaredFirst = ExactSum()
  var squaredSecond = ExactSum()

  static func += (a: inout MomentSums, b: MomentSums) {
    a.first += b.first
    a.second += b.second
    a.squaredFirst += b.squaredFirst
    a.squaredSecond += b.squaredSecond
  }
}
