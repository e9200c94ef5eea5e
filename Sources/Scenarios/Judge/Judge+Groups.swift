import LaneKernels

extension Judge {
  /// Counts the hits of a group's targets: by pattern, or by number, pair and single miss.
  func fold(
    _ group: Group, _ lanes: Int, isWeighted: Bool, into tally: inout GroupTally, _ buffers: JudgeBuffers
  ) {
    if tally.isPatterned {
      gatherPlanes(group, buffers)
      tabulate(group.members.count, isWeighted, into: &tally, buffers)
    } else {
      foldCounts(group, isWeighted, into: &tally, buffers)
      // The implied set of all modelled targets is only asked how many were met.
      if group.id != nil { foldPairs(group, isWeighted: isWeighted, into: &tally, buffers) }
      foldSingleMisses(group, lanes, isWeighted: isWeighted, into: &tally, buffers)
    }
  }

  /// The hits of a small group, member by member, one bit of a pattern each.
  private func gatherPlanes(_ group: Group, _ buffers: JudgeBuffers) {
    for (plane, member) in group.members.enumerated() {
      (buffers.planes + plane * JudgeBuffers.words).update(
        from: buffers.hits(member), count: JudgeBuffers.words)
    }
  }

  /// Adds every valid lane to the cell whose number has the lane's bits of the first `count` planes.
  private func tabulate(
    _ count: Int, _ isWeighted: Bool, into tally: inout GroupTally, _ buffers: JudgeBuffers
  ) {
    tally.table.withUnsafeMutableBufferPointer { table in
      tally.squares.withUnsafeMutableBufferPointer { squares in
        lane_tabulate(
          buffers.planes, count, buffers.valid, isWeighted ? buffers.weightUnits : nil,
          isWeighted ? buffers.squaredWeightUnits : nil, JudgeBuffers.words, table.baseAddress,
          squares.baseAddress)
      }
    }
  }

  /// How many were met in each lane: bit-sliced counters, added plane by plane.
  private func foldCounts(
    _ group: Group, _ isWeighted: Bool, into tally: inout GroupTally, _ buffers: JudgeBuffers
  ) {
    let planes = Int.bitWidth - group.members.count.leadingZeroBitCount
    precondition(planes <= GroupTally.largestPatterned, "a group has at most 16,383 targets")
    let counters = buffers.planes
    for word in 0..<JudgeBuffers.words {
      for plane in 0..<planes { counters[plane * JudgeBuffers.words + word] = 0 }
      for member in group.members {
        var carry = buffers.hits(member)[word]
        var plane = 0
        while carry != 0 {
          let at = plane * JudgeBuffers.words + word
          let sum = counters[at] ^ carry
          carry &= counters[at]
          counters[at] = sum
          plane += 1
        }
      }
    }
    tabulate(planes, isWeighted, into: &tally, buffers)
  }

  private func foldPairs(
    _ group: Group, isWeighted: Bool, into tally: inout GroupTally, _ buffers: JudgeBuffers
  ) {
    let masks = buffers.masks
    for (i, member) in group.members.enumerated() { masks[i] = UnsafePointer(buffers.hits(member)) }
    var cell = 0
    for i in group.members.indices {
      guard let a = masks[i] else { continue }
      if isWeighted {
        lane_sums_by_mask(
          buffers.weights, buffers.squaredWeights, a, masks, i + 1, JudgeBuffers.words, buffers.maskSums)
        for j in 0...i {
          tally.pairs[cell + j] += WeightSum(
            first: UInt64(buffers.maskSums[2 * j] / LaneWeight.unit),
            second: UInt64(buffers.maskSums[2 * j + 1] / LaneWeight.unit))
        }
      } else {
        for j in 0...i {
          let count = lane_mask_count(a, masks[j], JudgeBuffers.words)
          tally.pairs[cell + j] += WeightSum(first: count, second: count)
        }
      }
      cell += i + 1
    }
  }

  private func foldSingleMisses(
    _ group: Group, _ lanes: Int, isWeighted: Bool, into tally: inout GroupTally, _ buffers: JudgeBuffers
  ) {
    let single = buffers.planes
    var any: UInt64 = 0
    for word in 0..<JudgeBuffers.words {
      var once: UInt64 = 0
      var twice: UInt64 = 0
      for member in group.members {
        let missed = ~buffers.hits(member)[word]
        twice |= once & missed
        once |= missed
      }
      single[word] = once & ~twice & buffers.valid[word]
      any |= single[word]
    }
    guard any != 0 else { return }
    for (index, member) in group.members.enumerated() {
      let hits = buffers.hits(member)
      var missed: UInt64 = 0
      for word in 0..<JudgeBuffers.words {
        buffers.scratch[word] = single[word] & ~hits[word]
        missed |= buffers.scratch[word]
      }
      guard missed != 0 else { continue }
      tally.onlyMissed[index] += weight(of: buffers.scratch, lanes, isWeighted, buffers)
    }
  }

  /// The lanes in which every headline target was met.
  func intersectHeadline(_ buffers: JudgeBuffers) {
    let all = buffers.allHits
    for word in 0..<JudgeBuffers.words { all[word] = buffers.valid[word] }
    guard let headline else { return }
    for member in groups[headline].members { intersect(all, buffers.hits(member), JudgeBuffers.words) }
  }
}
