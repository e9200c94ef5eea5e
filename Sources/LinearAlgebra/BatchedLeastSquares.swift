import LaneKernels

/// Least squares of many problems of one size at once, one to a lane of the processor, by Householder QR without
/// refinement. Every problem has n rows and k columns, k < n, k ≤ 64.
public struct BatchedLeastSquares: Sendable {
  /// x of each problem, k × problems; without meaning where columns depend on each other.
  public let coefficients: Matrix
  /// σ̂√((AᵀA)⁻¹ⱼⱼ) of each problem, k × problems, σ̂² = ‖b − Ax‖²/(n − k).
  public let standardErrors: Matrix
  /// σ̂ of each problem.
  public let sigma: [Double]
  private let deficient: [UInt64]

  /// Solves the problems: `a` n × (k · problems) holds their columns side by side, `b` n × problems their right-hand
  /// sides. A column is dependent where its part that is new, relative to its length, is at most `tolerance`, 4k√n · 2⁻⁵² unless
  /// given. The data are not searched for NaN and infinity, which stay in the lanes of their problem.
  public init(_ a: Matrix, _ b: Matrix, tolerance: Double? = nil) {
    let (n, problems) = (b.rows, b.columns)
    precondition(problems > 0 && a.rows == n && a.columns % problems == 0, "the problems must be of one size")
    let k = a.columns / problems
    precondition(k > 0 && k < n && k <= 64, "a problem of a batch has 1 to 64 columns, and more rows")
    let limit = tolerance ?? 4 * Double(k) * Double(n).squareRoot() * .ulpOfOne
    var (x, errors) = (Matrix(rows: k, columns: problems), Matrix(rows: k, columns: problems))
    var sigma = [Double](repeating: 0, count: problems)
    var deficient = [UInt64](repeating: 0, count: problems)
    var work = [Double](repeating: 0, count: 8 * (n * (k + 1) + k * k + 4 * k + 1))
    lane_batch_least_squares(
      a.elements, b.elements, problems, n, k, limit, &x.storage, &errors.storage, &sigma, &deficient, &work)
    (coefficients, standardErrors, self.sigma, self.deficient) = (x, errors, sigma, deficient)
  }

  /// Columns of a problem that are linear combinations of the ones before them.
  public func dependentColumns(of problem: Int) -> [Int] {
    deficient[problem] == 0
      ? [] : (0..<coefficients.rows).filter { deficient[problem] >> UInt64($0) & 1 == 1 }
  }
}
