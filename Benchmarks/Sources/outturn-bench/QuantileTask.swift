import Foundation
import LinearAlgebra
import Regression

/// A quantile regression of 100,000 observations on five regressors, standard errors and certificate included, beside
/// quantreg's `rq.fit.pfn`, which finds coefficients alone.
struct QuantileTask {
  let pairs: Int

  struct PeerRun: Decodable {
    var seconds: Double
    var coefficients: [Double]
    var objective: Double
    var version: String
  }

  private static let n = 100_000
  private static let quantile = 0.5
  private static let modulus = 2_147_483_647.0

  func run() throws -> Measurement {
    let peer = try Peer("quantile.R")
    let command = "run \(Self.n) \(Self.quantile)"
    let theirs: PeerRun
    do {
      theirs = try peer.ask(command)
    } catch BenchmarkError.peer {
      throw BenchmarkError.missing("quantile regression needs Rscript and R's package quantreg")
    }
    let (y, x) = data()
    let method = QuantileRegression(quantile: Self.quantile)
    let fit = try method.fit(y, on: x)
    for (ours, other) in zip(fit.coefficients, theirs.coefficients)
    where abs(ours - other) > 1e-6 * abs(other) {
      throw BenchmarkError.disagreement(task: "quantile regression", what: "\(ours) and \(other)")
    }
    guard fit.objective <= theirs.objective * (1 + 1e-12), fit.violation < 1e-9 else {
      throw BenchmarkError.disagreement(
        task: "quantile regression", what: "sums of \(fit.objective) and \(theirs.objective)")
    }
    var (our, their): ([Double], [Double]) = ([], [])
    for _ in 0..<pairs {
      our.append(try Timing.of { _ = try method.fit(y, on: x) }.processor)
      their.append(try peer.ask(command, PeerRun.self).seconds)
    }
    return Measurement(
      "quantile regression", ours: our.median, peer: their.median,
      peerName: "quantreg \(theirs.version) rq.fit.pfn", goal: "ratio ≥ 1", reached: { $0 >= 1 })
  }

  private func uniform(_ multiplier: Double) -> [Double] {
    (1...Self.n).map { i in
      let product = Double(i) * multiplier
      return product.truncatingRemainder(dividingBy: Self.modulus) / Self.modulus
    }
  }

  /// The rule of peers/quantile.R.
  private func data() -> (y: [Double], x: Matrix) {
    let ones = [Double](repeating: 1, count: Self.n)
    let multipliers = [1_103_515_245.0, 1_664_525_069, 1_013_904_223, 1_597_334_677]
    let x = Matrix(columns: [ones] + multipliers.map(uniform))
    let line = x * [1, 2, -1, 0.5, 3]
    let y = zip(line.indices, uniform(742_938_285)).map { i, u in
      let logit = log(u / (1 - u))
      return line[i] + (1 + x[i, 1]) * logit
    }
    return (y, x)
  }
}
