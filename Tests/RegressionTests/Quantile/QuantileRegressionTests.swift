import Foundation
import LinearAlgebra
import Regression
import Testing

/// Agreement with R's quantreg 5.94, Tests/References/r/quantile.R.
@Suite struct QuantileRegressionTests {
  /// Relative to the reference, or to 1 where that is smaller: some coefficients of stackloss are zero.
  private func agree(_ values: [Double], _ references: [Double], to limit: Double) -> Bool {
    values.count == references.count
      && zip(values, references).allSatisfy { abs($0 - $1) <= limit * max(1, abs($1)) }
  }

  /// Barrodale–Roberts to 1e-9 and better; quantreg's interior point stops at about 1e-6.
  @Test(arguments: QuantileReference.engel + QuantileReference.stackloss)
  func coefficientsAgreeWithQuantreg(reference: QuantileReference.Case) throws {
    let data = try QuantileReference(reference.data)
    let fit = try QuantileRegression(quantile: reference.quantile).fit(data.y, on: data.x)
    let objective = data(reference, "objective")[0]
    #expect(fit.objective.agrees(with: objective, to: 12))
    #expect(fit.r1.agrees(with: data(reference, "R1")[0], to: 11))
    #expect(fit.violation < 1e-12 && fit.interpolated.count == fit.k && fit.isUnique)
    #expect(agree(fit.coefficients, data(reference, "coefficient"), to: 1e-11))
    #expect(agree(fit.coefficients, data(reference, "coefficient fn"), to: 1e-6))
  }

  /// The median line of the sparsity is not unique for stackloss at the median, where quantreg says so and takes another.
  @Test(arguments: QuantileReference.engel + QuantileReference.stackloss)
  func standardErrorsAgreeWithQuantreg(reference: QuantileReference.Case) throws {
    let data = try QuantileReference(reference.data)
    var compared = 0
    for bandwidth in [QuantileBandwidth.hallSheather, .bofinger] {
      let kinds: [(String, QuantileErrors)] = [
        ("iid", .identical(bandwidth: bandwidth)), ("nid", .sandwich(bandwidth: bandwidth)),
        ("ker", .kernel(bandwidth: bandwidth)),
      ]
      for (name, errors) in kinds where "\(reference) \(name)" != "stackloss 0.5 iid" {
        let choice = QuantileRegression(quantile: reference.quantile, errors: errors)
        let fit = try choice.fit(data.y, on: data.x)
        #expect(
          digits(fit.standardErrors, of: data(reference, "\(name) \(bandwidth)")) >= 8.5,
          "\(name) \(bandwidth)")
        compared += 1
        guard bandwidth == .hallSheather else { continue }
        // quantreg takes 1 − P, which loses small tails.
        let p = try fit.pValues
        #expect(zip(p, data(reference, "\(name) hallSheather p")).allSatisfy { abs($0 - $1) < 1e-9 })
      }
    }
    #expect(compared == ("\(reference)" == "stackloss 0.5" ? 4 : 6))
  }

  /// The lower end of air flow at stackloss's median lies where several observations change sides at once: quantreg's
  /// interpolation starts from another of the vertices there.
  @Test(arguments: QuantileReference.engel + QuantileReference.stackloss)
  func rankScoreIntervalsAgreeWithQuantreg(reference: QuantileReference.Case) throws {
    let data = try QuantileReference(reference.data)
    let fit = try QuantileRegression(quantile: reference.quantile).fit(data.y, on: data.x)
    for level in [0.9, 0.95] {
      let intervals = try RankScoreIntervals(fit, level: level).intervals
      var low = intervals.map(\.lowerBound)
      let high = intervals.map(\.upperBound)
      let (lower, upper) = (data(reference, "rank lower \(level)"), data(reference, "rank upper \(level)"))
      if "\(reference)" == "stackloss 0.5" {
        #expect(abs(low[1] - lower[1]) < 0.011)
        low[1] = lower[1]
      }
      #expect(agree(low, lower, to: 1e-9) && agree(high, upper, to: 1e-9), "\(level)")
    }
  }

  /// quantreg drew 5000 resamples of its own: two Monte-Carlo estimates agree to a few percent.
  @Test(arguments: [0.25, 0.5, 0.75])
  func bootstrapsAgreeWithQuantreg(quantile: Double) throws {
    let data = try QuantileReference("engel")
    let reference = QuantileReference.Case(data: "engel", quantile: quantile)
    for (name, errors) in [
      ("xy", QuantileErrors.pairsBootstrap(replications: 1000, seed: 7)),
      ("wild", .wildBootstrap(replications: 1000, seed: 7)),
    ] {
      let fit = try QuantileRegression(quantile: quantile, errors: errors).fit(data.y, on: data.x)
      let ratios = zip(fit.standardErrors, data(reference, "bootstrap \(name)")).map { $0 / $1 }
      #expect(ratios.allSatisfy { abs($0 - 1) < 0.12 }, "\(name) \(ratios)")
      let again = try QuantileRegression(quantile: quantile, errors: errors).fit(data.y, on: data.x)
      #expect(again == fit)
    }
  }

  /// statsmodels' reweighted least squares stop near the vertex: its coefficients agree to 1e-6, and its
  /// sum is nowhere lower. Tests/References/statsmodels/quantile.py.
  @Test(arguments: ["engel", "stackloss"], [0.25, 0.5, 0.75])
  func coefficientsAgreeWithStatsmodels(name: String, quantile: Double) throws {
    let data = try QuantileReference(name)
    let lines = try Repository.text("Tests/References/statsmodels/quantile.csv").split(
      whereSeparator: \.isNewline)
    let theirs = lines.map { $0.split(separator: ",") }.filter { $0[0] == "\(name) \(quantile)" }
      .compactMap { Double($0[3]) }
    let fit = try QuantileRegression(quantile: quantile).fit(data.y, on: data.x)
    #expect(agree(fit.coefficients, theirs, to: 1e-6))
    let residuals = zip(data.y, data.x * theirs).map { $0 - $1 }
    let sum = residuals.reduce(0) { $0 + ($1 > 0 ? quantile : quantile - 1) * $1 }
    #expect(fit.objective <= sum + 1e-9)
  }
}
