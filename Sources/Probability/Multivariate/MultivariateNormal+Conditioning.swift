extension MultivariateNormal {
  /// The joint distribution of some variables, in the order given.
  ///
  /// - Throws: `noSuchVariable`, `repeatedVariable`, or `empty` when no variable is named.
  public func marginal(_ variables: [Int]) throws(MultivariateNormalError) -> MultivariateNormal {
    try check(variables)
    return try MultivariateNormal(mean: variables.map { mean[$0] }, covariance: block(variables, variables))
  }

  /// The distribution of one variable.
  ///
  /// - Throws: `noSuchVariable`; `degenerate` when it has no variance, so that it is a number rather than a normal.
  public func marginal(_ variable: Int) throws(MultivariateNormalError) -> Normal {
    try check([variable])
    let variance = covariance[variable][variable]
    let sd = variance.squareRoot()
    do {
      return try Normal(mean: mean[variable], standardDeviation: sd)
    } catch {
      throw .degenerate(need: "The normal distribution of variable \(variable)", rank: 0, dimension: 1)
    }
  }

  /// The distribution of Ax + b; `matrix` is A by rows.
  ///
  /// - Throws: `wrongSize` when rows of A do not have one entry per variable or b one per row, and as `init`.
  public func transformed(by matrix: [[Double]], plus offset: [Double]? = nil)
    throws(MultivariateNormalError) -> MultivariateNormal
  {
    let shift = offset ?? [Double](repeating: 0, count: matrix.count)
    guard shift.count == matrix.count else {
      throw .wrongSize(what: "The offset", expected: matrix.count, found: shift.count)
    }
    for (i, row) in matrix.enumerated() where row.count != dimension {
      throw .wrongSize(what: "Row \(i) of the linear map", expected: dimension, found: row.count)
    }
    let images = matrix.map { row in covariance.map { column in dot(row, column) } }
    var moved = images.map { image in matrix.map { dot(image, $0) } }
    for i in moved.indices { for j in 0..<i { moved[j][i] = moved[i][j] } }
    return try MultivariateNormal(mean: zip(matrix, shift).map { dot($0, mean) + $1 }, covariance: moved)
  }

  /// The distribution of the other variables, in their order, once these are known exactly (a hard condition).
  ///
  /// μ₁ + V₁₂V₂₂⁻¹(x₂ - μ₂), V₁₁ - V₁₂V₂₂⁻¹V₂₁. Waggoner and Zha (1999) in its static form.
  /// - Throws: `nothingLeft` when every variable is fixed, `degenerate` when the fixed ones determine each other.
  public func conditioned(on values: [Int: Double]) throws(MultivariateNormalError) -> MultivariateNormal {
    let known = values.keys.sorted()
    if known.isEmpty { return self }
    let point = known.map { values[$0, default: .nan] }
    guard point.allSatisfy(\.isFinite) else { throw .notFinite(what: "The condition") }
    let free = try others(than: known)
    guard !free.isEmpty else { throw .nothingLeft }
    let regression = try Regression(of: free, on: known, in: self)
    return try MultivariateNormal(
      mean: regression.predict(point), covariance: regression.residualCovariance)
  }

  /// The distribution of all variables once some are believed to be distributed as `belief` (a density condition).
  ///
  /// The conditioned variables take the mean and covariance of `belief`; the others follow by regression, their residual
  /// unchanged. Antolín-Díaz, Petrella and Rubio-Ramírez (2021). A belief with no variance is the hard condition.
  /// - Throws: `wrongSize` when `belief` has another dimension, `degenerate` when the conditioned variables determine each other.
  public func conditioned(on variables: [Int], distributedAs belief: MultivariateNormal)
    throws(MultivariateNormalError) -> MultivariateNormal
  {
    guard belief.dimension == variables.count else {
      throw .wrongSize(what: "The belief", expected: variables.count, found: belief.dimension)
    }
    let free = try others(than: variables)
    let regression = try Regression(of: free, on: variables, in: self)
    var newMean = mean
    var newCovariance = covariance
    for (i, value) in zip(free, regression.predict(belief.mean)) { newMean[i] = value }
    for (j, value) in zip(variables, belief.mean) { newMean[j] = value }
    let b = regression.coefficients
    let cross = b.map { row in belief.covariance.map { dot(row, $0) } }
    for (p, i) in free.enumerated() {
      for (q, j) in variables.enumerated() {
        newCovariance[i][j] = cross[p][q]
        newCovariance[j][i] = cross[p][q]
      }
      for q in 0...p {
        let value = regression.residualCovariance[p][q] + dot(cross[p], b[q])
        newCovariance[i][free[q]] = value
        newCovariance[free[q]][i] = value
      }
    }
    for (p, i) in variables.enumerated() {
      for (q, j) in variables.enumerated() { newCovariance[i][j] = belief.covariance[p][q] }
    }
    return try MultivariateNormal(mean: newMean, covariance: newCovariance)
  }

  private func others(than variables: [Int]) throws(MultivariateNormalError) -> [Int] {
    try check(variables)
    let taken = Set(variables)
    return mean.indices.filter { !taken.contains($0) }
  }

  private func check(_ variables: [Int]) throws(MultivariateNormalError) {
    guard !variables.isEmpty else { throw .empty }
    var seen = Set<Int>()
    for index in variables {
      guard mean.indices.contains(index) else { throw .noSuchVariable(index: index, dimension: dimension) }
      guard seen.insert(index).inserted else { throw .repeatedVariable(index: index) }
    }
  }

  fileprivate func block(_ rows: [Int], _ columns: [Int]) -> [[Double]] {
    rows.map { row in columns.map { covariance[row][$0] } }
  }

  /// V₁₂V₂₂⁻¹ and what it leaves unexplained.
  private struct Regression {
    let coefficients: [[Double]]
    let residualCovariance: [[Double]]
    private let meanOfResponse: [Double]
    private let meanOfRegressors: [Double]

    init(of response: [Int], on regressors: [Int], in joint: MultivariateNormal)
      throws(MultivariateNormalError)
    {
      let inner = try joint.marginal(regressors)
      try inner.requireFullRank(for: "A condition on variables \(regressors)")
      let cross = joint.block(response, regressors)
      let whitened = cross.map(inner.factor.whiten)
      coefficients = cross.map(inner.factor.solve)
      residualCovariance = response.indices.map { p in
        response.indices.map { q in
          joint.covariance[response[p]][response[q]] - dot(whitened[p], whitened[q])
        }
      }
      meanOfResponse = response.map { joint.mean[$0] }
      meanOfRegressors = inner.mean
    }

    func predict(_ point: [Double]) -> [Double] {
      let surprise = zip(point, meanOfRegressors).map { $0 - $1 }
      return zip(meanOfResponse, coefficients).map { $0 + dot($1, surprise) }
    }
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
