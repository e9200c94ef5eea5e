import LinearAlgebra

/// The exact line search of `VertexDescent`: along an edge the objective is convex and piecewise linear with a kink where a
/// row's residual vanishes; the minimum is a weighted median of the kinks, found by selection.
struct EdgeSearch {
  /// Xd of the last search.
  private var velocity: [Double]
  private var kinks: [Kink] = []
  /// Rows whose residuals changed sign on the way.
  private(set) var passed: [Int] = []

  private struct Kink {
    var step: Double
    var weight: Double
    var row: Int32
  }

  init(rows: Int) {
    velocity = [Double](repeating: 0, count: rows)
    kinks.reserveCapacity(rows)
  }

  /// The step to the minimum along `d` and the row whose residual vanishes there; nil where the objective never
  /// rises. `slope` < 0 at the start; rows that move less than `floor` per step are taken to stand still.
  mutating func run(
    _ program: CheckProgram, residuals: [Double], signs: [Int8], along d: [Double], slope: Double,
    floor: Double
  ) -> (step: Double, row: Int)? {
    velocity = program.x * d
    var found: [Kink] = []
    swap(&found, &kinks)
    Self.collect(&found, program, residuals, signs, velocity, floor)
    kinks = found
    return select(from: slope)
  }

  /// r − step · Xd.
  func move(_ residuals: inout [Double], by step: Double) {
    guard step != 0 else { return }
    let v = velocity.span
    var r = residuals.mutableSpan
    for i in v.indices { r[i] -= step * v[i] }
  }

  private static func collect(
    _ found: inout [Kink], _ program: CheckProgram, _ residuals: [Double], _ signs: [Int8],
    _ velocity: [Double], _ floor: Double
  ) {
    found.removeAll(keepingCapacity: true)
    let (v, r, s) = (velocity.span, residuals.span, signs.span)
    let (p, q) = (program.above.span, program.below.span)
    for i in v.indices {
      let towards = Double(s[i]) * v[i]
      guard towards > floor else { continue }
      let weight = (p[i] + q[i]) * towards
      found.append(Kink(step: max(0, r[i] / v[i]), weight: weight, row: Int32(truncatingIfNeeded: i)))
    }
  }

  /// Quickselect by weight: after each partition, the half that holds the minimum goes on.
  private mutating func select(from slope: Double) -> (step: Double, row: Int)? {
    passed.removeAll(keepingCapacity: true)
    var (low, high) = (0, kinks.count)
    var reached = slope
    while low < high {
      let pivot = medianOfThree(low, high)
      let (first, last) = partition(low, high, around: pivot)
      var before = reached
      for i in low..<first { before += kinks[i].weight }
      if before >= 0 {
        high = first
        continue
      }
      var after = before
      for i in first..<last { after += kinks[i].weight }
      if after < 0 {
        (low, reached) = (last, after)
        continue
      }
      return finish(first, last, pivot, before: before)
    }
    return nil
  }

  /// Kinks first..<last are all at the minimum; in rising order of movement they are passed until the slope turns.
  private mutating func finish(
    _ first: Int, _ last: Int, _ step: Double, before: Double
  ) -> (step: Double, row: Int) {
    for i in 0..<first { passed.append(Int(kinks[i].row)) }
    let ties = kinks[first..<last].sorted { ($0.weight, $0.row) < ($1.weight, $1.row) }
    var slope = before
    for tie in ties.dropLast() {
      slope += tie.weight
      if slope >= 0 { return (step, Int(tie.row)) }
      passed.append(Int(tie.row))
    }
    return (step, Int(ties[ties.count - 1].row))
  }

  private func medianOfThree(_ low: Int, _ high: Int) -> Double {
    let (a, b, c) = (kinks[low].step, kinks[(low + high) / 2].step, kinks[high - 1].step)
    return max(min(a, b), min(max(a, b), c))
  }

  /// Kinks below the pivot first, then those at it, then the rest: the bounds of the middle part.
  private mutating func partition(_ low: Int, _ high: Int, around pivot: Double) -> (Int, Int) {
    var (first, here, last) = (low, low, high)
    while here < last {
      let step = kinks[here].step
      if step < pivot {
        kinks.swapAt(first, here)
        first += 1
        here += 1
      } else if step > pivot {
        last -= 1
        kinks.swapAt(here, last)
      } else {
        here += 1
      }
    }
    return (first, last)
  }
}
