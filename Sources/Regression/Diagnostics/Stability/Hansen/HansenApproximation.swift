import Probability

/// Hansen's approximations of the asymptotic p-values of break tests: at each of 25 trimmings, P(S > x) ≈
/// P(χ²_η > θ₀ + θ₁x + …); between trimmings, linear. Hansen (1997).
struct HansenApproximation {
  private let rows: [[Double]]
  private let coefficients: Int

  /// Nil for more than 40 coefficients, which are not tabulated.
  init?(_ functional: AndrewsBreak.Functional, coefficients k: Int) {
    guard (1...40).contains(k) else { return nil }
    let (table, width) =
      switch functional {
      case .supremum: (HansenTables.supremum, 3)
      case .average: (k <= 20 ? HansenTables.averageUpTo20 : HansenTables.averageFrom21, 5)
      case .exponential: (k <= 20 ? HansenTables.exponentialUpTo20 : HansenTables.exponentialFrom21, 5)
      }
    let block = functional == .supremum ? k - 1 : (k - 1) % 20
    rows = (0..<25).map { row in
      let start = (block * 25 + row) * width
      return Array(table[start..<(start + width)])
    }
    coefficients = k
  }

  /// - Parameter lambda: π₂(1 − π₁)/(π₁(1 − π₂)) of the range π₁ … π₂ searched; symmetric trimming π₀ has
  ///   π₀ = 1/(1 + √λ).
  func pValue(_ x: Double, lambda: Double) -> Double? {
    let trimming = 1 / (1 + lambda.squareRoot())
    guard trimming < 0.5 else { return Self.survival(x, Double(coefficients)) }
    if trimming <= 0.01 { return at(24, x) }
    if trimming >= 0.49 {
      guard let wide = at(0, x), let known = Self.survival(x, Double(coefficients)) else { return nil }
      return ((0.5 - trimming) * wide + (trimming - 0.49) * known) * 100
    }
    let place = (0.51 - trimming) * 50
    let below = min(24, Int(place))
    let share = place - Double(below)
    guard let near = at(below - 1, x), let far = at(min(24, below), x) else { return nil }
    return (1 - share) * near + share * far
  }

  private func at(_ row: Int, _ x: Double) -> Double? {
    let theta = Array(rows[row].dropLast())
    let within = min(x, Self.turning(theta))
    let value = theta.reversed().reduce(0) { $0 * within + $1 }
    return Self.survival(max(0, value), rows[row][rows[row].count - 1])
  }

  /// Where a polynomial of degree 3 at most stops rising: beyond what it was fitted to, a p-value must not
  /// grow again.
  private static func turning(_ theta: [Double]) -> Double {
    guard theta.count == 4 else { return .infinity }
    let (a, b, c) = (3 * theta[3], 2 * theta[2], theta[1])
    if a == 0 { return b < 0 ? -c / b : .infinity }
    let discriminant = b * b - 4 * a * c
    guard discriminant >= 0 else { return .infinity }
    let root = discriminant.squareRoot()
    let turns = [(-b - root) / (2 * a), (-b + root) / (2 * a)].filter { $0 > 0 && 2 * a * $0 + b < 0 }
    return turns.min() ?? .infinity
  }

  private static func survival(_ x: Double, _ freedom: Double) -> Double? {
    (try? ChiSquared(degreesOfFreedom: freedom))?.survival(x)
  }
}

/// Hansen's coefficients, one file per functional.
enum HansenTables {
  static func numbers(_ text: String) -> [Double] {
    text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
  }
}
