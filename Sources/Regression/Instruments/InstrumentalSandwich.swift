import LinearAlgebra

/// The covariance S (BᵀΩB) Sᵀ of instrumental-variable estimates, B = X̃S n × k the regressors of the scores.
struct InstrumentalSandwich {
  let solution: KClassSolution
  let design: InstrumentalDesign
  let smallSample: SmallSample

  private var n: Int { design.n }
  private var k: Int { design.k }

  func covariance(_ choice: Covariance) throws -> (matrix: Matrix, report: CovarianceReport) {
    let (s, b, e) = (solution.inverseFactor, solution.scoreBasis, solution.residuals)
    let report = CovarianceReport(smallSample: smallSample.factor(choice, n: n, k: k, clusters: []))
    switch choice {
    case .homoskedastic:
      return ((e.dot(e) / Double(n - k)) * s.outerGram(), report)
    case .hc2:
      let slack = try slackOfLeverages(choice)
      let scores = b.scalingRows(by: zip(e, slack).map { $0 / $1.squareRoot() })
      return (scores.gram().between(s), report)
    case .hc3:
      let slack = try slackOfLeverages(choice)
      let scores = b.scalingRows(by: zip(e, slack).map { $0 / $1 })
      return (scores.gram().between(s), report)
    case .hc0, .hc1, .clustered, .twoWayClustered, .hac, .driscollKraay:
      return try ofScores(choice)
    }
  }

  private func ofScores(_ choice: Covariance) throws -> (matrix: Matrix, report: CovarianceReport) {
    let e = solution.residuals
    let natural = solution.scoreRegressors().scalingRows(by: e)
    let scores = ScoreCovariance(
      solution.scoreBasis.scalingRows(by: e),
      bandwidthScores: BandwidthScores(natural, constants: design.regressors.constantColumns))
    let meat = try scores.meat(choice, smallSample: smallSample, coefficients: k)
    let v = meat.matrix.between(solution.inverseFactor)
    guard case .twoWayClustered = choice else { return (v, meat.report) }
    let repair = try CovarianceRepair(v)
    var report = meat.report
    report.negativeEigenvalues = repair.negativeEigenvalues
    return (repair.matrix, report)
  }

  private func slackOfLeverages(_ choice: Covariance) throws -> [Double] {
    try (0..<n).map { i in
      let row = solution.scoreBasis.row(i)
      let slack = 1 - row.dot(row)
      guard slack > 1e-12 else {
        throw RegressionError.fullLeverage(observation: i, covariance: choice.label)
      }
      return slack
    }
  }
}

extension Matrix {
  /// SMSᵀ, exactly symmetric.
  func between(_ s: Matrix) -> Matrix {
    let product = (s * self).timesTranspose(s)
    return Matrix(rows: product.rows, columns: product.columns) { i, j in
      i == j ? product[i, j] : (product[i, j] + product[j, i]) / 2
    }
  }
}
