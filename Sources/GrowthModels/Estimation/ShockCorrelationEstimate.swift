import LinearAlgebra

/// Correlations of the shocks of one year, from the residuals of equations estimated on the same region-years.
///
/// A pair with n common residuals has r* = (n r + s r₀) / (n + s): the sample correlation shrunk towards the default r₀ with
/// the weight of s = 20 observations, and r₀ alone below `fewestPairs`. Where one variable drives the other the residuals are uncorrelated by
/// construction and the pair is zero. The matrix is then made positive definite: eigenvalues below 0.02 are raised
/// to it and the diagonal rescaled to one.
public struct ShockCorrelationEstimate: Sendable, Hashable {
  public static let fewestPairs = 20
  public static let shrinkage = 20.0
  static let smallestEigenvalue = 0.02

  public let variables: [String]
  public let matrix: [[Double]]
  /// Pairs of variables with enough common residuals.
  public let estimatedPairs: Int

  /// - Parameters:
  ///   - residuals: by variable, the residual of each region-year.
  ///   - orthogonal: pairs known to be uncorrelated, in either order.
  public init(
    variables: [String], residuals: [String: [GrowthPanel.Cell: Double]], orthogonal: [(String, String)],
    default r0: Double
  ) throws {
    var raw = variables.map { _ in variables.map { _ in r0 } }
    var pairs = 0
    for (i, a) in variables.enumerated() {
      raw[i][i] = 1
      for j in 0..<i {
        let b = variables[j]
        if orthogonal.contains(where: { $0 == (a, b) || $0 == (b, a) }) {
          (raw[i][j], raw[j][i]) = (0, 0)
        } else if let (n, r) = Self.correlation(residuals[a] ?? [:], residuals[b] ?? [:]),
          n >= Self.fewestPairs
        {
          let shrunk = (Double(n) * r + Self.shrinkage * r0) / (Double(n) + Self.shrinkage)
          (raw[i][j], raw[j][i]) = (shrunk, shrunk)
          pairs += 1
        }
      }
    }
    self.variables = variables
    matrix = try Self.positiveDefinite(raw)
    estimatedPairs = pairs
  }

  private static func correlation(
    _ a: [GrowthPanel.Cell: Double], _ b: [GrowthPanel.Cell: Double]
  ) -> (count: Int, value: Double)? {
    let common = a.keys.filter { b[$0] != nil }.sorted()
    guard common.count > 2 else { return nil }
    let x = common.compactMap { a[$0] }
    let y = common.compactMap { b[$0] }
    let meanX = x.reduce(0, +) / Double(x.count)
    let meanY = y.reduce(0, +) / Double(y.count)
    let xy = zip(x, y).map { ($0 - meanX) * ($1 - meanY) }.reduce(0, +)
    let xx = x.map { ($0 - meanX) * ($0 - meanX) }.reduce(0, +)
    let yy = y.map { ($0 - meanY) * ($0 - meanY) }.reduce(0, +)
    guard xx > 0, yy > 0 else { return nil }
    return (common.count, xy / (xx * yy).squareRoot())
  }

  private static func positiveDefinite(_ raw: [[Double]]) throws -> [[Double]] {
    let k = raw.count
    guard k > 0 else { return [] }
    let eigen = try SymmetricEigen(Matrix(rows: k, columns: k) { i, j in raw[i][j] })
    guard (eigen.values.min() ?? 1) < smallestEigenvalue else {
      return raw.map { $0.map(TrendRegression.rounded) }
    }
    let raised = eigen.values.map { max($0, smallestEigenvalue) }
    let vectors = eigen.vectors
    var repaired = raw
    for i in 0..<k {
      for j in 0..<k {
        repaired[i][j] = (0..<k).reduce(0) { $0 + vectors[i, $1] * raised[$1] * vectors[j, $1] }
      }
    }
    let scale = (0..<k).map { repaired[$0][$0].squareRoot() }
    return (0..<k).map { i in
      (0..<k).map { j in i == j ? 1 : TrendRegression.rounded(repaired[i][j] / (scale[i] * scale[j])) }
    }
  }
}
