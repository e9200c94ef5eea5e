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
    let words = JudgeBuffers.words
    for plane in count..<JudgeBuffers.planeCount {
      (buffers.planes + plane * words).update(repeating: 0, count: words)
    }
    tally.table.withUnsafeMutableBufferPointer { table in
      tally.squares.withUnsafeMutableBufferPointer { squares in
        guard let table = table.baseAddress else { return }
        for word in 0..<words where buffers.valid[word] != 0 {
          for byte in 0..<8 {
            let valid = buffers.valid[word] >> UInt64(byte * 8) & 255
            let low = eightNumbers(buffers.planes + word, byte)
            let high = count > 8 ? eightNumbers(buffers.planes + 8 * words + word, byte) : 0
            let first = word * 64 + byte * 8
            for lane in 0..<8 {
              let shift = UInt64(truncatingIfNeeded: lane &* 8)
              let cell = Int(truncatingIfNeeded: low >> shift & 255 | (high >> shift & 255) << 8)
              let one = valid >> UInt64(truncatingIfNeeded: lane) & 1
              if isWeighted {
                table[cell] &+= buffers.weightUnits[first + lane] &* one
                squares[cell] &+= buffers.squaredWeightUnits[first + lane] &* one
              } else {
                table[cell] &+= one
              }
            }
          }
        }
      }
    }
  }

  /// For eight lanes, the numbers whose bits are in eight successive planes; lane by lane in bytes.
  private func eightNumbers(_ planes: UnsafePointer<UInt64>, _ byte: Int) -> UInt64 {
    let shift = UInt64(truncatingIfNeeded: byte &* 8)
    var rows: UInt64 = 0
    for plane in 0..<8 {
      rows |= (planes[plane &* JudgeBuffers.words] >> shift & 255) << UInt64(truncatingIfNeeded: plane &* 8)
    }
    return transposed(rows)
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
