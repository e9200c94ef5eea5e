import LinearAlgebra

/// The covariance of least-squares coefficients, S (QᵀΩQ) Sᵀ with XS = Q orthonormal: no XᵀX is formed.
struct Sandwich {
  let solution: LeastSquaresSolution
  let degreesOfFreedom: Int
  /// X as it was solved, its rows times √w, and as it was given.
  let design: Matrix
  let regressors: Matrix
  let smallSample: SmallSample

  private var n: Int { solution.residuals.count }
  private var k: Int { n - degreesOfFreedom }

  func covariance(_ choice: Covariance) throws -> (matrix: Matrix, report: CovarianceReport) {
    let e = solution.residuals
    let report = CovarianceReport(smallSample: smallSample.factor(choice, n: n, k: k, clusters: []))
    switch choice {
    case .homoskedastic:
      return ((e.dot(e) / Double(degreesOfFreedom)) * solution.inverseGram, report)
    case .hc2:
      let slack = try slackOfLeverages(choice)
      return (outside(scores(scaledBy: zip(e, slack).map { $0 / $1.squareRoot() }).gram()), report)
    case .hc3:
      let slack = try slackOfLeverages(choice)
      return (outside(scores(scaledBy: zip(e, slack).map { $0 / $1 }).gram()), report)
    case .hc0, .hc1, .clustered, .twoWayClustered, .hac, .driscollKraay:
      return try ofScores(choice)
    }
  }

  private func ofScores(_ choice: Covariance) throws -> (matrix: Matrix, report: CovarianceReport) {
    let e = solution.residuals
    let scores = ScoreCovariance(
      scores(scaledBy: e),
      bandwidthScores: choice.findsBandwidth
        ? BandwidthScores(design.scalingRows(by: e), constants: regressors.constantColumns) : nil)
    let meat = try scores.meat(choice, smallSample: smallSample, coefficients: k)
    let v = outside(meat.matrix)
    guard case .twoWayClustered = choice else { return (v, meat.report) }
    let repair = try CovarianceRepair(v)
    var report = meat.report
    report.negativeEigenvalues = repair.negativeEigenvalues
    return (repair.matrix, report)
  }

  /// S M Sᵀ, exactly symmetric.
  private func outside(_ meat: Matrix) -> Matrix {
    let s = solution.inverseFactor
    let product = (s * meat).timesTranspose(s)
    return Matrix(rows: product.rows, columns: product.columns) { i, j in
      i == j ? product[i, j] : (product[i, j] + product[j, i]) / 2
    }
  }

  /// Q with each row times its factor.
  private func scores(scaledBy factors: [Double]) -> Matrix {
    solution.orthonormalBasis.scalingRows(by: factors)
  }

  /// 1 − leverage of each observation.
  private func slackOfLeverages(_ choice: Covariance) throws -> [Double] {
    try solution.leverages.enumerated().map { i, leverage in
      let slack = 1 - leverage
      guard slack > 1e-12 else {
        throw RegressionError.fullLeverage(observation: i, covariance: choice.label)
      }
      return slack
    }
  }
}

extension Covariance {
  /// Whether a bandwidth has to be found from the scores.
  fileprivate var findsBandwidth: Bool {
    switch self {
    case .hac(_, let bandwidth, _), .driscollKraay(_, _, let bandwidth):
      bandwidth == .neweyWest || bandwidth == .andrews
    default: false
    }
  }
}

extension Matrix {
  /// Which columns hold one value other than zero.
  var constantColumns: [Bool] {
    (0..<columns).map { j in
      let column = column(j)
      guard let first = column.first, first != 0 else { return false }
      return column.allSatisfy { $0 == first }
    }
  }
}
