import LinearAlgebra

extension LeastSquares {
  /// The fit of data too many to refine, which are read twice; nil where they need the general way: columns close to
  /// dependent, a leverage of one, values whose squares overflow. Data that cannot be used are found because R is not finite.
  func tall(_ y: [Double], _ x: Matrix, _ weights: [Double]?, _ names: [String]) throws -> Fit? {
    let check = DesignCheck(x, names)
    try check.requireShape(y, weights: weights)
    guard x.columns <= TallQR.largestColumns else { return nil }
    let roots = weights?.map { $0.squareRoot() }
    let qr = TallQR(x, y, rowScales: roots)
    guard qr.isWellConditioned else { return nil }
    let found = qr.residuals(of: y, on: x, rowScales: roots, leveragePower: covariance.leveragePower)
    guard found.leastSlack > 1e-12 else { return nil }
    let goodness = GoodnessOfFit(
      qr, constant: Self.constantDirection(x, qr, roots), observations: x.rows)
    let (v, report) = try tallCovariance(qr, found, x, roots)
    return try Fit(
      choice: self, names: names, coefficients: qr.coefficients, covariance: v, regressors: x,
      weights: weights, residuals: found.residuals, fitted: found.fitted,
      sigma: (qr.residualSumOfSquares / Double(x.rows - x.columns)).squareRoot(),
      rSquared: goodness.rSquared, fStatistic: goodness.fStatistic, hasConstant: goodness.hasConstant,
      covarianceReport: report
    ).withinRange()
  }

  private func tallCovariance(
    _ qr: TallQR, _ found: TallQR.Residuals, _ x: Matrix, _ roots: [Double]?
  ) throws -> (Matrix, CovarianceReport) {
    let (n, k) = (x.rows, x.columns)
    let s = qr.inverseFactor
    let factor = smallSample.factor(covariance, n: n, k: k, clusters: [])
    let report = CovarianceReport(smallSample: factor)
    switch covariance {
    case .homoskedastic: return ((qr.residualSumOfSquares / Double(n - k)) * s.outerGram(), report)
    case .hc0, .hc1, .hc2, .hc3:
      let v = (s * found.scores).timesTranspose(s)
      let scale = covariance == .hc1 ? Double(n) / Double(n - k) : 1
      return (Matrix(rows: k, columns: k) { i, j in scale * (v[i, j] + v[j, i]) / 2 }, report)
    case .clustered, .twoWayClustered, .hac, .driscollKraay:
      let design = roots.map { x.scalingRows(by: $0) } ?? x
      let e = roots.map { zip(found.residuals, $0).map { $0 * $1 } } ?? found.residuals
      return try Sandwich(
        solution: qr.solution(design: design, residuals: e), degreesOfFreedom: n - k, design: design,
        regressors: x, smallSample: smallSample
      ).covariance(covariance)
    }
  }

  /// Qᵀ1 of the weighted constant where columns of x are or combine to one.
  private static func constantDirection(_ x: Matrix, _ qr: TallQR, _ roots: [Double]?) -> [Double]? {
    let elements = x.elements.span
    for j in 0..<x.columns where elements[j * x.rows] != 0 {
      let first = elements[j * x.rows]
      var i = j * x.rows
      while i < (j + 1) * x.rows, elements[i] == first { i += 1 }
      if i == (j + 1) * x.rows { return Array(qr.r.column(j)) }
    }
    let ones = TallQR(x, [Double](repeating: 1, count: x.rows), rowScales: roots)
    let length = roots.map { $0.dot($0) } ?? Double(x.rows)
    return ones.residualSumOfSquares <= 1e-18 * length ? ones.projected : nil
  }
}

extension Covariance {
  /// The power p of √(1 − h) that residuals are divided by in the scores of White's kind; nil for other kinds.
  fileprivate var leveragePower: Int? {
    switch self {
    case .hc0, .hc1: 0
    case .hc2: 1
    case .hc3: 2
    case .homoskedastic, .clustered, .twoWayClustered, .hac, .driscollKraay: nil
    }
  }
}

extension GoodnessOfFit {
  /// From Qᵀy = c and d = Qᵀ1: the fitted values vary about their mean by c less its part along d.
  init(_ qr: TallQR, constant d: [Double]?, observations n: Int) {
    let c = qr.projected
    var explained = c
    if let d {
      let share = c.dot(d) / d.dot(d)
      explained = zip(c, d).map { $0 - share * $1 }
    }
    self.init(
      explained: explained.dot(explained), unexplained: qr.residualSumOfSquares, total: c.dot(c),
      observations: n, coefficients: c.count, hasConstant: d != nil)
  }

  /// From sums of squares; `total` is that of the fitted values about zero.
  private init(
    explained: Double, unexplained: Double, total: Double, observations n: Int, coefficients k: Int,
    hasConstant: Bool
  ) {
    let variation = explained + unexplained
    let slopes = hasConstant ? k - 1 : k
    let varies = variation > 1e-28 * (total + unexplained)
    let f = explained / Double(slopes) / (unexplained / Double(n - k))
    self.init(
      rSquared: varies ? explained / variation : nil,
      fStatistic: varies && slopes > 0 ? (unexplained > 0 ? f : .infinity) : nil, hasConstant: hasConstant)
  }
}
