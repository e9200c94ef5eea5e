import LinearAlgebra

/// The covariance of least-squares coefficients, S (QᵀΩQ) Sᵀ with XS = Q orthonormal: no XᵀX is formed.
struct Sandwich {
  let solution: LeastSquaresSolution
  let degreesOfFreedom: Int

  private var n: Int { solution.residuals.count }

  func covariance(_ choice: Covariance) throws -> Matrix {
    let e = solution.residuals
    switch choice {
    case .homoskedastic:
      return (e.dot(e) / Double(degreesOfFreedom)) * solution.inverseGram
    case .hc0:
      return covariance(scores: scores(scaledBy: e))
    case .hc1:
      return (Double(n) / Double(degreesOfFreedom)) * covariance(scores: scores(scaledBy: e))
    case .hc2:
      let slack = try slackOfLeverages(choice)
      return covariance(scores: scores(scaledBy: zip(e, slack).map { $0 / $1.squareRoot() }))
    case .hc3:
      let slack = try slackOfLeverages(choice)
      return covariance(scores: scores(scaledBy: zip(e, slack).map { $0 / $1 }))
    case .clustered(let labels):
      return clusterFactor(labels) * covariance(scores: sums(of: scores(scaledBy: e), by: labels))
    }
  }

  /// Number of clusters; nil where errors are not clustered.
  func clusterCount(_ choice: Covariance) -> Int? {
    guard case .clustered(let labels) = choice else { return nil }
    return Set(labels).count
  }

  private func covariance(scores: Matrix) -> Matrix {
    scores.timesTranspose(solution.inverseFactor).gram()
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

  private func clusterFactor(_ labels: [Int]) -> Double {
    let groups = Double(Set(labels).count)
    return groups / (groups - 1) * Double(n - 1) / Double(degreesOfFreedom)
  }

  /// Rows summed by label, labels in rising order.
  private func sums(of scores: Matrix, by labels: [Int]) -> Matrix {
    let order = Set(labels).sorted()
    let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    var sums = Matrix(rows: order.count, columns: scores.columns)
    for (i, label) in labels.enumerated() {
      guard let group = place[label] else { continue }
      for j in 0..<scores.columns { sums[group, j] += scores[i, j] }
    }
    return sums
  }
}
