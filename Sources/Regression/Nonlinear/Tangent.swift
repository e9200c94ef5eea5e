import LinearAlgebra

/// The sum of squares near one b: residuals r = y − f, J of f, QR of J, and how far b is from a minimum.
struct Tangent {
  let b: [Double]
  let residuals: [Double]
  let jacobian: Matrix
  /// R of J with columns scaled to unit length, and those lengths.
  let r: Matrix
  let lengths: [Double]
  /// The factorisation of the scaled J.
  let qr: QR
  /// Q₁ᵀr: the part of the residuals in the tangent plane.
  let tangential: [Double]
  /// Σr².
  let sumOfSquares: Double
  /// ‖Q₁ᵀr‖/√k over ‖Q₂ᵀr‖/√(n − k): tangent of the angle between residuals and the normal of the plane, in
  /// statistical units. Bates & Watts (1981), Technometrics 23:179.
  let relativeOffset: Double
  /// The largest |Jⱼᵀr| / (‖Jⱼ‖‖r‖): cosines between residuals and columns, the gradient without units.
  let gradientCosine: Double
  /// What rounding of y − f leaves of the offset and of the cosines.
  let roundingOffset: Double
  /// What rounding of y − f contributes to ‖r‖, about.
  let noise: Double

  /// `magnitudes` are |y| + |f|, and `unit` the spacing of the numbers they were subtracted in.
  init(
    b: [Double], residuals: [Double], magnitudes: [Double], unit: Double = .ulpOfOne, jacobian: Matrix,
    names: [String]
  ) throws {
    let (n, k) = (residuals.count, b.count)
    for j in 0..<k {
      if let i = jacobian.column(j).firstIndex(where: { !$0.isFinite }) {
        throw NonlinearError.derivativeNotFinite(
          parameter: names[j], observation: i - jacobian.column(j).startIndex)
      }
    }
    self.b = b
    self.residuals = residuals
    self.jacobian = jacobian
    let lengths = (0..<k).map { Array(jacobian.column($0)).norm }
    let scaled = Matrix(rows: n, columns: k) { i, j in lengths[j] > 0 ? jacobian[i, j] / lengths[j] : 0 }
    let qr = try QR(scaled, named: "the Jacobian")
    let coordinates = qr.transposedQ(times: residuals)
    self.lengths = lengths
    self.qr = qr
    r = qr.r
    tangential = Array(coordinates[..<k])
    let size = residuals.norm
    sumOfSquares = size * size
    let across = Array(coordinates[k...]).norm / Double(n - k).squareRoot()
    let along = tangential.norm / Double(k).squareRoot()
    relativeOffset = along == 0 ? 0 : along / across
    gradientCosine = size == 0 ? 0 : scaled.transposeTimes(residuals).map { abs($0) / size }.max() ?? 0
    noise = 16 * unit * magnitudes.norm
    roundingOffset = across > 0 ? noise / Double(n).squareRoot() / across : .infinity
  }

  /// Where J, its columns at unit length, is singular to working precision: the parameters that cannot be told apart.
  func unidentified() throws -> [Int] {
    let pivoted = try PivotedQR(r, tolerance: 1e-14, named: "the Jacobian")
    return pivoted.dependentColumns
  }

  /// The δ that minimises ‖target − Jδ‖² + μ‖Dδ‖² for D = `scales`; `target` is given by its part Q₁ᵀ in the tangent plane.
  func step(to target: [Double], damping μ: Double, scales: [Double]) throws -> [Double] {
    let k = b.count
    let root = μ.squareRoot()
    let damping = zip(scales, lengths).map { $1 > 0 ? root * $0 / $1 : 1 }
    let augmented = Matrix(rows: 2 * k, columns: k) { i, j in
      i < k ? r[i, j] : (i - k == j ? damping[j] : 0)
    }
    let scaled = try LeastSquaresSolution(
      augmented, target + [Double](repeating: 0, count: k), rankDeficiency: .minimumNorm, refinementSteps: 0
    ).coefficients
    return zip(scaled, lengths).map { $1 > 0 ? $0 / $1 : 0 }
  }

  /// ‖r‖² − ‖r − Jδ‖².
  func predictedReduction(_ step: [Double]) -> Double {
    let image = r * zip(step, lengths).map { $0 * $1 }
    return 2 * image.dot(tangential) - image.dot(image)
  }

  /// Meets both criteria, up to what rounding leaves.
  func isStationary(_ tolerance: Double) -> Bool {
    let limit = max(tolerance, roundingOffset)
    return relativeOffset <= limit && gradientCosine <= limit
  }
}
