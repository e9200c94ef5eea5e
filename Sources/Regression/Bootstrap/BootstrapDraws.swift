import Probability

/// The random part of a chunk of replicates: what each observation or cluster is multiplied or replaced by, or how often it is
/// drawn. Row i of `values` holds the lanes of observation i.
struct BootstrapDraws {
  static let lanes = 64
  /// More than the lanes, so that rows do not fall on one another in the cache.
  static let stride = 72

  private let plan: BootstrapPlan
  private let random = RandomBlock()
  private(set) var values: [Double]

  init(_ plan: BootstrapPlan) {
    self.plan = plan
    values = [Double](repeating: 0, count: plan.groupCount * Self.stride)
  }

  /// Draws for the replicates from `first` on.
  mutating func fill(first: UInt64) {
    let draws = (0..<UInt64(Self.lanes)).map { first + $0 }
    let seed = plan.choice.seed
    switch plan.choice.scheme {
    case .wild(.rademacher, _):
      RandomSigns.fill(
        &values, stride: Self.stride, seed: seed, draws: draws, period: 0, rows: 0..<plan.groupCount)
    case .wild(let multiplier, _):
      uniforms(first, count: plan.groupCount) { $0[$1] = Self.multiplier(multiplier, $2) }
    case .residual:
      let (e, n) = (plan.e, Double(plan.n))
      uniforms(first, count: plan.n) { $0[$1] = e[Int($2 * n)] }
    case .pairs: counts(first, blocks: plan.n, length: 1, starts: plan.n)
    case .movingBlocks(let length):
      counts(first, blocks: (plan.n + length - 1) / length, length: length, starts: plan.n - length + 1)
    case .circularBlocks(let length):
      counts(first, blocks: (plan.n + length - 1) / length, length: length, starts: plan.n)
    }
  }

  private static func multiplier(_ kind: Bootstrap.Multiplier, _ u: Double) -> Double {
    switch kind {
    case .rademacher: return u < 0.5 ? -1 : 1
    case .mammen:
      let root = 5.0.squareRoot()
      return u < (root + 1) / (2 * root) ? (1 - root) / 2 : (1 + root) / 2
    case .webb:
      let steps = [1.5, 1, 0.5].map { $0.squareRoot() }
      let step = min(5, Int(u * 6))
      return step < 3 ? -steps[step] : steps[5 - step]
    }
  }

  /// How often blocks of `length`, beginning at one of `starts` places, cover each observation; the last is cut to n in all.
  private mutating func counts(_ first: UInt64, blocks: Int, length: Int, starts: Int) {
    for i in values.indices { values[i] = 0 }
    let n = plan.n
    var block = 0
    uniforms(first, count: blocks) { values, place, u in
      let lane = place % Self.stride
      block = place / Self.stride
      let start = Int(u * Double(starts))
      for step in 0..<min(length, n - block * length) {
        let i = start + step
        values[(i < n ? i : i - n) * Self.stride + lane] += 1
      }
    }
  }

  /// Calls `use` with the values, a place row · stride + lane and its uniform number.
  private mutating func uniforms(
    _ first: UInt64, count: Int, _ use: (inout [Double], _ place: Int, _ uniform: Double) -> Void
  ) {
    for start in Swift.stride(from: 0, to: count, by: 1024) {
      let end = min(count, start + 1024)
      random.fill(
        seed: plan.choice.seed, draws: first..<(first + UInt64(Self.lanes)),
        rows: (start..<end).map { RandomRow(period: 0, shock: UInt32($0), kind: .uniform) })
      for row in start..<end {
        random.withRow(row - start) { u in
          for lane in 0..<Self.lanes { use(&values, row * Self.stride + lane, u[lane]) }
        }
      }
    }
  }
}
