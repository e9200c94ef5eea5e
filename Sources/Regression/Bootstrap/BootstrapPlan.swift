import LinearAlgebra

/// What every replicate needs, found once. X = QR in units of √w, S = R⁻¹, e the residuals drawn from: the coefficients
/// of a replicate are β̂ + Sd with d = Qᵀ(errors) where regressors stay, or (QᵀWQ)⁻¹QᵀWe with counts W.
struct BootstrapPlan: Sendable {
  let choice: Bootstrap
  let n: Int
  let k: Int
  /// S, k × k.
  let s: Matrix
  /// q, row by row: k an observation.
  let rows: [Double]
  /// e, as it is drawn: scaled, and centred where residuals are drawn.
  let e: [Double]
  /// Row of multipliers of each observation, and the number of them.
  let groups: [Int]
  let groupCount: Int
  /// The sums each replicate is made of, term by term for each observation or cluster.
  let terms: [Double]
  let termCount: Int
  /// Terms of the replicates' standard errors.
  let errorTerms: [Double]
  let errorTermCount: Int
  let covariance: Covariance
  let estimates: [Double]

  var isReweighted: Bool {
    switch choice.scheme {
    case .pairs, .movingBlocks, .circularBlocks: true
    case .residual, .wild: false
    }
  }

  init(_ choice: Bootstrap, _ fit: LeastSquares.Fit) throws {
    self.choice = choice
    n = fit.n
    k = fit.k
    covariance = fit.choice.covariance
    estimates = fit.coefficients
    let roots = fit.weights?.map { $0.squareRoot() }
    let qr = try QR(roots.map { fit.regressors.scalingRows(by: $0) } ?? fit.regressors, named: "x")
    s = try qr.inverseOfR()
    let q = qr.q
    let (n, k) = (self.n, self.k)
    rows = (0..<n).flatMap { q.row($0) }
    let residuals = roots.map { zip(fit.residuals, $0).map { $0 * $1 } } ?? fit.residuals
    e = Self.drawn(residuals, rows, k, choice)
    if case .wild(_, let labels?) = choice.scheme {
      var numbers: [Int: Int] = [:]
      groups = labels.map { label in
        let number = numbers[label] ?? numbers.count
        numbers[label] = number
        return number
      }
      groupCount = numbers.count
    } else {
      groups = Array(0..<n)
      groupCount = n
    }
    (terms, termCount) = Self.terms(choice.scheme, rows, e, groups, groupCount, k)
    (errorTerms, errorTermCount) = Self.errorTerms(choice, fit.choice.covariance, rows, s, n, k)
  }

  private static func drawn(
    _ residuals: [Double], _ rows: [Double], _ k: Int, _ choice: Bootstrap
  ) -> [Double] {
    switch choice.scheme {
    case .pairs, .movingBlocks, .circularBlocks: return residuals
    case .residual, .wild: break
    }
    var e = residuals
    if choice.residuals != .plain {
      for i in e.indices {
        let slack = 1 - (0..<k).reduce(0) { $0 + rows[i * k + $1] * rows[i * k + $1] }
        // A residual that its own observation decides is zero, and so is what is drawn from it.
        e[i] = slack > 1e-12 ? e[i] / (choice.residuals == .hc2 ? slack.squareRoot() : slack) : 0
      }
    }
    guard choice.scheme == .residual else { return e }
    let mean = e.reduce(0, +) / Double(e.count)
    return e.map { $0 - mean }
  }

  /// Sums over draws: of q for residuals; of qe for multipliers, by cluster; of qqᵀ (upper), qe and e² for counts.
  private static func terms(
    _ scheme: Bootstrap.Scheme, _ rows: [Double], _ e: [Double], _ groups: [Int], _ groupCount: Int, _ k: Int
  ) -> ([Double], Int) {
    switch scheme {
    case .residual: return (rows, k)
    case .wild:
      var sums = [Double](repeating: 0, count: groupCount * k)
      for i in e.indices {
        for j in 0..<k { sums[groups[i] * k + j] += rows[i * k + j] * e[i] }
      }
      return (sums, k)
    case .pairs, .movingBlocks, .circularBlocks:
      let terms = e.indices.flatMap { i -> [Double] in
        let q = rows[(i * k)..<(i * k + k)]
        return products(q) + q.map { $0 * e[i] } + [e[i] * e[i]]
      }
      return (terms, k * (k + 1) / 2 + k + 1)
    }
  }

  /// Where regressors stay, squares of Sq, of which the variance of each coefficient is a sum; else qqᵀ (upper).
  private static func errorTerms(
    _ choice: Bootstrap, _ covariance: Covariance, _ rows: [Double], _ s: Matrix, _ n: Int, _ k: Int
  ) -> ([Double], Int) {
    guard choice.isStudentized, covariance != .homoskedastic else { return ([], 0) }
    switch choice.scheme {
    case .pairs, .movingBlocks, .circularBlocks:
      return ((0..<n).flatMap { products(rows[($0 * k)..<($0 * k + k)]) }, k * (k + 1) / 2)
    case .residual, .wild:
      let squares = (0..<n).flatMap { i -> [Double] in
        (0..<k).map { j in
          let p = (j..<k).reduce(0) { $0 + s[j, $1] * rows[i * k + $1] }
          return p * p * leverageFactor(covariance, rows[(i * k)..<(i * k + k)])
        }
      }
      return (squares, k)
    }
  }

  /// (1 − h)^−p of HC2 and HC3.
  private static func leverageFactor(_ covariance: Covariance, _ q: ArraySlice<Double>) -> Double {
    let slack = max(1e-12, 1 - q.reduce(0) { $0 + $1 * $1 })
    switch covariance {
    case .hc2: return 1 / slack
    case .hc3: return 1 / (slack * slack)
    default: return 1
    }
  }

  private static func products(_ q: ArraySlice<Double>) -> [Double] {
    q.indices.flatMap { j in q[q.startIndex...j].map { $0 * q[j] } }
  }
}
