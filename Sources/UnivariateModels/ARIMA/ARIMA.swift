import Foundation
import LinearAlgebra

/// An autoregressive integrated moving-average model with seasons, estimated by exact maximum likelihood: Box & Jenkins (1970); Harvey
/// (1989) §3.3; Hyndman & Khandakar (2008), whose conventions these are.
///
/// φ(B)Φ(Bˢ)((1 − B)ᵈ(1 − Bˢ)ᴰyₜ − μ) = θ(B)Θ(Bˢ)εₜ, φ(B) = 1 − φ₁B − …, θ(B) = 1 + θ₁B + …. Missing values are passed over; with
/// differences they also take those that reach over them.
public struct ARIMA: Codable, Hashable, Sendable {
  /// Orders of the plain or the seasonal part.
  public struct Order: Codable, Hashable, Sendable {
    public var autoregressive: Int
    public var differences: Int
    public var movingAverage: Int

    public init(_ autoregressive: Int, _ differences: Int, _ movingAverage: Int) {
      precondition(autoregressive >= 0 && differences >= 0 && movingAverage >= 0, "orders are not negative")
      self.autoregressive = autoregressive
      self.differences = differences
      self.movingAverage = movingAverage
    }
  }

  public var order: Order
  public var seasonal: Order
  /// Periods of a season, s; 1 for none.
  public var season: Int
  /// Whether μ is estimated: the mean, or with differences the drift.
  public var hasMean: Bool

  public init(_ order: Order, seasonal: Order = Order(0, 0, 0), season: Int = 1, mean: Bool = true) {
    precondition(season >= 1, "a season has one period at least")
    self.order = order
    self.seasonal = seasonal
    self.season = season
    hasMean = mean
  }

  /// Values of the parameters.
  public struct Parameters: Codable, Hashable, Sendable {
    public var autoregressive: [Double]
    public var movingAverage: [Double]
    public var seasonalAutoregressive: [Double]
    public var seasonalMovingAverage: [Double]
    /// μ of the differenced series.
    public var mean: Double
    /// σ².
    public var variance: Double

    public init(
      autoregressive: [Double] = [], movingAverage: [Double] = [], seasonalAutoregressive: [Double] = [],
      seasonalMovingAverage: [Double] = [], mean: Double = 0, variance: Double = 1
    ) {
      self.autoregressive = autoregressive
      self.movingAverage = movingAverage
      self.seasonalAutoregressive = seasonalAutoregressive
      self.seasonalMovingAverage = seasonalMovingAverage
      self.mean = mean
      self.variance = variance
    }
  }

  /// (1 − B)ᵈ(1 − Bˢ)ᴰ.
  var differencing: LagPolynomial {
    .difference(order.differences) * .difference(seasonal.differences, every: season)
  }

  /// Number of parameters, σ² included.
  public var parameterCount: Int {
    order.autoregressive + order.movingAverage + seasonal.autoregressive + seasonal.movingAverage
      + (hasMean ? 1 : 0) + 1
  }

  /// The state-space form of the differenced series less its mean: Harvey's, r = max(p, q + 1) states, stationary at first.
  public func stateSpace(_ parameters: Parameters) -> StateSpace {
    let ar = autoregressive(parameters).lags.map { -$0 }
    let ma = Array(movingAverage(parameters).lags)
    let r = max(ar.count, ma.count + 1)
    var t = Matrix(rows: r, columns: r)
    for i in 0..<r {
      if i < ar.count { t[i, 0] = ar[i] }
      if i + 1 < r { t[i, i + 1] = 1 }
    }
    let load = (0..<r).map { $0 == 0 ? 1 : $0 <= ma.count ? ma[$0 - 1] : 0 }
    let q = Matrix(rows: r, columns: r) { parameters.variance * load[$0] * load[$1] }
    return StateSpace(
      observation: (0..<r).map { $0 == 0 ? 1 : 0 }, observationVariance: 0, transition: t, disturbance: q,
      initialCovariance: Self.stationaryCovariance(t, q))
  }

  func autoregressive(_ parameters: Parameters) -> LagPolynomial {
    LagPolynomial(parameters.autoregressive, sign: -1)
      * LagPolynomial(parameters.seasonalAutoregressive, sign: -1, every: season)
  }

  func movingAverage(_ parameters: Parameters) -> LagPolynomial {
    LagPolynomial(parameters.movingAverage, sign: 1)
      * LagPolynomial(parameters.seasonalMovingAverage, sign: 1, every: season)
  }

  /// P = TPTᵀ + Q by doubling: P ← P + APAᵀ, A ← A². Infinite where the process is not stationary.
  private static func stationaryCovariance(_ t: Matrix, _ q: Matrix) -> Matrix {
    var (a, p) = (t, q)
    for _ in 0..<60 {
      let step = a * p.timesTranspose(a)
      p += step
      let (size, change) = (p.elements.map(abs).max() ?? 0, step.elements.map(abs).max() ?? 0)
      if change <= 1e-17 * size || !size.isFinite { break }
      a = a * a
    }
    return 0.5 * (p + p.transposed())
  }
}
