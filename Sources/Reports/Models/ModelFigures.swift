/// Numbers of model tables.
enum ModelFigures {
  /// The shortest text that reads back as the same number, 17 digits at most.
  static func exact(_ value: Double) -> String { value.isFinite ? Figures.shortest(value) : "" }

  /// Numbers of one column with the same number of decimals: about six significant digits of the largest.
  static func column(_ values: [Double?]) -> [String] {
    let largest = values.reduce(0) { max($0, $1.map { $0.isFinite ? abs($0) : 0 } ?? 0) }
    guard largest < 1e12, largest >= 1e-6 || largest == 0 else {
      return values.map { $0.map { RegressionFigures.number($0) } ?? "–" }
    }
    var (decimals, power) = (5, 1.0)
    while largest >= power * 10, decimals > 0 { (decimals, power) = (decimals - 1, power * 10) }
    while largest < power, largest > 0, decimals < 9 { (decimals, power) = (decimals + 1, power / 10) }
    return values.map { $0.map { Figures.fixed($0, decimals: decimals) } ?? "–" }
  }
}
