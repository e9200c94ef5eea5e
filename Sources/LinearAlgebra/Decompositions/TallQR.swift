import LaneKernels

/// Least squares of a tall n × k matrix, n ≫ k ≤ 64, by Householder QR in blocks of rows that fit the nearest cache: the data are
/// read once for R and Qᵀb, and once more for residuals and scores. Q is never stored. Demmel, Grigori, Hoemmen & Langou
/// (2012), SIAM J. Sci. Comput. 34:A206, sequential TSQR.
///
/// As accurate as one Householder factorisation; no refinement. Columns are not scaled or exchanged: `isWellConditioned` tells
/// whether R can be used, and where it cannot, `LeastSquaresSolution` finds out more. Sums are in a fixed order, the same on every processor.
public struct TallQR: Sendable {
  /// The most columns a tall matrix may have.
  public static let largestColumns = Int(LANE_TALL_COLUMNS)

  /// R, k × k upper triangular; signs of its rows are not normalised.
  public let r: Matrix
  /// The first k elements of Qᵀb.
  public let projected: [Double]
  /// ‖b − Ax‖², of rows times their scales.
  public let residualSumOfSquares: Double
  /// 1/κ₁ of R after scaling its columns to like length; 0 where R is not finite.
  public let reciprocalCondition: Double
  private let rows: Int

  /// Factors `a` with `b` carried along, each row times its scale.
  ///
  /// The data are not searched for NaN and infinity: these make R not finite, and so do numbers whose squares overflow.
  public init(_ a: Matrix, _ b: [Double], rowScales: [Double]? = nil) {
    let k = a.columns
    precondition(k > 0 && k <= Self.largestColumns, "a tall matrix has 1 to \(Self.largestColumns) columns")
    precondition(b.count == a.rows && rowScales?.count ?? a.rows == a.rows, "one element per row is needed")
    var factor = [Double](repeating: 0, count: (k + 1) * (k + 1))
    var squares = 0.0
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.scratch(k)) { work in
      Self.withPointer(rowScales) { scales in
        lane_tall_factor(a.elements, a.rows, b, scales, a.rows, k, &factor, &squares, work.baseAddress)
      }
    }
    rows = a.rows
    let r = Matrix(rows: k, columns: k) { i, j in i <= j ? factor[j * (k + 1) + i] : 0 }
    self.r = r
    projected = Array(factor[(k * (k + 1))..<(k * (k + 1) + k)])
    residualSumOfSquares = squares
    let isFinite = factor.allSatisfy(\.isFinite) && squares.isFinite
    reciprocalCondition =
      isFinite && !r.diagonal.contains(0)
      ? QR.reciprocalCondition(ofTriangle: ColumnScaling(r).apply(to: r)) : 0
  }

  /// Whether the columns are independent beyond doubt: 1/κ above 4k²√n · 2⁻⁵².
  public var isWellConditioned: Bool {
    let k = Double(r.columns)
    return reciprocalCondition > 4 * k * k * Double(rows).squareRoot() * .ulpOfOne
  }

  /// x. Needs `isWellConditioned`.
  public var coefficients: [Double] {
    var x = Matrix(rows: r.rows, columns: 1, columnMajor: projected)
    r.solveTriangle(.upper, transposed: false, order: r.rows, into: &x)
    return x.elements
  }

  /// S = R⁻¹, upper triangular, (AᵀA)⁻¹ = SSᵀ. Needs `isWellConditioned`.
  public var inverseFactor: Matrix {
    var inverse = Matrix.identity(r.rows)
    r.solveTriangle(.upper, transposed: false, order: r.rows, into: &inverse)
    return inverse
  }

  /// What a second reading of the data finds.
  public struct Residuals: Sendable {
    /// b − Ax, not scaled.
    public let residuals: [Double]
    /// Ax.
    public let fitted: [Double]
    /// Σ f²qqᵀ over the rows q of Q, f being the scaled residual over (1 − qᵀq)^(p/2); zero unless asked for.
    public let scores: Matrix
    /// The least 1 − qᵀq; 1 where leverages were not needed.
    public let leastSlack: Double
  }

  /// Residuals of the data that were factored and, where `leveragePower` p is given, the sum of squares of their scores: p = 0 for
  /// White's, 1 and 2 for those corrected for leverage.
  public func residuals(
    of b: [Double], on a: Matrix, rowScales: [Double]? = nil, leveragePower: Int? = nil
  ) -> Residuals {
    let (n, k) = (a.rows, r.columns)
    precondition(b.count == n && a.columns == k && n == rows, "the data must be those that were factored")
    var meat = Matrix(rows: k, columns: k)
    var slack = 1.0
    var fitted: [Double] = []
    let (x, s) = (coefficients, inverseFactor)
    let residuals = [Double](unsafeUninitializedCapacity: n) { e, count in
      fitted = [Double](unsafeUninitializedCapacity: n) { f, count in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.scratch(k)) { work in
          Self.withPointer(rowScales) { scales in
            meat.storage.withUnsafeMutableBufferPointer { meat in
              slack = lane_tall_scores(
                a.elements, n, b, scales, n, k, x, s.elements, Int32(leveragePower ?? 0), e.baseAddress,
                f.baseAddress, leveragePower == nil ? nil : meat.baseAddress, work.baseAddress)
            }
          }
        }
        count = n
      }
      count = n
    }
    meat.mirrorLowerTriangle()
    return Residuals(residuals: residuals, fitted: fitted, scores: meat, leastSlack: slack)
  }

  /// The solution as other estimators use it, with an orthonormal basis of n × k. `design` and `residuals` are those of rows times
  /// their scales.
  public func solution(design: Matrix, residuals: [Double]) -> LeastSquaresSolution {
    let s = inverseFactor
    return LeastSquaresSolution(
      coefficients: coefficients, residuals: residuals, inverseFactor: s, basis: design * s,
      reciprocalCondition: reciprocalCondition)
  }

  private static func scratch(_ k: Int) -> Int { Int(LANE_TALL_ROWS) * (2 * k + 2) }

  private static func withPointer(_ values: [Double]?, _ body: (UnsafePointer<Double>?) -> Void) {
    guard let values else { return body(nil) }
    values.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
