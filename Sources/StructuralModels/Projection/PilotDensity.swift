import LaneKernels
import Probability

/// The density of a few conditions averaged over pilot draws of what they depend on: a mixture of normals, one a draw.
struct PilotDensity: Sendable {
  private let dimension: Int
  /// ȳ of the draws, one after the other.
  private var means: [Double] = []
  /// Rows of L of the draws, S = LL', one after the other.
  private var factors: [Double] = []
  private var logRoots: [Double] = []

  private var count: Int { logRoots.count }
  private var rowsPerDraw: Int { dimension * (dimension + 1) / 2 }

  init(_ predictives: [LinearConditioning.Predictive], dimension: Int) {
    self.dimension = dimension
    for predictive in predictives {
      means += predictive.mean
      factors += predictive.factor.rows.joined()
      logRoots.append(predictive.factor.logRoot)
    }
  }

  /// log of the mean of N(c; ȳ, S), without the constant of the dimension.
  func logMean(_ c: [Double]) -> Double {
    // Rows of the exponential kernel come in eights; what pads them has no density.
    let padded = (count + 7) / 8 * 8
    var logs = [Double](repeating: -.infinity, count: padded)
    var w = [Double](repeating: 0, count: dimension)
    for draw in 0..<count {
      var place = draw * rowsPerDraw
      var square = 0.0
      for i in 0..<dimension {
        var rest = c[i] - means[draw * dimension + i]
        for k in 0..<i { rest -= factors[place + k] * w[k] }
        w[i] = rest / factors[place + i]
        square += w[i] * w[i]
        place += i + 1
      }
      logs[draw] = -logRoots[draw] - 0.5 * square
    }
    let largest = logs.reduce(-Double.infinity, max)
    guard largest.isFinite else { return largest }
    for draw in logs.indices { logs[draw] -= largest }
    logs.withUnsafeMutableBufferPointer { lane_exp(UnsafePointer($0.baseAddress), padded, $0.baseAddress) }
    return largest + LaneFunction.log(logs.reduce(0, +) / Double(count))
  }
}
