import LaneKernels

extension Judge {
  /// Counts the hits of a group's targets: by pattern, or by number, pair and single miss.
  func fold(
    _ group: Group, _ lanes: Int, isWeighted: Bool, into tally: inout GroupTally, _ buffers: JudgeBuffers
  ) {
    if tally.isPatterned {
      tabulate(group.members.count, isWeighted, into: &tally, buffers) { buffers.hits(group.members[$0])[$1] }
    } else {
      foldCounts(group, isWeighted, into: &tally, buffers)
      // The implied set of all modelled targets is only asked how many were met.
      if group.id != nil { foldPairs(group, lanes, isWeighted, into: &tally, buffers) }
      foldSingleMisses(group, lanes, isWeighted, into: &tally, buffers)
    }
  }

  /// Adds every valid lane to the cell whose number has the lane's bits of `plane(0, word)`, `plane(1, word)` … (at most 14).
  private func tabulate(
    _ planes: Int, _ isWeighted: Bool, into tally: inout GroupTally, _ buffers: JudgeBuffers,
    plane: (_ index: Int, _ word: Int) -> UInt64
  ) {
    tally.table.withUnsafeMutableBufferPointer { table in
      tally.squares.withUnsafeMutableBufferPointer { squares in
        for word in 0..<JudgeBuffers.words where buffers.valid[word] != 0 {
          let valid = buffers.valid[word]
          for byte in 0..<8 {
            let shift = UInt64(byte * 8)
            var low: UInt64 = 0
            var high: UInt64 = 0
            for index in 0..<min(planes, 8) {
              low |= (plane(index, word) >> shift & 255) << UInt64(index * 8)
            }
            for index in 8..<max(planes, 8) {
              high |= (plane(index, word) >> shift & 255) << UInt64(index * 8 - 64)
            }
            low = transposed(low)
            if high != 0 { high = transposed(high) }
            for lane in 0..<8 {
              let cell = Int(low >> UInt64(lane * 8) & 255 | (high >> UInt64(lane * 8) & 255) << 8)
              let position = byte * 8 + lane
              let one = valid >> UInt64(position) & 1
              if isWeighted {
                table[cell] &+= buffers.weightUnits[word * 64 + position] &* one
                squares[cell] &+= buffers.squaredWeightUnits[word * 64 + position] &* one
              } else {
                table[cell] &+= one
              }
            }
          }
        }
      }
    }
  }

  /// Transposes an 8×8 matrix of bits, row r in byte r. Warren, Hacker's Delight (2013), §7-3.
  private func transposed(_ x: UInt64) -> UInt64 {
    var x = x
    var t = (x ^ (x >> 7)) & 0x00AA_00AA_00AA_00AA
    x ^= t ^ (t << 7)
    t = (x ^ (x >> 14)) & 0x0000_CCCC_0000_CCCC
    x ^= t ^ (t << 14)
    t = (x ^ (x >> 28)) & 0x0000_0000_F0F0_F0F0
    return x ^ t ^ (t << 28)
  }

  /// How many were met in each lane: bit-sliced counters, added plane by plane.
  private func foldCounts(
    _ group: Group, _ isWeighted: Bool, into tally: inout GroupTally, _ buffers: JudgeBuffers
  ) {
    let planes = Int.bitWidth - group.members.count.leadingZeroBitCount
    precondition(planes <= GroupTally.largestPatterned, "a group has at most 16,383 targets")
    let counters = buffers.counters
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
    tabulate(planes, isWeighted, into: &tally, buffers) { counters[$0 * JudgeBuffers.words + $1] }
  }

  private func foldPairs(
    _ group: Group, _ lanes: Int, _ isWeighted: Bool, into tally: inout GroupTally, _ buffers: JudgeBuffers
  ) {
    var cell = 0
    for i in group.members.indices {
      let a = buffers.hits(group.members[i])
      for j in 0...i {
        let b = buffers.hits(group.members[j])
        if isWeighted {
          for word in 0..<JudgeBuffers.words { buffers.scratch[word] = a[word] & b[word] }
          tally.pairs[cell] += weight(of: buffers.scratch, lanes, true, buffers)
        } else {
          let count = lane_mask_count(a, b, JudgeBuffers.words)
          tally.pairs[cell] += WeightSum(first: count, second: count)
        }
        cell += 1
      }
    }
  }

  private func foldSingleMisses(
    _ group: Group, _ lanes: Int, _ isWeighted: Bool, into tally: inout GroupTally, _ buffers: JudgeBuffers
  ) {
    let single = buffers.counters
    for word in 0..<JudgeBuffers.words {
      var once: UInt64 = 0
      var twice: UInt64 = 0
      for member in group.members {
        let missed = ~buffers.hits(member)[word]
        twice |= once & missed
        once |= missed
      }
      single[word] = once & ~twice & buffers.valid[word]
    }
    for (index, member) in group.members.enumerated() {
      let hits = buffers.hits(member)
      for word in 0..<JudgeBuffers.words { buffers.scratch[word] = single[word] & ~hits[word] }
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

  /// Counts the valid lanes whose fate differs from the baseline's.
  func compare(with buffers: JudgeBuffers, into tally: inout Tally) {
    guard var paired = tally.paired else { return }
    tally.paired = nil
    let words = JudgeBuffers.words
    let both = buffers.scratch
    for word in 0..<words { both[word] = buffers.valid[word] & buffers.baselineValid[word] }
    paired.pairs += lane_mask_count(both, nil, words)
    for target in 0...targets.count {
      let here = buffers.hits(target)
      let there = buffers.baselineHits(target)
      var gained: UInt64 = 0
      var lost: UInt64 = 0
      for word in 0..<words {
        gained += UInt64((here[word] & ~there[word] & both[word]).nonzeroBitCount)
        lost += UInt64((there[word] & ~here[word] & both[word]).nonzeroBitCount)
      }
      paired.gained[target] += gained
      paired.lost[target] += lost
    }
    tally.paired = paired
  }
}
