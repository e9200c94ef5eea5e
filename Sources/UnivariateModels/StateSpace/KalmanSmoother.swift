public import LinearAlgebra

/// What the whole series says of the states of each period: Durbin & Koopman (2012) §4.4, and §5.3 for the diffuse periods.
public struct KalmanSmoother: Sendable {
  /// E(αₜ | y₁ … y_n).
  public let means: [[Double]]
  /// Var(αₜ | y₁ … y_n).
  public let covariances: [Matrix]

  public init(_ model: StateSpace, _ series: [Double]) {
    let filter = KalmanFilter(model, series, keepsSteps: true)
    let r = model.count
    let zero = Matrix(rows: r, columns: r)
    // r⁰, r¹, N⁰, N¹, N²; those with index 1 and 2 matter in diffuse periods only.
    var (r0, r1) = ([Double](repeating: 0, count: r), [Double](repeating: 0, count: r))
    var (n0, n1, n2) = (zero, zero, zero)
    var means: [[Double]] = []
    var covariances: [Matrix] = []
    let t = model.transition
    let zz = Matrix(rows: r, columns: r) { model.observation[$0] * model.observation[$1] }
    for step in filter.steps.reversed() {
      (r0, r1) = (t.transposeTimes(r0), t.transposeTimes(r1))
      (n0, n1, n2) = (Self.around(n0, t), Self.around(n1, t), Self.around(n2, t))
      let p = step.covariance
      if !step.innovation.isNaN {
        let z = model.observation
        let m = p * z
        if let diffuse = step.diffuse, step.diffuseVariance > 1e-9 * Self.largest(model.diffuse) {
          let f = step.diffuseVariance
          let k0 = (diffuse * z).map { $0 / f }
          let k1 = zip(m, k0).map { ($0 - $1 * step.variance) / f }
          let (l0, l1) = (Self.outer(k0, z, from: .identity(r)), Self.outer(k1, z, from: zero))
          let (s0, s1) = (l0.transposeTimes(r0), l1.transposeTimes(r0))
          let t1 = l0.transposeTimes(r1)
          r1 = (0..<r).map { z[$0] * step.innovation / f + t1[$0] + s1[$0] }
          r0 = s0
          let mixed = l1.transposeTimes(n1.transposeTimes(l0))
          n2 =
            Self.around(n2, l0) + mixed + mixed.transposed() + Self.around(n0, l1)
            - step.variance / (f * f) * zz
          let cross = l1.transposeTimes(n0 * l0)
          n1 = 1 / f * zz + Self.around(n1, l0) + cross
          n0 = Self.around(n0, l0)
        } else if step.variance > 0 {
          let k = m.map { $0 / step.variance }
          let l = Self.outer(k, z, from: .identity(r))
          let s = l.transposeTimes(r0)
          r0 = (0..<r).map { z[$0] * step.innovation / step.variance + s[$0] }
          n0 = 1 / step.variance * zz + Self.around(n0, l)
          r1 = l.transposeTimes(r1)
          n1 = n1 * l
          n2 = Self.around(n2, l)
        }
      }
      var mean = zip(step.mean, p * r0).map { $0 + $1 }
      var covariance = p - p * n0 * p
      if let diffuse = step.diffuse {
        mean = zip(mean, diffuse * r1).map { $0 + $1 }
        let cross = diffuse * n1 * p
        covariance = covariance - cross - cross.transposed() - diffuse * n2 * diffuse
      }
      means.append(mean)
      covariances.append(covariance)
    }
    self.means = means.reversed()
    self.covariances = covariances.reversed()
  }

  /// LᵀNL.
  private static func around(_ n: Matrix, _ l: Matrix) -> Matrix { l.transposeTimes(n * l) }

  /// start − kzᵀ.
  private static func outer(_ k: [Double], _ z: [Double], from start: Matrix) -> Matrix {
    Matrix(rows: k.count, columns: z.count) { i, j in start[i, j] - k[i] * z[j] }
  }

  private static func largest(_ a: Matrix) -> Double { a.elements.reduce(0) { max($0, abs($1)) } }
}
