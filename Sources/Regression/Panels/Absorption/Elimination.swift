/// The normal equations of the effects after those of the way with most groups are eliminated: D'MD b = D'Mv, with D the
/// dummies of the other ways and M the removal of the first way's means. Four right-hand sides are worked on at once.
struct Elimination: Sendable {
  typealias Lanes = SIMD4<Double>

  /// Position of the eliminated way.
  let main: Int
  /// The other ways, and where each one's groups start among the unknowns.
  let others: [(way: Int, offset: Int)]
  /// Number of unknowns.
  let unknowns: Int
  /// Rows of each unknown's group.
  let counts: [Double]
  /// Rows of the main way's groups.
  let mainCounts: [Double]
  /// Rows by main group: for each, the unknowns it belongs to, `others.count` of them.
  private let members: [Int32]

  init(_ ways: [Grouping]) {
    let main = ways.indices.max { ways[$0].count < ways[$1].count } ?? 0
    var offset = 0
    var others: [(way: Int, offset: Int)] = []
    for way in ways.indices where way != main {
      others.append((way, offset))
      offset += ways[way].count
    }
    self.main = main
    self.others = others
    unknowns = offset
    counts = others.flatMap { ways[$0.way].sizes.map(Double.init) }
    mainCounts = ways.isEmpty ? [] : ways[main].sizes.map(Double.init)
    members = others.isEmpty ? [] : Self.members(ways, main: main, others)
  }

  private static func members(_ ways: [Grouping], main: Int, _ others: [(way: Int, offset: Int)]) -> [Int32] {
    let order = ways[main].rowsByGroup
    let width = others.count
    return [Int32](unsafeUninitializedCapacity: order.count * width) { buffer, count in
      for (slot, other) in others.enumerated() {
        let offset = Int32(other.offset)
        ways[other.way].labels.withUnsafeBufferPointer { labels in
          for (place, row) in order.enumerated() {
            buffer[place * width + slot] = Int32(truncatingIfNeeded: labels[row]) + offset
          }
        }
      }
      count = order.count * width
    }
  }

  /// D'Mv from the sums of v by group.
  func rightHandSide(_ sums: [[Lanes]]) -> [Lanes] {
    var result: [Lanes] = []
    result.reserveCapacity(unknowns)
    for other in others { result += sums[other.way] }
    let means = zip(sums[main], mainCounts).map { $0 / $1 }
    spread(means, into: &result)
    return result
  }

  /// D'MDp.
  func apply(_ p: [Lanes], into out: inout [Lanes]) {
    if others.count == 1 { applyTwoWay(p, into: &out) } else { applyManyWay(p, into: &out) }
  }

  /// The main way's effects once the others' are known: means of v − Db.
  func mainEffects(_ sums: [[Lanes]], _ b: [Lanes]) -> [Lanes] {
    var totals = sums[main]
    let width = others.count
    var place = 0
    for group in totals.indices {
      let end = place + Int(mainCounts[group]) * width
      var sum = Lanes()
      while place < end {
        sum += b[Int(members[place])]
        place += 1
      }
      totals[group] = (totals[group] - sum) / mainCounts[group]
    }
    return totals
  }

  /// out −= D' of the main groups' values on their rows.
  private func spread(_ means: [Lanes], into out: inout [Lanes]) {
    let width = others.count
    members.withUnsafeBufferPointer { members in
      out.withUnsafeMutableBufferPointer { out in
        var place = 0
        for group in means.indices {
          let mean = means[group]
          let end = place + Int(mainCounts[group]) * width
          while place < end {
            out[Int(members[place])] -= mean
            place += 1
          }
        }
      }
    }
  }

  private func applyTwoWay(_ p: [Lanes], into out: inout [Lanes]) {
    for j in p.indices { out[j] = counts[j] * p[j] }
    members.withUnsafeBufferPointer { members in
      p.withUnsafeBufferPointer { p in
        out.withUnsafeMutableBufferPointer { out in
          var start = 0
          for size in mainCounts {
            let end = start + Int(size)
            var sum = Lanes()
            for place in start..<end { sum += p[Int(members[place])] }
            let mean = sum / size
            for place in start..<end { out[Int(members[place])] -= mean }
            start = end
          }
        }
      }
    }
  }

  private func applyManyWay(_ p: [Lanes], into out: inout [Lanes]) {
    let width = others.count
    for j in out.indices { out[j] = Lanes() }
    members.withUnsafeBufferPointer { members in
      p.withUnsafeBufferPointer { p in
        out.withUnsafeMutableBufferPointer { out in
          var start = 0
          for size in mainCounts {
            let end = start + Int(size) * width
            var sum = Lanes()
            for place in start..<end { sum += p[Int(members[place])] }
            let mean = sum / size
            for row in stride(from: start, to: end, by: width) {
              var value = -mean
              for place in row..<row + width { value += p[Int(members[place])] }
              for place in row..<row + width { out[Int(members[place])] += value }
            }
            start = end
          }
        }
      }
    }
  }
}
