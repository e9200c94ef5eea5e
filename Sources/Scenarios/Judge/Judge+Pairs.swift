import LaneKernels

extension Judge {
  /// Counts the lanes valid here and in the baseline by their fate in both.
  func compare(
    _ lanes: Int, with buffers: JudgeBuffers, except inherited: [Bool]?, into tally: inout Tally
  ) {
    guard var paired = tally.paired else { return }
    tally.paired = nil
    let words = JudgeBuffers.words
    let both = buffers.pairedValid
    for word in 0..<words { both[word] = buffers.valid[word] & buffers.baselineValid[word] }
    let weights = pairWeights(isWeighted: tally.isWeighted, buffers)
    paired.pairs += lane_mask_count(both, nil, words)
    paired.weight += sum(of: both, lanes, weights)
    let mask = buffers.scratch
    for target in 0...targets.count where target == targets.count || !(inherited?[target] ?? false) {
      let here = buffers.hits(target)
      let there = buffers.baselineHits(target)
      for word in 0..<words { mask[word] = here[word] & there[word] & both[word] }
      paired.kept[target] += sum(of: mask, lanes, weights)
      for word in 0..<words { mask[word] = here[word] & ~there[word] & both[word] }
      paired.gained[target] += sum(of: mask, lanes, weights)
      for word in 0..<words { mask[word] = there[word] & ~here[word] & both[word] }
      paired.lost[target] += sum(of: mask, lanes, weights)
    }
    tally.paired = paired
  }

  /// The product of a lane's weights here and in the baseline; nil where neither is weighted.
  private func pairWeights(isWeighted: Bool, _ buffers: JudgeBuffers) -> UnsafePointer<Double>? {
    guard buffers.baselineIsWeighted else { return isWeighted ? UnsafePointer(buffers.weights) : nil }
    guard isWeighted else { return UnsafePointer(buffers.baselineWeights) }
    for lane in 0..<PathBlock.capacity {
      let product = buffers.weights[lane] * buffers.baselineWeights[lane]
      buffers.pairWeights[lane] = (product / LaneWeight.unit).rounded(.toNearestOrEven) * LaneWeight.unit
    }
    return UnsafePointer(buffers.pairWeights)
  }

  /// Σw over the lanes of a mask, or how many they are; exact.
  private func sum(
    of mask: UnsafePointer<UInt64>, _ lanes: Int, _ weights: UnsafePointer<Double>?
  ) -> UInt64 {
    guard let weights else { return lane_mask_count(mask, nil, JudgeBuffers.words) }
    return UInt64(lane_sum(weights, mask, lanes) / LaneWeight.unit)
  }
}
