import LinearAlgebra

/// The covariance of a sum of scores, the middle of a sandwich: M with Var(β̂) = B M Bᵀ. Scores are an n × k matrix whose
/// rows sᵢ are xᵢeᵢ, or those of any estimator that solves Σsᵢ(β) = 0 (projected regressors times errors).
///
/// Every sum but those of automatic bandwidths is equivariant: scores times a matrix C give CᵀMC. So least squares
/// uses rows of an orthonormal basis for `scores`, and gives those in the regressors' units for bandwidths.
struct ScoreCovariance {
  let scores: Matrix
  let bandwidthScores: BandwidthScores

  init(_ scores: Matrix, bandwidthScores: BandwidthScores? = nil) {
    self.scores = scores
    self.bandwidthScores =
      bandwidthScores ?? BandwidthScores(scores, weights: .init(repeating: 1, count: scores.columns))
  }

  /// M with its factor for small samples, and what was done.
  struct Meat {
    let matrix: Matrix
    let report: CovarianceReport
  }

  /// M of a kind of covariance that scores decide, factor included. `k` is the number of coefficients in the factors,
  /// absorbed effects included. Labels are those of the rows; `Covariance.requireUsable` has checked them.
  /// Negative eigenvalues of two-way clustering are left to `CovarianceRepair`, which needs Var(β̂) itself.
  func meat(_ choice: Covariance, smallSample: SmallSample, coefficients k: Int) throws -> Meat {
    let n = scores.rows
    var report = CovarianceReport(
      smallSample: smallSample.factor(choice, n: n, k: k, clusters: Self.clusterCounts(choice)))
    let factor = report.smallSample.value
    switch choice {
    case .homoskedastic, .hc2, .hc3:
      throw CovarianceError.notOfScores(covariance: choice.label)
    case .hc0, .hc1:
      return Meat(matrix: factor * scores.gram(), report: report)
    case .clustered(let labels):
      report.note(labels)
      return Meat(matrix: factor * summed(by: labels).gram(), report: report)
    case .twoWayClustered(let first, let second):
      report.note(first)
      report.note(second)
      let m = twoWay(first, second) { groups in
        switch smallSample {
        case .none, .stata: factor
        case .r, .statsmodels: SmallSampleFactor.clusters(groups, n, k).value
        }
      }
      return Meat(matrix: m, report: report)
    case .hac(let kernel, let bandwidth, let prewhitened):
      let b = try bandwidthScores.bandwidth(bandwidth, kernel, prewhitened: prewhitened)
      report.bandwidth = b
      guard prewhitened else {
        return Meat(matrix: factor * kernelWeighted(kernel, bandwidth: b), report: report)
      }
      let filter = try ScoreFilter(scores)
      let m = ScoreCovariance(filter.residuals).kernelWeighted(kernel, bandwidth: b)
      let d = filter.recolouring
      return Meat(matrix: factor * (d * m).timesTranspose(d), report: report)
    case .driscollKraay(let periods, let kernel, let bandwidth):
      let sums = summed(by: periods)
      let natural = BandwidthScores(
        ScoreCovariance(bandwidthScores.scores).summed(by: periods), weights: bandwidthScores.weights)
      let b = try natural.bandwidth(bandwidth, kernel, prewhitened: false)
      report.bandwidth = b
      report.periods = sums.rows
      return Meat(
        matrix: factor * ScoreCovariance(sums).kernelWeighted(kernel, bandwidth: b), report: report)
    }
  }

  /// Rows summed by label, labels in rising order.
  func summed(by labels: [Int]) -> Matrix {
    let groups = ClusterLabels(labels)
    var sums = Matrix(rows: groups.count, columns: scores.columns)
    let rows = groups.count
    let n = scores.rows
    let source = scores.elements.span
    sums.withMutableSpan { span in
      for j in 0..<(rows == 0 ? 0 : span.count / rows) {
        for i in 0..<n { span[j * rows + groups.place[i]] += source[j * n + i] }
      }
    }
    return sums
  }

  /// Γ₀ + Σⱼ w(j/b)(Γⱼ + Γⱼᵀ), Γⱼ = Σₜ sₜsₜ₋ⱼᵀ.
  func kernelWeighted(_ kernel: LagKernel, bandwidth: Double) -> Matrix {
    var m = scores.gram()
    let (n, k) = (scores.rows, scores.columns)
    let lags = kernel.lags(bandwidth: bandwidth, limit: n - 1)
    for j in stride(from: 1, through: lags, by: 1) {
      let weight = kernel.weight(Double(j) / bandwidth)
      guard weight != 0 else { continue }
      let gamma = scores[rows: j..<n, columns: 0..<k].transposeTimes(
        scores[rows: 0..<(n - j), columns: 0..<k])
      for b in 0..<k {
        for a in 0..<k { m[a, b] += weight * (gamma[a, b] + gamma[b, a]) }
      }
    }
    return m
  }

  /// M₁ + M₂ − M₁₂, each times the factor of its number of groups.
  private func twoWay(_ first: [Int], _ second: [Int], _ factor: (Int) -> Double) -> Matrix {
    let parts = [first, second, ClusterLabels.intersection(first, second)].map { labels in
      let sums = summed(by: labels)
      return factor(sums.rows) * sums.gram()
    }
    return parts[0] + parts[1] - parts[2]
  }

  private static func clusterCounts(_ choice: Covariance) -> [Int] {
    switch choice {
    case .clustered(let labels): [Set(labels).count]
    case .twoWayClustered(let first, let second): [Set(first).count, Set(second).count]
    default: []
    }
  }
}

/// Labels as places 0, 1 … in rising order of the labels.
struct ClusterLabels {
  /// The place of each observation.
  let place: [Int]
  /// Number of distinct labels.
  let count: Int

  init(_ labels: [Int]) {
    let order = Set(labels).sorted()
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    place = labels.map { places[$0] ?? 0 }
    count = order.count
  }

  /// Number of observations in each place.
  var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: count)
    for group in place { sizes[group] += 1 }
    return sizes
  }

  /// Labels that are equal where both are.
  static func intersection(_ first: [Int], _ second: [Int]) -> [Int] {
    let (a, b) = (ClusterLabels(first), ClusterLabels(second))
    return zip(a.place, b.place).map { $0 * b.count + $1 }
  }
}

extension CovarianceReport {
  fileprivate mutating func note(_ labels: [Int]) {
    let sizes = ClusterLabels(labels).sizes
    clusters.append(sizes.count)
    singletonClusters.append(sizes.count { $0 == 1 })
  }
}
