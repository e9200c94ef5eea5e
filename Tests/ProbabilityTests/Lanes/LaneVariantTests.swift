import LaneKernels
import Probability
import Testing

/// Everything the kernels compute, as bytes, under one instruction-set variant after the other. Serialized, as the choice
/// of a variant is global; other tests may run meanwhile, since no variant changes a result.
@Suite(.serialized) struct LaneVariantTests {
  static var supported: [Int32] { (0..<lane_kernels_count()).filter { lane_kernels_supported($0) == 1 } }

  private func everyVariant(_ name: String, _ compute: () -> [UInt64]) {
    let before = lane_kernels_current()
    defer { _ = lane_kernels_select(before) }
    #expect(lane_kernels_select(0) == 1)
    let baseline = compute()
    for variant in Self.supported {
      #expect(lane_kernels_select(variant) == 1)
      #expect(lane_kernels_current() == variant)
      #expect(compute() == baseline, "\(name), variant \(String(cString: lane_kernels_name(variant)))")
    }
  }

  private static let special: [Double] = [
    0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, .leastNormalMagnitude,
    .greatestFiniteMagnitude, 709.78, 709.79, -745.13, -745.14, -708.4, 1e-300, 0.5, 2, 1 - 0x1p-53,
    1 + 0x1p-52, 746,
    -746, 1e308, -1e308,
  ]
  private static func values(_ count: Int) -> [Double] {
    var random = PhiloxStream(seed: 5, draw: 0, period: 0, shock: 9)
    let regular = (0..<count).map { _ in Double.random(in: -30...30, using: &random) }
    return Array((special + regular).prefix(count))
  }

  @Test func unknownVariantsAreRefused() {
    let before = lane_kernels_current()
    #expect(lane_kernels_select(99) == 0 && lane_kernels_select(-1) == 0)
    #expect(lane_kernels_current() == before)
    #expect(lane_kernels_name(99) == nil)
  }

  @Test func elementaryFunctions() {
    let x = Self.values(4096)
    var bits = (0..<40_000).map { UInt64($0) &* 0x1234_5678_9abc_def1 }
    bits = Array(bits.prefix(40_000))
    let anything = bits.map { Double(bitPattern: $0) }
    for (name, kernel) in [("exp", lane_exp), ("log", lane_log)] {
      everyVariant(name) {
        [x, anything].flatMap { input in
          var out = input
          kernel(input, input.count, &out)
          return out.map { $0.isNaN ? 1 : $0.bitPattern }
        }
      }
    }
  }

  @Test func randomRows() {
    let kinds: [RandomRow.Kind] = [
      .normal, .uniform, .gamma(shape: 0.3), .gamma(shape: 4.5), .chiSquared(degreesOfFreedom: 5),
      .studentT(degreesOfFreedom: 4), .studentScale(degreesOfFreedom: 6), .beta(2, 3), .beta(0.5, 0.5),
    ]
    let rows = kinds.flatMap { kind in (0..<3).map { RandomRow(period: 2020, shock: $0, kind: kind) } }
    everyVariant("rows") {
      let block = RandomBlock()
      block.fill(seed: 0x0123_4567_89ab_cdef, draws: 4_294_967_200..<4_294_967_500, rows: rows)
      return rows.indices.flatMap { row in block.withRow(row) { $0.map(\.bitPattern) } }
    }
  }

  @Test(arguments: [64, 192, 256]) func programs(lanes: Int) {
    let random = RandomGraph(seed: 77, operations: 400)
    let program = random.graph.compile(outputs: random.outputs)
    let rows = (0..<RandomGraph.inputCount).map { RandomRow(period: 1, shock: UInt32($0)) }
    everyVariant("program") {
      let block = RandomBlock()
      block.fill(seed: 3, draws: 0..<UInt64(lanes), rows: rows)
      var out = [Double](repeating: 0, count: random.outputs.count * 256)
      out.withUnsafeMutableBufferPointer { out in
        guard let base = out.baseAddress else { return }
        program.run(inputs: block, outputs: base, outputStride: 256, scratch: LaneScratch())
      }
      return out.map { $0.isNaN ? 1 : $0.bitPattern }
    }
  }

  @Test(arguments: [1, 7, 8, 63, 64, 65, 250, 256]) func tallies(lanes: Int) {
    let x = Self.values(256)
    let y = x.reversed().map { $0.isFinite ? $0 : 1 }
    let weights = y.map { abs($0) / 30 }
    let counted = (0..<256).map { UInt64($0 * 3) }
    everyVariant("tallies") {
      x.withUnsafeBufferPointer { x in
        y.withUnsafeBufferPointer { y in
          weights.withUnsafeBufferPointer { w in
            counted.withUnsafeBufferPointer { counted in
              TallyBytes(
                x: .init(rebasing: x.prefix(lanes)), y: .init(rebasing: y.prefix(lanes)),
                w: .init(rebasing: w.prefix(lanes)), counted: counted
              ).all
            }
          }
        }
      }
    }
  }
}

private struct TallyBytes {
  let x: UnsafeBufferPointer<Double>
  let y: UnsafeBufferPointer<Double>
  let w: UnsafeBufferPointer<Double>
  let counted: UnsafeBufferPointer<UInt64>

  var all: [UInt64] {
    let mask = LaneMask.finite(x).intersection(.atMost(x, 1e10))
    var bytes = mask.words + LaneMask.atLeast(x, 0.25).words + LaneMask.atLeast(x, y).words
    bytes += [UInt64(mask.count), UInt64(mask.count(with: .atLeast(y, 0)))]
    var sums: [Double] = [LaneTally.sum(y), LaneTally.sum(x, in: mask)]
    for pair in [
      LaneTally.moments(y, about: 0.3), LaneTally.moments(x, about: 0.3, weights: w, in: mask),
      LaneTally.shortfall(y, below: 3), LaneTally.excess(x, above: 3, weights: w, in: mask),
    ] { sums += [pair.first, pair.second] }
    sums.append(LaneTally.crossMoment(x, about: 1, y, about: 2, weights: w, in: mask))
    bytes += sums.map(\.bitPattern)
    if x.count % 8 == 0 {
      var four = [0.0, 0, 0, 0]
      for kernel in [lane_moments_twice, lane_shortfall_twice, lane_excess_twice] {
        kernel(y.baseAddress, w.baseAddress, x.baseAddress, LaneMask.atLeast(y, 1).words, y.count, 0.3, &four)
        bytes += four.map { $0.isNaN ? 1 : $0.bitPattern }
      }
    }
    for mask in [nil, mask.words] {
      var six = [0.0, 0, 0, 0, 0, 0]
      var counts = [UInt64](repeating: 0, count: 23)
      lane_summary(
        x.baseAddress, w.baseAddress, y.baseAddress, counted.baseAddress, mask, x.count, 0.3, -20, 0.5, 20,
        &six,
        &counts)
      bytes += six.map { $0.isNaN ? 1 : $0.bitPattern } + counts
    }
    bytes += LaneTally.range(x).map { [$0.lowerBound.bitPattern, $0.upperBound.bitPattern] } ?? []
    for mask in [nil, mask] {
      var counts = [UInt64](repeating: 0, count: 23)
      LaneTally.histogram(
        x, low: -20, scale: 0.5, weights: mask == nil ? nil : counted, in: mask, into: &counts)
      bytes += counts
    }
    return bytes
  }
}
