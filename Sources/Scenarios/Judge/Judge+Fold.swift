import LaneKernels

extension Judge {
  /// What a scenario is to the baseline when a block is folded.
  enum Role {
    case alone
    /// Its hits are kept for the scenarios that follow.
    case baseline
    /// Its hits are compared with those kept, and what it inherits is not judged again.
    case compared(inheriting: Inheritance?)

    var isCompared: Bool {
      if case .compared = self { true } else { false }
    }

    var inheritance: Inheritance? {
      if case .compared(let inheritance) = self { inheritance } else { nil }
    }
  }

  /// Adds the draws of a block to a tally. Nothing is allocated.
  ///
  /// Assumes that the block was filled by the projection whose quantities this judge was bound to, and starts at a
  /// multiple of `PathBlock.capacity` draws.
  func fold(
    _ block: borrowing PathBlock, logWeightScale: Double, as role: Role, into tally: inout Tally,
    using buffers: JudgeBuffers
  ) {
    precondition(tally.isWeighted || !block.isWeighted, "weights appeared after the pilot block")
    let lanes = block.lanes
    let inheritance = role.inheritance
    findValid(block, reading: inheritance?.rows ?? rows, buffers)
    if tally.isWeighted { tally.saturatedDraws += weigh(block, logWeightScale, buffers) }
    let valid = lane_mask_count(buffers.valid, nil, JudgeBuffers.words)
    tally.draws += UInt64(lanes)
    tally.invalidDraws += UInt64(lanes) - valid
    tally.weight += weight(of: buffers.valid, lanes, tally.isWeighted, buffers)
    let inherited = inheritance?.series
    locateSeries(block, except: inherited, buffers)
    foldSeries(lanes, except: inherited, &tally, buffers)
    foldTargets(lanes, as: role, &tally, buffers)
    for (index, group) in groups.enumerated() where !(inheritance?.groups[index] ?? false) {
      fold(group, lanes, isWeighted: tally.isWeighted, into: &tally.groups[index], buffers)
    }
    intersectHeadline(buffers)
    switch role {
    case .alone: break
    case .baseline: buffers.keepAsBaseline(isWeighted: tally.isWeighted)
    case .compared: compare(lanes, with: buffers, except: inheritance?.targets, into: &tally)
    }
  }

  /// The mask of lanes that solved and whose judged rows (and weight) are finite; clear beyond the lanes in use.
  func findValid(_ block: borrowing PathBlock, reading rows: [Int], _ buffers: JudgeBuffers) {
    let valid = buffers.valid
    for word in 0..<JudgeBuffers.words { valid[word] = 0 }
    lane_mask_at_least(block.validity, block.lanes, 0.5, valid)
    for row in rows {
      lane_mask_finite(
        block.row(row / block.periods, period: row % block.periods), block.lanes, buffers.scratch)
      intersect(valid, buffers.scratch, (block.lanes + 63) / 64)
    }
    if block.isWeighted {
      // A weight of zero (log −∞) is a statement, not a failure; +∞ and NaN are.
      lane_mask_at_most(block.logWeights, block.lanes, .greatestFiniteMagnitude, buffers.scratch)
      intersect(valid, buffers.scratch, (block.lanes + 63) / 64)
    }
  }

  /// Turns log-weights into counts of `LaneWeight.unit`; returns how many valid lanes were cut to the largest.
  private func weigh(_ block: borrowing PathBlock, _ scale: Double, _ buffers: JudgeBuffers) -> UInt64 {
    let weights = buffers.weights
    guard block.isWeighted else {
      for lane in 0..<PathBlock.capacity { weights[lane] = 1 }
      return finishWeights(block.lanes, buffers)
    }
    for lane in 0..<block.lanes { weights[lane] = block.logWeights[lane] - scale }
    for lane in block.lanes..<PathBlock.capacity { weights[lane] = 0 }
    lane_exp(weights, PathBlock.capacity, weights)
    return finishWeights(block.lanes, buffers)
  }

  private func finishWeights(_ lanes: Int, _ buffers: JudgeBuffers) -> UInt64 {
    var saturated: UInt64 = 0
    for lane in 0..<lanes {
      let isValid = buffers.valid[lane / 64] >> UInt64(lane % 64) & 1 == 1
      let weight = isValid ? buffers.weights[lane] : 0
      saturated += weight > LaneWeight.largest ? 1 : 0
      let units = LaneWeight.units(of: weight > LaneWeight.largest ? LaneWeight.largest : weight)
      let exact = Double(Int64(truncatingIfNeeded: units)) * LaneWeight.unit
      let squared = LaneWeight.units(of: exact * exact)
      buffers.weightUnits[lane] = units
      buffers.weights[lane] = exact
      buffers.squaredWeightUnits[lane] = squared
      buffers.squaredWeights[lane] = Double(Int64(truncatingIfNeeded: squared)) * LaneWeight.unit
    }
    return saturated
  }

  /// Σw and Σw² of the lanes of a mask that holds valid ones only; exact.
  func weight(
    of mask: UnsafePointer<UInt64>, _ lanes: Int, _ isWeighted: Bool, _ buffers: JudgeBuffers
  ) -> WeightSum {
    guard isWeighted else {
      let count = lane_mask_count(mask, nil, JudgeBuffers.words)
      return WeightSum(first: count, second: count)
    }
    return WeightSum(
      first: UInt64(lane_sum(buffers.weights, mask, lanes) / LaneWeight.unit),
      second: UInt64(lane_sum(buffers.squaredWeights, mask, lanes) / LaneWeight.unit))
  }

  private func foldSeries(
    _ lanes: Int, except inherited: [Bool]?, _ tally: inout Tally, _ buffers: JudgeBuffers
  ) {
    let weights = tally.isWeighted ? UnsafePointer(buffers.weights) : nil
    let squares = tally.isWeighted ? UnsafePointer(buffers.squaredWeights) : nil
    let units = tally.isWeighted ? UnsafePointer(buffers.weightUnits) : nil
    var sums = (SIMD4<Double>(), SIMD2<Double>())
    for index in series.indices where !(inherited?[index] ?? false) {
      let grid = tally.grids[index]
      let perWidth = 1 / grid.width
      tally.cells.withUnsafeMutableBufferPointer { cells in
        guard let base = cells.baseAddress else { return }
        withDoubles(&sums) {
          lane_summary(
            buffers.series[index], weights, squares, units, buffers.valid, lanes, grid.center, grid.low,
            perWidth, UInt32(SketchGrid.bins), $0, base + index * SketchGrid.cells)
        }
      }
      tally.moments[index].add(sums.0, perWidth)
      tally.minima[index] = min(tally.minima[index], sums.1[0])
      tally.maxima[index] = max(tally.maxima[index], sums.1[1])
    }
  }

  private func foldTargets(_ lanes: Int, as role: Role, _ tally: inout Tally, _ buffers: JudgeBuffers) {
    let inherited = role.inheritance?.targets
    for (index, target) in targets.enumerated() {
      let x = buffers.series[target.series]
      let hits = buffers.hits(index)
      if inherited?[index] ?? false {
        hits.update(from: buffers.baselineMarks(index), count: JudgeBuffers.words)
        intersect(hits, buffers.valid, JudgeBuffers.words)
        continue
      }
      mark(target.bound, x, lanes, hits, buffers)
      if case .baseline = role {
        buffers.baselineMarks(index).update(from: hits, count: JudgeBuffers.words)
      }
      intersect(hits, buffers.valid, JudgeBuffers.words)
      let perWidth = 1 / tally.grids[target.series].width
      tally.shortfalls[index].add(
        shortfall(target.bound, x, tally.isWeighted, lanes, buffers), perWidth)
    }
  }

  private func mark(
    _ bound: Bound, _ x: UnsafePointer<Double>, _ lanes: Int, _ hits: UnsafeMutablePointer<UInt64>,
    _ buffers: JudgeBuffers
  ) {
    switch bound {
    case .atLeast(let b): lane_mask_at_least(x, lanes, b - Bound.tolerance(at: b), hits)
    case .atMost(let b): lane_mask_at_most(x, lanes, b + Bound.tolerance(at: b), hits)
    case .above(let b):
      lane_mask_at_most(x, lanes, b + Bound.tolerance(at: b), hits)
      for word in 0..<JudgeBuffers.words { hits[word] = ~hits[word] }
    case .within(let low, let high):
      lane_mask_at_least(x, lanes, low - Bound.tolerance(at: low), hits)
      lane_mask_at_most(x, lanes, high + Bound.tolerance(at: high), buffers.scratch)
      intersect(hits, buffers.scratch, (lanes + 63) / 64)
    }
  }

  /// Sums of the shortfalls of valid lanes.
  private func shortfall(
    _ bound: Bound, _ x: UnsafePointer<Double>, _ isWeighted: Bool, _ lanes: Int, _ buffers: JudgeBuffers
  ) -> SIMD4<Double> {
    func below(_ b: Double) -> SIMD4<Double> {
      sums(isWeighted, lane_shortfall, lane_shortfall_twice, x, b, lanes, buffers)
    }
    func over(_ b: Double) -> SIMD4<Double> {
      sums(isWeighted, lane_excess, lane_excess_twice, x, b, lanes, buffers)
    }
    switch bound {
    case .atLeast(let b), .above(let b): return below(b)
    case .atMost(let b): return over(b)
    case .within(let low, let high): return below(low) + over(high)
    }
  }

  private typealias Sums = (
    UnsafePointer<Double>?, UnsafePointer<Double>?, UnsafePointer<UInt64>?, Int, Double,
    UnsafeMutablePointer<Double>?
  ) -> Void
  private typealias SumsTwice = (
    UnsafePointer<Double>?, UnsafePointer<Double>?, UnsafePointer<Double>?, UnsafePointer<UInt64>?, Int,
    Double,
    UnsafeMutablePointer<Double>?
  ) -> Void

  /// {Σwd, Σwd², Σw²d, Σw²d²} of valid lanes, the last two zero where nothing is weighted.
  @inline(__always)
  private func sums(
    _ isWeighted: Bool, _ plain: Sums, _ twice: SumsTwice, _ x: UnsafePointer<Double>, _ scalar: Double,
    _ lanes: Int, _ buffers: JudgeBuffers
  ) -> SIMD4<Double> {
    var sums = SIMD4<Double>()
    withDoubles(&sums) {
      if isWeighted {
        twice(x, buffers.weights, buffers.squaredWeights, buffers.valid, lanes, scalar, $0)
      } else {
        plain(x, nil, buffers.valid, lanes, scalar, $0)
      }
    }
    return sums
  }

  func intersect(_ a: UnsafeMutablePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ words: Int) {
    for word in 0..<words { a[word] &= b[word] }
  }

  @inline(__always)
  private func withDoubles<T>(_ numbers: inout T, _ body: (UnsafeMutablePointer<Double>) -> Void) {
    withUnsafeMutablePointer(to: &numbers) { pointer in
      pointer.withMemoryRebound(to: Double.self, capacity: MemoryLayout<T>.size / 8) { body($0) }
    }
  }
}
