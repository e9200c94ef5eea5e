import LinearAlgebra
import Probability
import Testing
import TimeSeries

@testable import StructuralModels

/// What is drawn, against the distributions it should have. Seeds are fixed; a statistic may be 4.5 of its standard
/// errors off, which none of the 100-odd compared here would be by chance in 99.9 % of seeds.
@Suite struct DrawLayoutTests {
  static let draws = 40_960
  let model: Model
  let fit: ModelEstimation.Fit
  let history: DisturbanceHistory

  init() throws {
    model = try Repository.model("klein")
    fit = try ModelEstimation().fit(model, to: Repository.kleinData())
    history = DisturbanceHistory(fit)
  }

  /// The lanes of every subject in a period, one array a subject.
  private func columns(_ layout: DrawLayout, period: Int, draws: Int = Self.draws) -> [[Double]] {
    let rows = DrawnRows()
    var columns = [[Double]](repeating: [], count: layout.subjects.count)
    for start in stride(from: 0, to: draws, by: 256) {
      let end = min(start + 256, draws)
      rows.fill(layout, seed: 1934, draws: UInt64(start)..<UInt64(end))
      for i in columns.indices {
        columns[i] += UnsafeBufferPointer(start: rows.subject(i, period: period), count: end - start)
      }
    }
    return columns
  }

  /// Means against m, covariances against V: their standard errors are √(vᵢᵢ/n) and, for normals, √((vᵢᵢvⱼⱼ + vᵢⱼ²)/n), wider by `tails`.
  private func expect(_ columns: [[Double]], mean: [Double], covariance: [[Double]], tails: Double = 1) {
    let n = Double(columns[0].count)
    let means = columns.map { $0.reduce(0, +) / n }
    for i in columns.indices {
      let z = (means[i] - mean[i]) / (covariance[i][i] / n).squareRoot()
      #expect(abs(z) < 4.5, "mean \(i): z = \(z)")
      for j in 0...i {
        let products = zip(columns[i], columns[j]).map { ($0 - means[i]) * ($1 - means[j]) }
        let found = products.reduce(0, +) / n
        let (a, b, c) = (covariance[i][i], covariance[j][j], covariance[i][j])
        let z = (found - c) / ((a * b + c * c) / n).squareRoot() / tails
        #expect(abs(z) < 4.5, "covariance \(i), \(j): \(found) instead of \(c), z = \(z)")
      }
    }
  }

  @Test(arguments: [0, 2]) func normalsHaveTheResidualsCovariance(_ period: Int) throws {
    let layout = try DrawLayout(model, .normal, history: history, periods: 3)
    #expect(layout.subjects == ["cn", "i", "w1"].map { .equation($0) })
    expect(columns(layout, period: period), mean: [0, 0, 0], covariance: history.covariance)
  }

  @Test func independentNormalsHaveTheirStandardErrors() throws {
    let layout = try DrawLayout(model, .independent, history: history, periods: 1)
    let variances = (0..<3).map { i in
      (0..<3).map { i == $0 ? history.standardErrors[i] * history.standardErrors[i] : 0 }
    }
    expect(columns(layout, period: 0), mean: [0, 0, 0], covariance: variances)
  }

  /// Student's t keeps the covariance; each disturbance over its scale √(v(ν − 2)/ν) is beyond ±3 as often as its distribution function says.
  /// Products of two t variables of ν = 8 vary more than those of normals: E x⁴ = 3·(ν − 2)/(ν − 4) = 4.5 instead of 3, so √(3.5/2) wider.
  @Test func studentKeepsTheCovarianceAndHasItsTails() throws {
    let ν = 8.0
    let layout = try DrawLayout(model, .student(degreesOfFreedom: ν), history: history, periods: 2)
    let columns = columns(layout, period: 1)
    expect(columns, mean: [0, 0, 0], covariance: history.covariance, tails: (3.5 / 2).squareRoot())
    let p = try 2 * StudentT(degreesOfFreedom: ν).survival(3)
    let n = Double(Self.draws)
    for i in 0..<3 {
      let scale = (history.covariance[i][i] * (ν - 2) / ν).squareRoot()
      let share = Double(columns[i].count { abs($0) > 3 * scale }) / n
      let bound = 4.5 * (p * (1 - p) / n).squareRoot()
      #expect(abs(share - p) < bound, "\(share) instead of \(p)")
    }
  }

  /// Every draw is the residuals of one and the same year; each year comes as often as the others (χ² of 20 degrees of freedom).
  @Test func bootstrapPicksWholePeriods() throws {
    let layout = try DrawLayout(model, .bootstrap, history: history, periods: 2)
    let columns = columns(layout, period: 1)
    let past = history.residuals.map { row in row.map(\.settled) }
    var counts = [Int](repeating: 0, count: past.count)
    for lane in 0..<Self.draws {
      let year = try #require(past.firstIndex { $0[0] == columns[0][lane] })
      #expect(columns[1][lane] == past[year][1] && columns[2][lane] == past[year][2])
      counts[year] += 1
    }
    #expect(past.count == 21)
    let expected = Double(Self.draws) / 21
    let χ² = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    #expect(try ChiSquared(degreesOfFreedom: 20).survival(χ²) > 1e-4)
  }

  @Test func givenDisturbancesAreTakenAsTheyAre() throws {
    let values = (0..<600 * 2 * 2).map(Double.init)
    let matrix = DisturbanceMatrix(equations: ["w1", "cn"], draws: 600, periods: 2, values: values)
    let layout = try DrawLayout(model, .matrix(matrix), history: nil, periods: 2)
    let columns = columns(layout, period: 1, draws: 600)
    #expect(layout.subjects == [.equation("w1"), .equation("cn")])
    #expect(columns[0][599] == 2398 && columns[1][599] == 2399 && columns[0][0] == 2)
  }

  /// mean + sd z and the others, against their means and variances: t has scale²·ν/(ν − 2), a uniform (b − a)²/12.
  @Test func declaredShocks() throws {
    let text = """
      frequency annual
      variable x
      shock a ~ normal(0, 2)
      shock b
      shock c ~ student(0, 0.5, 12)
      shock d ~ uniform(-1.5, 1.5)
      behavioral x = a + b + c + d
      """
    let model = try Model(ModelText(text))
    let layout = try DrawLayout(model, .none, history: nil, periods: 1)
    #expect(layout.subjects == ["a", "c", "d"].map { .shock($0) })
    let variances = [4, 0.25 * 12 / 10, 9.0 / 12]
    let covariance = (0..<3).map { i in (0..<3).map { i == $0 ? variances[i] : 0 } }
    expect(
      columns(layout, period: 0), mean: [0, 0, 0], covariance: covariance, tails: 1.2)
    let none = try DrawLayout(model, .none, history: nil, drawsShocks: false, periods: 1)
    #expect(none.subjects.isEmpty)
  }

  /// A draw's numbers are its own: alone, in a block of any size, in any order.
  @Test(arguments: [Disturbances.normal, .student(degreesOfFreedom: 5), .bootstrap])
  func sameDrawSameBytes(_ disturbances: Disturbances) throws {
    let layout = try DrawLayout(
      model, disturbances, history: history, coefficients: .drawn, fit: fit, periods: 3)
    let (block, alone) = (DrawnRows(), DrawnRows())
    block.fill(layout, seed: 5, draws: 1000..<1256)
    for draw in [1000, 1001, 1137, 1255] as [UInt64] {
      alone.fill(layout, seed: 5, draws: draw..<draw + 1)
      let lane = Int(draw - 1000)
      for period in 0..<3 {
        for i in 0..<3 {
          #expect(block.subject(i, period: period)[lane] == alone.subject(i, period: period)[0])
        }
      }
      for i in layout.parameters.indices {
        #expect(block.parameter(i, of: layout)[lane] == alone.parameter(i, of: layout)[0])
      }
    }
  }

  /// Coefficients of one equation have the covariance of its estimates, those of different equations none.
  @Test func coefficients() throws {
    let layout = try DrawLayout(
      model, .none, history: nil, coefficients: .drawn, fit: fit, periods: 1)
    #expect(layout.parameters == ["a", "b", "c"].flatMap { letter in (1...4).map { "\(letter)\($0)" } })
    let rows = DrawnRows()
    var columns = [[Double]](repeating: [], count: 12)
    for start in stride(from: 0, to: Self.draws, by: 256) {
      rows.fill(layout, seed: 7, draws: UInt64(start)..<UInt64(start + 256))
      for i in columns.indices {
        columns[i] += UnsafeBufferPointer(start: rows.parameter(i, of: layout), count: 256)
      }
    }
    let covariance = (0..<12).map { i in
      (0..<12).map { j in i / 4 == j / 4 ? fit.equations[i / 4].covariance[i % 4, j % 4] : 0 }
    }
    expect(columns, mean: fit.equations.flatMap(\.coefficients), covariance: covariance)
  }

  /// A uniform lies in its range with mean (a + b)/2; ln of a log-normal is normal(m, s).
  @Test func priors() throws {
    let text = """
      frequency annual
      variable x
      parameter r ~ uniform(2, 5)
      parameter s = 2
      parameter q ~ lognormal(0.5, 0.2)
      identity x = r + s + q
      """
    let layout = try DrawLayout(
      Model(ModelText(text)), .none, history: nil, coefficients: .drawn, periods: 1)
    #expect(layout.parameters == ["r", "q"])
    let rows = DrawnRows()
    rows.fill(layout, seed: 3, draws: 0..<256)
    let r = UnsafeBufferPointer(start: rows.parameter(0, of: layout), count: 256)
    let q = UnsafeBufferPointer(start: rows.parameter(1, of: layout), count: 256)
    #expect(r.allSatisfy { 2 < $0 && $0 < 5 })
    let (meanOfR, meanOfLog) = (r.reduce(0, +) / 256, q.map(LaneFunction.log).reduce(0, +) / 256)
    let bounds = (4.5 * 0.866 / 16, 4.5 * 0.2 / 16)
    #expect(abs(meanOfR - 3.5) < bounds.0)
    #expect(abs(meanOfLog - 0.5) < bounds.1)
  }

  @Test func refusals() {
    #expect(throws: StochasticError.noHistory) { try DrawLayout(model, .normal, history: nil, periods: 1) }
    #expect(throws: StochasticError.degreesOfFreedom(2)) {
      try DrawLayout(model, .student(degreesOfFreedom: 2), history: history, periods: 1)
    }
    let matrix = DisturbanceMatrix(equations: ["w1"], draws: 1, periods: 2, values: [1, 2])
    #expect(throws: StochasticError.shortMatrix(2, needed: 3)) {
      try DrawLayout(model, .matrix(matrix), history: nil, periods: 3)
    }
    let other = DisturbanceMatrix(equations: ["w2"], draws: 1, periods: 1, values: [1])
    let error = #expect(throws: StochasticError.self) {
      try DrawLayout(model, .matrix(other), history: nil, periods: 1)
    }
    #expect(error?.message.en == "the model has no equation w2; did you mean “w1”?")
  }
}
