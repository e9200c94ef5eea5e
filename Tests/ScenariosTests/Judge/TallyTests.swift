import Foundation
import Testing
import TimeSeries

@testable import Scenarios

/// What is folded block by block, against counting and sorting the draws one by one.
struct TallyTests {
  private func fold(
    _ model: GaussianModel, _ judge: Judge, _ id: String = "base", blocks: [Int]
  ) throws -> Tally {
    let projection = try model.prepare(scenario(id), over: year2020)
    var block = PathBlock(seed: 4)
    let buffers = JudgeBuffers(series: judge.series.count, targets: judge.targets.count)
    try projection.fill(&block, draws: 0..<256)
    var tally = judge.tally(pilot: block, isPaired: false, using: buffers)
    for index in blocks {
      let start = UInt64(index * PathBlock.capacity)
      try projection.fill(&block, draws: start..<start + UInt64(PathBlock.capacity))
      judge.fold(block, logWeightScale: 0, as: .alone, into: &tally, using: buffers)
    }
    return tally
  }

  private func judge(_ model: GaussianModel, _ targets: [Target]) throws -> Judge {
    let projection = try model.prepare(scenario("base"), over: year2020)
    return try Judge(targets: targets, quantities: projection.quantities, horizon: year2020)
  }

  @Test(arguments: ["base", "told"])
  func mergingIsAssociativeAndBlindToOrder(id: String) throws {
    var model = GaussianModel(mean: [1, 2], factor: [[1, 0], [0.5, 2]])
    model.tilts = ["told": [0.3, 0.1]]
    let judge = try judge(
      model, [target("a", [form(0)], .atLeast(1)), target("b", [form(1), form(0)], .above(1))])
    let whole = try fold(model, judge, id, blocks: Array(0..<12))
    let parts = try [[7, 0, 3], [1, 2, 11, 10], [4, 5, 6, 8, 9]].map {
      try fold(model, judge, id, blocks: $0)
    }
    var left = parts[0]
    try left.merge(parts[1])
    try left.merge(parts[2])
    var right = parts[2]
    try right.merge(parts[1])
    var outer = parts[0]
    try outer.merge(right)
    #expect(left == whole && outer == whole)
    let copy = try JSONDecoder().decode(Tally.self, from: JSONEncoder().encode(whole))
    #expect(copy == whole)
    #expect(judge.verdicts(of: copy) == judge.verdicts(of: whole))
  }

  @Test func talliesOfDifferentRunsDoNotMerge() throws {
    let model = GaussianModel(mean: [1], factor: [[1]])
    var one = try fold(model, judge(model, [target("a", [form(0)], .atLeast(1))]), blocks: [0])
    let shifted = GaussianModel(mean: [9], factor: [[1]])
    let other = try fold(shifted, judge(shifted, [target("a", [form(0)], .atLeast(1))]), blocks: [1])
    #expect(throws: TallyError.differentRuns) { try one.merge(other) }
  }

  /// Interpolated quantiles lie within one bin of the sample's own; bins are at most 1/16 of a standard deviation.
  @Test(arguments: [0.001, 1, 12_345])
  func quantilesLieWithinOneBin(sd: Double) throws {
    let model = GaussianModel(mean: [7], factor: [[sd]])
    let judge = try judge(model, [target("a", [form(0)], .atLeast(7))])
    let tally = try fold(model, judge, blocks: Array(0..<80))
    let width = tally.grids[0].width
    #expect(width < sd / 12.5)
    let draws = 80 * PathBlock.capacity
    let sorted = (0..<draws).map { 7 + sd * normal(seed: 4, draw: UInt64($0), shock: 0) }.sorted()
    let verdict = judge.verdicts(of: tally)[0]
    for (level, quantile) in zip(BatchResult.quantileLevels, verdict.quantiles) {
      let exact = sorted[Int((level * Double(draws)).rounded(.up)) - 1]
      #expect(abs(quantile - exact) <= width)
    }
    let mean = sorted.reduce(0, +) / Double(draws)
    #expect(abs(verdict.mean.value - mean) < 1e-10 * max(sd, 7))
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(verdict.standardDeviation / (squares / Double(draws)).squareRoot() - 1) < 1e-10)
  }

  /// A value nobody doubts comes back as it is, and tails beyond the grid end at the extremes seen.
  @Test func sketchOfAConstantAndOfOutliers() throws {
    let constant = SketchGrid(mean: 7.6, standardDeviation: 0)
    var cells = [UInt64](repeating: 0, count: SketchGrid.cells)
    cells[Int((7.6 - constant.low) / constant.width) + 1] = 1000
    let levels = BatchResult.quantileLevels
    let fixed = constant.quantiles(levels, cells: cells[...], minimum: 7.6, maximum: 7.6)
    #expect(fixed == levels.map { _ in 7.6 })

    let grid = SketchGrid(mean: 0, standardDeviation: 1)
    cells = [UInt64](repeating: 0, count: SketchGrid.cells)
    cells[0] = 10
    cells[SketchGrid.bins / 2 + 1] = 80
    cells[SketchGrid.bins + 1] = 10
    let spread = grid.quantiles([0, 0.05, 0.5, 0.95, 1], cells: cells[...], minimum: -100, maximum: 500)
    #expect(spread[0] == -100)
    #expect(spread[1] == (-100 + grid.low) / 2)
    #expect(abs(spread[2]) <= grid.width)
    #expect(spread[3] == (500 + grid.high) / 2)
    #expect(spread[4] == 500)
  }

  /// A group of 15 counts what a group of 14 knows pattern by pattern, when the fifteenth is always met.
  @Test(arguments: ["base", "told"])
  func largeGroupsAgreeWithPatterns(id: String) throws {
    let factor = (0..<15).map { i in (0..<15).map { j in j == i ? 1.0 : j == 0 ? 0.8 : 0.0 } }
    var model = GaussianModel(mean: (0..<15).map { 1.2 + Double($0) / 10 }, factor: factor)
    model.tilts = ["told": [0.3]]
    let targets = (0..<15).map { target("t\($0)", [form($0)], .atLeast($0 == 14 ? -1000 : 0)) }
    let small = try judge(model, Array(targets.prefix(14)))
    let large = try judge(model, targets)
    let patterned = try #require(small.groupVerdicts(of: fold(model, small, id, blocks: Array(0..<8))).first)
    let counted = try #require(large.groupVerdicts(of: fold(model, large, id, blocks: Array(0..<8))).first)
    #expect(counted.joint == patterned.joint)
    #expect(counted.joint.value > 0.05 && counted.joint.value < 0.95)
    #expect(Array(counted.atLeast.dropFirst(2)) == Array(patterned.atLeast.dropFirst()))
    #expect(counted.atLeast[1].value == 1)
    #expect(Array(counted.jointGainIfDropped.dropLast()) == patterned.jointGainIfDropped)
    for i in 0..<14 {
      #expect(Array(counted.conditional[i].dropLast()) == patterned.conditional[i])
      #expect(Array(counted.correlation[i].dropLast()) == patterned.correlation[i])
    }
    #expect(counted.correlation[14].allSatisfy { $0 == nil })
    #expect(counted.independent == patterned.independent)
  }

  @Test func exactSumsForgetTheirOrder() {
    let terms = (0..<1000).map { normal(seed: 1, draw: UInt64($0), shock: 0) * exp2(Double($0 % 60) - 10) }
    var forth = ExactSum()
    var back = ExactSum()
    for term in terms { forth.add(term) }
    for term in terms.reversed() { back.add(term) }
    #expect(forth == back)
    #expect(forth.value != 0)
    var huge = ExactSum()
    huge.add(1e300)
    #expect(huge.value == 0x1p80)
    huge.add(-1e300)
    #expect(huge.value == 0)
  }

  /// A sum of any size is told as the nearest double, as the conversion of a 128-bit integer is (IEEE 754-2019, 5.4.1).
  @Test(arguments: 0..<200) func sumsAreToldAsTheNearestDouble(seed: UInt64) {
    var sum = ExactSum()
    var units: Int128 = 0
    for term: UInt64 in 0..<6 {
      let exponent = Double((seed * 7 + term * 11) % 115)
      let sign = normal(seed: seed, draw: 0, shock: term) < 0 ? -1.0 : 1.0
      let whole = sign * exp2(exponent).rounded(.towardZero)
      sum.add(whole * 0x1p-40)
      units += Int128(whole)
    }
    #expect(sum.value == Double(units) * 0x1p-40)
  }

  /// Rounding by addition is rounding to nearest, ties to even (IEEE 754-2019, 4.3.1), on both sides of where it is used.
  @Test func termsAndWeightsAreRoundedToEven() {
    for units in [0.5, 1.5, 2.5, -0.5, -1.5, 3.49, 0x1p51 - 0.5, 0x1p51 + 0.5, -0x1p51 + 0.5, 0x1p52 + 1] {
      var sum = ExactSum()
      sum.add(units * 0x1p-40)
      #expect(sum.value == units.rounded(.toNearestOrEven) * 0x1p-40)
    }
    for units in [0, 0.5, 1.5, 2.5, 3.49, 0x1p38, 0x1p44] {
      #expect(LaneWeight.units(of: units * LaneWeight.unit) == UInt64(units.rounded(.toNearestOrEven)))
    }
  }
}
