import Foundation
public import LinearAlgebra

/// What a state-space model says of a series, period by period: Kalman's filter. Durbin & Koopman (2012) §4.3, §5.2. Missing values are
/// NaN; they are passed over.
///
/// log L = −½ Σ (log 2π + log Fₜ + vₜ²/Fₜ), and for periods in which Fₜ is infinite −½(log 2π + log F∞ₜ): the diffuse likelihood, whose
/// constant statsmodels and KFAS count likewise.
public struct KalmanFilter: Sendable {
  /// vₜ = yₜ − Zaₜ; NaN where y is missing.
  public let innovations: [Double]
  /// Fₜ; the finite part where it is infinite.
  public let variances: [Double]
  public let logLikelihood: Double
  /// Periods until every state is known.
  public let diffusePeriods: Int
  /// a and P after the last period: what is expected of the state of the next.
  public let nextMean: [Double]
  public let nextCovariance: Matrix
  /// Whether P∞ is still not zero after the last period: then nothing can be forecast.
  public let isStillDiffuse: Bool

  /// Each period as the smoother needs it.
  let steps: [Step]

  struct Step: Sendable {
    let mean: [Double]
    let covariance: Matrix
    /// P∞; nil once it is zero.
    let diffuse: Matrix?
    let innovation: Double
    let variance: Double
    let diffuseVariance: Double
  }

  /// Filters a series. `keepsSteps` keeps what a smoother needs.
  public init(_ model: StateSpace, _ series: [Double], keepsSteps: Bool = false) {
    var run = FilterRun(model)
    var steps: [Step] = []
    var (v, f) = ([Double](), [Double]())
    v.reserveCapacity(series.count)
    f.reserveCapacity(series.count)
    for y in series {
      let before =
        keepsSteps ? (run.a, run.matrix(run.p), run.isDiffuse ? run.matrix(run.pInfinity) : nil) : nil
      run.observe(y)
      v.append(run.innovation)
      f.append(run.variance)
      if let before {
        steps.append(
          Step(
            mean: before.0, covariance: before.1, diffuse: before.2, innovation: run.innovation,
            variance: run.variance, diffuseVariance: run.diffuseVariance))
      }
      run.advance()
    }
    innovations = v
    variances = f
    logLikelihood = run.logLikelihood
    diffusePeriods = run.diffusePeriods
    nextMean = run.a
    nextCovariance = run.matrix(run.p)
    isStillDiffuse = run.isDiffuse
    self.steps = steps
  }

  /// log L alone, without keeping anything.
  public static func logLikelihood(_ model: StateSpace, _ series: [Double]) -> Double {
    var run = FilterRun(model)
    for y in series {
      run.observe(y)
      run.advance()
    }
    return run.logLikelihood
  }
}

/// The state of a filter under way; matrices by rows in plain arrays, which it alone owns.
struct FilterRun {
  private let r: Int
  private let z: [Double]
  private let h: Double
  private let c: [Double]
  private let q: [Double]
  /// T's nonzero elements by row.
  private let transition: [(column: Int, value: Double)]
  private let rowStarts: [Int]

  var a: [Double]
  var p: [Double]
  var pInfinity: [Double]
  private(set) var isDiffuse: Bool
  private var m: [Double]
  private var mInfinity: [Double]
  private var work: [Double]
  private var next: [Double]

  private(set) var innovation = Double.nan
  private(set) var variance = Double.nan
  private(set) var diffuseVariance = 0.0
  private(set) var logLikelihood = 0.0
  private(set) var diffusePeriods = 0
  private let diffuseScale: Double

  private static let logTwoPi = log(2 * Double.pi)

  init(_ model: StateSpace) {
    r = model.count
    z = model.observation
    h = model.observationVariance
    c = model.intercept
    q = Self.rows(model.disturbance)
    var (elements, starts): ([(column: Int, value: Double)], [Int]) = ([], [0])
    for i in 0..<r {
      for j in 0..<r where model.transition[i, j] != 0 {
        elements.append((column: j, value: model.transition[i, j]))
      }
      starts.append(elements.count)
    }
    transition = elements
    rowStarts = starts
    a = model.initialMean
    p = Self.rows(model.initialCovariance)
    pInfinity = Self.rows(model.diffuse)
    diffuseScale = pInfinity.reduce(0) { max($0, abs($1)) }
    isDiffuse = diffuseScale > 0
    m = [Double](repeating: 0, count: r)
    mInfinity = m
    work = [Double](repeating: 0, count: r * r)
    next = m
  }

  private static func rows(_ a: Matrix) -> [Double] {
    (0..<a.rows).flatMap { a.row($0) }
  }

  func matrix(_ rows: [Double]) -> Matrix {
    Matrix(rows: r, columns: r) { i, j in rows[i * r + j] }
  }

  /// Takes in one value: aₜ|ₜ and Pₜ|ₜ.
  mutating func observe(_ y: Double) {
    if isDiffuse { diffusePeriods += 1 }
    diffuseVariance = 0
    guard !y.isNaN else {
      (innovation, variance) = (.nan, .nan)
      return
    }
    var expected = 0.0
    for i in 0..<r { expected += z[i] * a[i] }
    innovation = y - expected
    variance = h + Self.project(p, z, r, into: &m)
    if isDiffuse {
      diffuseVariance = Self.project(pInfinity, z, r, into: &mInfinity)
      if diffuseVariance > 1e-9 * diffuseScale { return observeDiffuse() }
    }
    guard variance > 0 else {
      if innovation != 0 { logLikelihood = -.infinity }
      return
    }
    logLikelihood -= 0.5 * (Self.logTwoPi + log(variance) + innovation * innovation / variance)
    for i in 0..<r {
      let gain = m[i] / variance
      a[i] += gain * innovation
      for j in 0..<r { p[i * r + j] -= gain * m[j] }
    }
  }

  /// What is expected of y now, and its variance, where nothing is unknown any more.
  var expectation: (mean: Double, variance: Double) {
    var scratch = m
    let mean = (0..<r).reduce(0) { $0 + z[$1] * a[$1] }
    return (mean, h + Self.project(p, z, r, into: &scratch))
  }

  /// M = PZᵀ; returns ZM.
  private static func project(_ p: [Double], _ z: [Double], _ r: Int, into m: inout [Double]) -> Double {
    var total = 0.0
    for i in 0..<r {
      var sum = 0.0
      for j in 0..<r { sum += p[i * r + j] * z[j] }
      m[i] = sum
      total += sum * z[i]
    }
    return total
  }

  /// The same where F∞ > 0: a + K⁰v, P∞ − M∞M∞ᵀ/F∞, P + M∞M∞ᵀF/F∞² − (MM∞ᵀ + M∞Mᵀ)/F∞.
  private mutating func observeDiffuse() {
    let f = diffuseVariance
    logLikelihood -= 0.5 * (Self.logTwoPi + log(f))
    for i in 0..<r {
      let gain = mInfinity[i] / f
      a[i] += gain * innovation
      for j in 0..<r {
        let other = mInfinity[j] / f
        p[i * r + j] += gain * other * variance - m[i] * other - gain * m[j]
        pInfinity[i * r + j] -= gain * mInfinity[j]
      }
    }
    let largest = pInfinity.reduce(0) { max($0, abs($1)) }
    if largest <= 1e-10 * diffuseScale { isDiffuse = false }
  }

  /// Goes on to the next period: a ← c + Ta, P ← TPTᵀ + Q, P∞ ← TP∞Tᵀ.
  mutating func advance() {
    for i in 0..<r {
      var sum = c[i]
      for e in rowStarts[i]..<rowStarts[i + 1] { sum += transition[e].value * a[transition[e].column] }
      next[i] = sum
    }
    swap(&a, &next)
    Self.propagate(&p, &work, transition, rowStarts)
    for i in 0..<r * r { p[i] += q[i] }
    if isDiffuse { Self.propagate(&pInfinity, &work, transition, rowStarts) }
  }

  /// TPTᵀ.
  private static func propagate(
    _ p: inout [Double], _ work: inout [Double], _ transition: [(column: Int, value: Double)],
    _ rowStarts: [Int]
  ) {
    let r = rowStarts.count - 1
    for i in 0..<r {
      for j in 0..<r {
        var sum = 0.0
        for e in rowStarts[i]..<rowStarts[i + 1] {
          sum += transition[e].value * p[transition[e].column * r + j]
        }
        work[i * r + j] = sum
      }
    }
    for i in 0..<r {
      for j in i..<r {
        var sum = 0.0
        for e in rowStarts[j]..<rowStarts[j + 1] {
          sum += work[i * r + transition[e].column] * transition[e].value
        }
        p[i * r + j] = sum
        p[j * r + i] = sum
      }
    }
  }
}
