import LinearAlgebra
import Probability

/// The Levenberg–Marquardt iteration: a trust region whose damping follows Nielsen (1999, IMM-REP-1999-05), with geodesic
/// acceleration. Steps are scaled by the lengths of J's columns, those of earlier points fading by 0.7 a step, so that a
/// column that vanishes does not set its parameter free at once.
struct LevenbergMarquardt {
  let y: [Double]
  let mean: any MeanFunction
  let names: [String]
  let choice: NonlinearLeastSquares

  func tangent(at b: [Double]) throws -> Tangent {
    let (values, jacobian) = try mean.linearization(b)
    return try Tangent(
      b: b, residuals: zip(y, values).map { $0 - $1 }, magnitudes: zip(y, values).map { abs($0) + abs($1) },
      jacobian: jacobian, names: names)
  }

  /// From the start to where the criteria hold, or no step is taken any more; the caller asks which.
  func minimum(from start: [Double]) throws -> (tangent: Tangent, path: [NonlinearLeastSquares.Iteration]) {
    var here = try tangent(at: start)
    var μ = choice.initialDamping
    var growth = 2.0
    var path: [NonlinearLeastSquares.Iteration] = []
    var scales = here.lengths
    for _ in 0..<choice.maximumIterations {
      scales = zip(scales, here.lengths).map { max(0.7 * $0, $1) }
      if here.isStationary(choice.tolerance) { return (here, path) }
      let velocity = try here.step(to: here.tangential, damping: μ, scales: scales)
      let predicted = here.predictedReduction(velocity)
      let bend = try acceleration(at: here, along: velocity, damping: μ, scales: scales)
      let trial = zip(here.b, zip(velocity, bend.step)).map { $0 + $1.0 + $1.1 }
      guard predicted > 0, trial != here.b else { break }
      let size = zip(y, mean.values(trial)).map { $0 - $1 }.norm
      let isTrusted = size.isFinite && bend.share <= 0.75
      let gain = isTrusted ? (here.sumOfSquares - size * size) / predicted : -1
      let isAccepted = gain > 1e-4
      path.append(
        .init(
          sumOfSquares: here.sumOfSquares, relativeOffset: here.relativeOffset, damping: μ,
          isAccepted: isAccepted))
      if isAccepted {
        here = try tangent(at: trial)
        let cube = (2 * gain - 1) * (2 * gain - 1) * (2 * gain - 1)
        μ = max(1e-16, μ * max(1.0 / 3, 1 - cube))
        growth = 2
      } else {
        μ *= growth
        growth *= 2
        // Differences of sums of squares have drowned in rounding: the polish decides.
        if μ > 1e16 || predicted < 8 * Double.ulpOfOne * here.sumOfSquares { break }
      }
    }
    return (here, path)
  }

  /// The second-order part ½a of a step along the geodesic, J a = −f_vv damped like the step, and its length in units of
  /// half the first-order part's: where the model bends that much, J says little about the step. Transtrum & Sethna (2012),
  /// arXiv:1201.5885. f_vv is a difference quotient: it steers and decides nothing.
  private func acceleration(
    at here: Tangent, along v: [Double], damping μ: Double, scales: [Double]
  ) throws -> (step: [Double], share: Double) {
    let h = 0.1
    let ahead = mean.values(zip(here.b, v).map { $0 + h * $1 })
    let slope = here.jacobian * v
    let second = zip(zip(y, ahead), zip(here.residuals, slope)).map { pair, base in
      2 / h * ((pair.0 - pair.1 - base.0) / h + base.1)
    }
    guard second.allSatisfy({ $0.isFinite }) else { return (v.map { _ in 0 }, .infinity) }
    let along = Array(here.qr.transposedQ(times: second)[..<v.count])
    let a = try here.step(to: along, damping: μ, scales: scales).map { $0 / 2 }
    let length = zip(scales, a).map { $0 * $1 }.norm
    return (a, 2 * length / zip(scales, v).map { $0 * $1 }.norm)
  }

  /// Gauss–Newton steps for as long as they lower the offset. `precise`, if given, finds the residuals in twice the
  /// working precision, at parameters that carry as many digits.
  func polished(_ start: Tangent, precise: PreciseResiduals? = nil) throws -> (tangent: Tangent, steps: Int) {
    var b = start.b.map { DoubleDouble($0) }
    var best = try precise.map { try tangent(at: b, $0) } ?? start
    for steps in 0..<200 {
      guard best.relativeOffset > 0 else { return (best, steps) }
      let solution = try LeastSquaresSolution(best.jacobian, best.residuals, rankDeficiency: .minimumNorm)
      let trial = zip(b, solution.coefficients).map { $0 + DoubleDouble($1) }
      let values = trial.map(\.value)
      guard mean.values(values).allSatisfy({ $0.isFinite }) else { return (best, steps) }
      let next = try precise.map { try tangent(at: trial, $0) } ?? tangent(at: values)
      let isNoWorse = next.residuals.norm <= (1 + 1e-8) * best.residuals.norm + best.noise
      guard isNoWorse, next.relativeOffset < 0.95 * best.relativeOffset else { return (best, steps) }
      (best, b) = (next, precise == nil ? values.map { DoubleDouble($0) } : trial)
    }
    return (best, 200)
  }

  private func tangent(at b: [DoubleDouble], _ precise: PreciseResiduals) throws -> Tangent {
    let values = b.map(\.value)
    let (fitted, jacobian) = try mean.linearization(values)
    return try Tangent(
      b: values, residuals: precise.at(b), magnitudes: zip(y, fitted).map { abs($0) + abs($1) },
      unit: PreciseResiduals.unit, jacobian: jacobian, names: names)
  }
}
