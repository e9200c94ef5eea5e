import LaneKernels
import Probability
import Testing

/// GDP, investment and revenue growth as a lane graph: means 7, 14, 7, standard deviations 1.5, 6, 4.
private struct ThreeVariables {
  static let mean = [7.0, 14, 7]
  static let deviation = [1.5, 6, 4]
  static let correlation = [[1, 0.4, 0.6], [0.4, 1, 0.3], [0.6, 0.3, 1]]

  let graph = LaneGraph()
  let shocks: [LaneValue]
  let values: [LaneValue]
  let inputs: GaussianConditioning.Inputs

  init() {
    let graph = graph
    shocks = (0..<3).map { graph.input(row: $0) }
    values = shocks.enumerated().map { Self.mean[$0] + Self.deviation[$0] * $1 }
    inputs = GaussianConditioning.Inputs(shocks, mean: [0, 0, 0], covariance: Self.correlation)
  }

  /// Mean and covariance of affine values, their inputs having the given covariance.
  func moments(of values: [LaneValue], rows: Int, covariance: [[Double]]) -> (
    mean: [Double], covariance: [[Double]]
  ) {
    let mean = graph.evaluate(values, inputs: [Double](repeating: 0, count: rows))
    let slopes = (0..<rows).map { k in
      zip(graph.evaluate(values, inputs: (0..<rows).map { $0 == k ? 1 : 0 }), mean).map { $0 - $1 }
    }
    let result = values.indices.map { i in
      values.indices.map { j in
        (0..<rows).reduce(0) { sum, k in
          (0..<rows).reduce(sum) { $0 + slopes[k][i] * covariance[k][$1] * slopes[$1][j] }
        }
      }
    }
    return (mean, result)
  }
}

@Suite struct GaussianConditioningTests {
  /// Golden numbers of the project's seed, `cond_fai20`: hard condition investment = 20.
  @Test func hardCondition() throws {
    let model = ThreeVariables()
    let twenty = model.graph.constant(20)
    let conditioning = try GaussianConditioning(
      [model.values[1]], equal: [twenty], given: model.inputs, in: model.graph)
    let after = conditioning.applied(to: model.values)
    let (mean, covariance) = model.moments(of: after, rows: 3, covariance: ThreeVariables.correlation)
    let expected = [[1.89, 0, 2.88], [0, 0, 0], [2.88, 0, 14.56]]
    for (i, m) in [7.6, 20, 8.2].enumerated() {
      #expect(abs(mean[i] - m) < 1e-9)
      for j in 0..<3 { #expect(abs(covariance[i][j] - expected[i][j]) < 1e-9) }
    }
    let logDensity = model.graph.evaluate([conditioning.logDensity], inputs: [0, 0, 0])[0]
    // log N(20; 14, 36) = −½ ln 2π − ln 6 − ½
    #expect(abs(logDensity - (-0.9189385332046727 - 1.791759469228055 - 0.5)) < 1e-14)
  }

  /// Golden numbers of the project's seed, `soft_fai20_sd2`: density condition investment ~ N(20, 2²).
  @Test func densityCondition() throws {
    let model = ThreeVariables()
    let target = 20 + 2 * model.graph.input(row: 3)
    let conditioning = try GaussianConditioning(
      [model.values[1]], equal: [target], given: model.inputs, in: model.graph)
    let after = conditioning.applied(to: model.values)
    var covariance = ThreeVariables.correlation.map { $0 + [0] }
    covariance.append([0, 0, 0, 1])
    let moments = model.moments(of: after, rows: 4, covariance: covariance)
    for (i, m) in [7.6, 20, 8.2].enumerated() { #expect(abs(moments.mean[i] - m) < 1e-9) }
    let gdpAndRevenue = [
      [moments.covariance[0][0], moments.covariance[0][2]],
      [moments.covariance[2][0], moments.covariance[2][2]],
    ]
    let expected = [[1.93, 2.96], [2.96, 14.72]]
    for i in 0..<2 { for j in 0..<2 { #expect(abs(gdpAndRevenue[i][j] - expected[i][j]) < 1e-9) } }
    #expect(abs(moments.covariance[1][1] - 4) < 1e-9)
  }

  /// Several conditions at once against the multivariate normal's own conditional distribution.
  @Test func twoConditionsAgreeWithTheMultivariateNormal() throws {
    let model = ThreeVariables()
    let targets = [model.graph.constant(6), model.graph.constant(12)]
    let conditioning = try GaussianConditioning(
      [model.values[0], model.values[2]], equal: targets, given: model.inputs, in: model.graph)
    let after = conditioning.applied(to: model.values)
    let (mean, covariance) = model.moments(of: after, rows: 3, covariance: ThreeVariables.correlation)
    let joint = try MultivariateNormal(
      mean: ThreeVariables.mean, standardDeviations: ThreeVariables.deviation,
      correlation: ThreeVariables.correlation)
    let exact = try joint.conditioned(on: [0: 6, 2: 12])
    #expect(abs(mean[1] - exact.mean[0]) < 1e-12)
    #expect(abs(covariance[1][1] - exact.covariance[0][0]) < 1e-12)
    #expect(abs(mean[0] - 6) < 1e-12 && abs(mean[2] - 12) < 1e-12)
  }

  @Test func whatCannotBeConditionedIsNamed() throws {
    let model = ThreeVariables()
    let graph = model.graph
    let one = graph.constant(1)
    let product = model.values[0] * model.values[1]
    #expect(throws: ConditioningError.notAffine(index: 1)) {
      try GaussianConditioning(
        [model.values[0], product], equal: [one, one], given: model.inputs, in: graph)
    }
    #expect(throws: ConditioningError.unaffected(index: 0)) {
      try GaussianConditioning([graph.input(row: 7)], equal: [one], given: model.inputs, in: graph)
    }
    let difference = model.values[0] - model.values[1]
    #expect(throws: ConditioningError.determined(index: 2)) {
      try GaussianConditioning(
        [model.values[0], model.values[1], difference], equal: [one, one, one], given: model.inputs, in: graph
      )
    }
  }

  /// y = b x + σ s u, w = y + v with b ~ N(1, 0.5²) multiplying and s a Student scale: what is learnt about b, x and w from y = 3
  /// by exact conditioning with weights agrees with importance sampling of the joint prior.
  @Test(arguments: [false, true]) func parametersLearnThroughWeights(fatTails: Bool) throws {
    let graph = LaneGraph()
    let b = 1 + 0.5 * graph.input(row: 0)
    let (x, u, v) = (graph.input(row: 1), graph.input(row: 2), graph.input(row: 3))
    let scale = fatTails ? graph.input(row: 4) : graph.constant(1)
    let mean = b * (2 + x)
    let y = mean + 0.8 * scale * u
    let w = y + x + v
    let conditioning = try GaussianConditioning(
      [y], equal: [graph.constant(3)], given: .init(standard: [x, u, v]), in: graph)
    let outputs = conditioning.applied(to: [b, x, w, y]) + [conditioning.logDensity]
    // Importance sampling of the prior: weight N(3; b (2 + x), (0.8 s)²).
    let residual = (3 - mean) / (0.8 * scale)
    let brute = [
      b, x, 3 + x + v, graph.constant(3),
      -0.5 * residual * residual - (0.8 * scale).log() - 0.9189385332046727,
    ]
    let rows =
      (0..<4).map { RandomRow(period: 0, shock: $0) }
      + [RandomRow(period: 0, shock: 4, kind: .studentScale(degreesOfFreedom: 3))]
    let block = RandomBlock()
    let draws = 400_000
    block.fill(seed: 11, draws: 0..<UInt64(draws), rows: rows)
    let exact = Self.weightedMeans(graph.compile(outputs: outputs), block)
    let sampled = Self.weightedMeans(graph.compile(outputs: brute), block)
    // Errors of 400 000 draws with about a third effective: below 0.004 for standard deviations near one.
    for i in 0..<3 { #expect(abs(exact[i] - sampled[i]) < 0.015, "\(i): \(exact[i]) against \(sampled[i])") }
    #expect(abs(exact[3] - 3) < 1e-12)
    // The evidence, the mean of the weights, is the same too.
    #expect(abs(exact[4] / sampled[4] - 1) < 0.02)
  }

  private static func weightedMeans(_ program: LaneProgram, _ block: RandomBlock) -> [Double] {
    let stride = LaneProgram.rowStride(forLanes: block.lanes)
    var rows = [Double](repeating: 0, count: stride * program.outputCount)
    rows.withUnsafeMutableBufferPointer { rows in
      if let base = rows.baseAddress {
        program.run(inputs: block, outputs: base, outputStride: stride, scratch: LaneScratch())
      }
    }
    let last = program.outputCount - 1
    let weights = (0..<block.lanes).map { LaneFunction.exp(rows[last * stride + $0]) }
    let total = weights.reduce(0, +)
    let means = (0..<last).map { i in
      weights.indices.reduce(0) { $0 + weights[$1] * rows[i * stride + $1] } / total
    }
    return means + [total / Double(block.lanes)]
  }
}
