import Foundation
import LinearAlgebra

/// The covariance of least-squares coefficients on transformed panel data, S(TᵀT)Sᵀ with T the scores X'e summed
/// by cluster, times S, and (X'X)⁻¹ = SSᵀ.
struct PanelSandwich {
  let x: Matrix
  let residuals: [Double]
  /// S, k × k.
  let inverseFactor: Matrix
  let panel: Panel?
  /// The effects taken out before, if any.
  let absorbed: AbsorbedFreedom?
  var smallSample = PanelSmallSample.clusters

  private var n: Int { residuals.count }
  private var k: Int { x.columns }

  func estimate(_ choice: PanelCovariance) throws -> PanelInference {
    switch choice {
    case .homoskedastic: return homoskedastic()
    case .hc1: return robust()
    case .clusteredByEntity: return try clustered([required(choice).entities])
    case .clusteredByPeriod: return try clustered([required(choice).periods])
    case .clusteredByBoth:
      let panel = try required(choice)
      return try clustered([panel.entities, panel.periods])
    case .clustered(let groupings): return try clustered(groupings)
    case .driscollKraay(let kernel, let lags):
      return try driscollKraay(try required(choice), kernel, lags: lags)
    }
  }

  private func required(_ choice: PanelCovariance) throws -> Panel {
    guard let panel else { throw PanelError.needsPanel(covariance: choice.label) }
    return panel
  }

  private func homoskedastic() -> PanelInference {
    let freedom = n - k - (absorbed?.rank ?? 0)
    let variance = residuals.dot(residuals) / Double(freedom)
    return PanelInference(
      covariance: variance * inverseFactor.outerGram(), factor: 1, clusters: [], lags: nil,
      degreesOfFreedom: freedom, wasAdjusted: false)
  }

  private func robust() -> PanelInference {
    let freedom = n - k - (absorbed?.rank ?? 0)
    let factor = Double(n) / Double(freedom)
    return PanelInference(
      covariance: factor * sandwich(x.scalingRows(by: residuals)), factor: factor, clusters: [], lags: nil,
      degreesOfFreedom: freedom, wasAdjusted: false)
  }

  private func clustered(_ groupings: [Grouping]) throws -> PanelInference {
    guard !groupings.isEmpty else { throw PanelError.noClusters }
    for grouping in groupings where grouping.count < 2 { throw PanelError.oneCluster(name: grouping.name) }
    var sum = Matrix(rows: k, columns: k)
    for subset in 1..<(1 << groupings.count) {
      let chosen = groupings.indices.filter { subset >> $0 & 1 == 1 }.map { groupings[$0] }
      let cells = chosen.dropFirst().reduce(chosen[0]) { $0.crossed(with: $1) }
      let part = sandwich(cells.sums(of: x, times: residuals))
      if chosen.count % 2 == 1 { sum += part } else { sum -= part }
    }
    let fewest = groupings.map(\.count).min() ?? 2
    let factor = factor(groups: fewest, effects: absorbed?.counted(clusters: groupings, smallSample) ?? 0)
    let repaired = groupings.count > 1 ? try CovarianceRepair(sum) : nil
    return PanelInference(
      covariance: factor * (repaired?.matrix ?? sum), factor: factor, clusters: groupings.map(\.count),
      lags: nil, degreesOfFreedom: fewest - 1, wasAdjusted: (repaired?.negativeEigenvalues ?? 0) > 0)
  }

  private func driscollKraay(_ panel: Panel, _ kernel: LagKernel, lags: Int?) throws -> PanelInference {
    let count = panel.periods.count
    guard count > 1 else { throw PanelError.oneCluster(name: panel.periods.name) }
    let lags = lags ?? min(count - 1, Int((4 * pow(Double(count) / 100, 2.0 / 9)).rounded(.down)))
    guard lags >= 0, lags < count else { throw PanelError.tooManyLags(lags: lags, periods: count) }
    let scores = ScoreCovariance(scoresByPeriod(panel) * inverseFactor)
    let meat = scores.kernelWeighted(kernel, bandwidth: Double(lags + 1))
    let factor = factor(groups: count, effects: absorbed?.rank ?? 0)
    let covariance = (inverseFactor * meat).timesTranspose(inverseFactor)
    return PanelInference(
      covariance: factor / 2 * (covariance + covariance.transposed()), factor: factor, clusters: [],
      lags: lags,
      degreesOfFreedom: count - 1, wasAdjusted: false)
  }

  /// Scores summed by period, with rows of zeros for periods within the panel's span that nobody has, unless those
  /// are most.
  private func scoresByPeriod(_ panel: Panel) -> Matrix {
    let sums = panel.periods.sums(of: x, times: residuals)
    guard let first = panel.ordinals.first, let last = panel.ordinals.last,
      last - first + 1 > panel.ordinals.count, last - first < 1000 + 100 * panel.ordinals.count
    else { return sums }
    var calendar = Matrix(rows: last - first + 1, columns: k)
    for (place, ordinal) in panel.ordinals.enumerated() {
      calendar.setRow(ordinal - first, to: sums.row(place))
    }
    return calendar
  }

  private func factor(groups: Int, effects: Int) -> Double {
    let freedom = Double(n - k - effects)
    switch smallSample {
    case .clusters: return Double(n - 1) / freedom * Double(groups) / Double(groups - 1)
    case .residuals: return Double(n) / freedom
    case .none: return 1
    }
  }

  /// S(TᵀT)Sᵀ with T = scores · S.
  private func sandwich(_ scores: Matrix) -> Matrix {
    (scores * inverseFactor).timesTranspose(inverseFactor).gram()
  }
}

extension Grouping {
  /// Rows of a matrix times their factors, summed by group: groups × columns.
  func sums(of x: Matrix, times factors: [Double]? = nil) -> Matrix {
    precondition(x.rows == rows, "a grouping of as many rows is needed")
    var sums = Matrix(rows: count, columns: x.columns)
    let (values, places, groups) = (x.elements.span, labels.span, count)
    sums.withMutableSpan { sums in
      for j in 0..<x.columns {
        let column = j * rows
        if let factors = factors?.span {
          for i in 0..<rows { sums[j * groups + places[i]] += values[column + i] * factors[i] }
        } else {
          for i in 0..<rows { sums[j * groups + places[i]] += values[column + i] }
        }
      }
    }
    return sums
  }

  /// Means of the columns by group: groups × columns.
  func means(of x: Matrix) -> Matrix { sums(of: x).scalingRows(by: sizes.map { 1 / Double($0) }) }

  /// The matrix less `shares` of its group's means, one share per group.
  func subtractingMeans(from x: Matrix, shares: [Double]? = nil) -> Matrix {
    var result = x
    // The second pass removes the rounding of the first means, where they are removed whole.
    for _ in 0..<(shares == nil ? 2 : 1) {
      let means = means(of: result)
      let taken = shares.map { means.scalingRows(by: $0) } ?? means
      result = Matrix(rows: rows, columns: x.columns) { i, j in result[i, j] - taken[labels[i], j] }
    }
    return result
  }
}
