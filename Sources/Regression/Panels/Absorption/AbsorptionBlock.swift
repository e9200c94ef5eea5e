import LinearAlgebra

/// Four columns on their way through an absorption. `columns` are addresses of as many values as there are rows.
struct AbsorptionBlock {
  typealias Lanes = SIMD4<Double>

  private let absorption: Absorption
  private let columns: [UnsafeMutablePointer<Double>]
  private var means = Lanes()
  private var lengths = Lanes()
  private var effects: [[Lanes]]
  private(set) var iterations = 0

  init(_ absorption: Absorption, columns: [UnsafeMutablePointer<Double>]) {
    self.absorption = absorption
    self.columns = columns
    effects = absorption.ways.map { [Lanes](repeating: Lanes(), count: $0.count) }
  }

  private var n: Int { absorption.ways[0].rows }

  /// Solves for the effects, takes them out, and looks at what is left until that is rounding.
  mutating func run() throws {
    let size = centre()
    let target = absorption.tolerance * absorption.tolerance * size
    var sums = absorption.ways.map { groupSums($0) }
    var left = lengthInEffects(sums)
    for round in 0..<6 where round == 0 || any(left .> target) {
      let found = try solve(sums, target: target)
      subtract(found)
      for way in effects.indices {
        for group in effects[way].indices { effects[way][group] += found[way][group] }
      }
      sums = absorption.ways.map { groupSums($0) }
      let now = lengthInEffects(sums)
      if round > 0, !any(now .< 0.25 * left) { break }
      left = now
    }
    let acceptable = Lanes(repeating: 1e-18) * size
    guard !any(left .> acceptable) else {
      let share = (left / size).replacing(with: 0, where: size .== 0).max()
      throw PanelError.notConverged(iterations: iterations, share: share.squareRoot())
    }
  }

  func store(_ lane: Int, at column: Int, in result: inout Absorption.Effects) {
    result.means[column] = means[lane]
    result.deviations[column] = lengths[lane]
    for way in effects.indices {
      result.tables[way].setColumn(column, to: effects[way].map { $0[lane] })
    }
  }

  /// Takes the means out; the squared lengths, with a millionth of that of the means so that a constant has one.
  private mutating func centre() -> Lanes {
    var sizes = Lanes()
    for lane in 0..<4 {
      let values = UnsafeMutableBufferPointer(start: columns[lane], count: n)
      let mean = values.reduce(0, +) / Double(n)
      var length = 0.0
      var rest = 0.0
      for i in values.indices {
        values[i] -= mean
        rest += values[i]
        length += values[i] * values[i]
      }
      means[lane] = mean + rest / Double(n)
      lengths[lane] = length.squareRoot()
      sizes[lane] = length + 1e-6 * mean * mean * Double(n)
      let correction = rest / Double(n)
      if correction != 0 { for i in values.indices { values[i] -= correction } }
    }
    return sizes
  }

  private func groupSums(_ way: Grouping) -> [Lanes] {
    var sums = [Lanes](repeating: Lanes(), count: way.count)
    let (a, b, c, d) = (columns[0], columns[1], columns[2], columns[3])
    sums.withUnsafeMutableBufferPointer { sums in
      way.labels.withUnsafeBufferPointer { labels in
        for i in labels.indices { sums[labels[i]] += Lanes(a[i], b[i], c[i], d[i]) }
      }
    }
    return sums
  }

  private func subtract(_ found: [[Lanes]]) {
    let (a, b, c, d) = (columns[0], columns[1], columns[2], columns[3])
    for (way, table) in zip(absorption.ways, found) {
      table.withUnsafeBufferPointer { table in
        way.labels.withUnsafeBufferPointer { labels in
          for i in labels.indices {
            let effect = table[labels[i]]
            a[i] -= effect[0]
            b[i] -= effect[1]
            c[i] -= effect[2]
            d[i] -= effect[3]
          }
        }
      }
    }
  }

  /// The largest squared length of the projection on one way's dummies.
  private func lengthInEffects(_ sums: [[Lanes]]) -> Lanes {
    var largest = Lanes()
    for (way, table) in zip(absorption.ways, sums) {
      var length = Lanes()
      for (sum, size) in zip(table, way.sizes) { length += sum * sum / Double(size) }
      largest = pointwiseMax(largest, length)
    }
    return largest
  }

  /// Effects of all ways from the sums by group.
  private mutating func solve(_ sums: [[Lanes]], target: Lanes) throws -> [[Lanes]] {
    let elimination = absorption.elimination
    let b = elimination.unknowns == 0 ? [] : conjugateGradients(elimination.rightHandSide(sums), target)
    var found = absorption.ways.map { _ in [Lanes]() }
    for other in elimination.others {
      found[other.way] = Array(b[other.offset..<other.offset + absorption.ways[other.way].count])
    }
    found[elimination.main] = elimination.mainEffects(sums, b)
    return found
  }

  /// Conjugate gradients on D'MDb = r, preconditioned by the group sizes; a lane that is done stands still.
  private mutating func conjugateGradients(_ rightHandSide: [Lanes], _ target: Lanes) -> [Lanes] {
    let elimination = absorption.elimination
    let counts = elimination.counts
    var b = [Lanes](repeating: Lanes(), count: rightHandSide.count)
    var r = rightHandSide
    var p = zip(r, counts).map { $0 / $1 }
    var image = b
    var rz = inner(r, p)
    while any(rz .> target), iterations < absorption.iterationLimit {
      iterations += 1
      elimination.apply(p, into: &image)
      let curvature = inner(p, image)
      let step = (rz / curvature).replacing(with: 0, where: (curvature .<= 0) .| (rz .<= target))
      var next = Lanes()
      for j in b.indices {
        b[j] += step * p[j]
        r[j] -= step * image[j]
        next += r[j] * r[j] / counts[j]
      }
      let ratio = (next / rz).replacing(with: 0, where: rz .<= 0)
      for j in p.indices { p[j] = r[j] / counts[j] + ratio * p[j] }
      if step == Lanes() { break }
      rz = next
    }
    return b
  }

  private func inner(_ a: [Lanes], _ b: [Lanes]) -> Lanes {
    var sum = Lanes()
    for j in a.indices { sum += a[j] * b[j] }
    return sum
  }
}
