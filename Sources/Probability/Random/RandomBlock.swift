internal import LaneKernels

/// The random numbers of a block of draws, rows × lanes, made once and shared by all scenarios.
///
/// Lane i of every row belongs to draw `draws.lowerBound + i`. A value depends on (seed, draw, row) alone, never on the block
/// it was made in. One for each thread.
public final class RandomBlock {
  /// Seed of the numbers held.
  public private(set) var seed: UInt64 = 0
  /// Draws of the numbers held.
  public private(set) var draws: Range<UInt64> = 0..<0
  /// Rows held.
  public private(set) var rows: [RandomRow] = []
  /// Doubles from one row to the next.
  public private(set) var rowStride = 0
  private(set) var base: UnsafeMutablePointer<Double>
  private var steps: [RandomStep] = []
  private var capacity = 1
  private var numbers: [UInt64] = []
  private var work: [Double] = []

  /// An empty block.
  public init() { base = Self.allocate(1) }

  deinit { base.deallocate() }

  /// Draws held.
  public var lanes: Int { draws.count }

  /// Makes the rows for these draws, unless the block already holds them. Pass the same array each time: comparing an array
  /// with itself is free.
  public func fill(seed: UInt64, draws: Range<UInt64>, rows: [RandomRow]) {
    if seed == self.seed && draws == self.draws && rows == self.rows { return }
    self.seed = seed
    if rows != self.rows {
      self.rows = rows
      steps = RandomStep.plan(rows)
    }
    if draws != self.draws || numbers.isEmpty { number(draws) }
    reserve(rows.count * rowStride + numbers.count)
    for step in steps { make(step) }
  }

  /// The value of one draw.
  public subscript(row row: Int, lane lane: Int) -> Double {
    precondition(rows.indices.contains(row) && (0..<lanes).contains(lane), "no such row or lane in the block")
    return base[row * rowStride + lane]
  }

  /// Calls `body` with the lanes of a row.
  public func withRow<R>(_ row: Int, _ body: (UnsafeBufferPointer<Double>) throws -> R) rethrows -> R {
    precondition(rows.indices.contains(row), "no such row in the block")
    return try body(UnsafeBufferPointer(start: base + row * rowStride, count: lanes))
  }

  private func number(_ draws: Range<UInt64>) {
    self.draws = draws
    let padded = LaneProgram.paddedLanes(draws.count)
    if numbers.count != padded {
      numbers = [UInt64](repeating: 0, count: padded)
      work = [Double](repeating: 0, count: padded)
    }
    for i in numbers.indices { numbers[i] = draws.lowerBound &+ UInt64(i) }
    rowStride = LaneProgram.rowStride(forLanes: draws.count)
  }

  private func reserve(_ count: Int) {
    guard count > capacity else { return }
    base.deallocate()
    base = Self.allocate(count)
    capacity = count
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Double> {
    let bytes = max(1, count) * MemoryLayout<Double>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    return memory.initializeMemory(as: Double.self, repeating: 0, count: max(1, count))
  }

  private func row(_ i: Int) -> UnsafeMutablePointer<Double> { base + i * rowStride }

  private func make(_ step: RandomStep) {
    let even = step.even.map { row($0) }
    let odd = step.odd.map { row($0) }
    switch step.kind {
    case .normal: lane_normals(seed, step.period, step.pair, numbers, numbers.count, even, odd)
    case .uniform: lane_uniforms(seed, step.period, step.pair, numbers, numbers.count, even, odd)
    default:
      if let even { makeByRejection(step.kind, period: step.period, shock: 2 * step.pair, into: even) }
      if let odd { makeByRejection(step.kind, period: step.period, shock: 2 * step.pair + 1, into: odd) }
    }
  }

  private func makeByRejection(
    _ kind: RandomRow.Kind, period: UInt32, shock: UInt32, into out: UnsafeMutablePointer<Double>
  ) {
    let count = numbers.count
    func gamma(_ shape: Double, stream: UInt32 = 0, _ out: UnsafeMutablePointer<Double>) {
      lane_gammas(seed, period, shock, stream, shape, numbers, count, out)
    }
    switch kind {
    case .normal, .uniform: break
    case .gamma(let shape): gamma(shape, out)
    case .chiSquared(let ν):
      gamma(ν / 2, out)
      for i in 0..<count { out[i] = 2 * out[i] }
    case .studentScale(let ν):
      gamma(ν / 2, out)
      for i in 0..<count { out[i] = (ν / (2 * out[i])).squareRoot() }
    case .studentT(let ν):
      gamma(ν / 2, out)
      work.withUnsafeMutableBufferPointer { normal in
        let even = shock % 2 == 0 ? normal.baseAddress : nil
        let odd = shock % 2 == 1 ? normal.baseAddress : nil
        lane_normals(seed, period, shock / 2, numbers, count, even, odd)
        for i in 0..<count { out[i] = normal[i] * (ν / (2 * out[i])).squareRoot() }
      }
    case .beta(let a, let b):
      gamma(a, out)
      work.withUnsafeMutableBufferPointer { other in
        guard let second = other.baseAddress else { return }
        gamma(b, stream: 1, second)
        for i in 0..<count { out[i] = out[i] / (out[i] + second[i]) }
      }
    }
  }
}

/// Rows made together: the two shocks of one generator call.
struct RandomStep {
  var period: UInt32
  var pair: UInt32
  var kind: RandomRow.Kind
  var even: Int?
  var odd: Int?

  /// Joins neighbouring shocks of one period and kind. A row asked for twice is made twice.
  static func plan(_ rows: [RandomRow]) -> [RandomStep] {
    var steps: [RandomStep] = []
    var open: [RandomRow: Int] = [:]
    for (i, row) in rows.enumerated() {
      let key = RandomRow(period: row.period, shock: row.shock & ~1, kind: row.kind)
      let isOdd = row.shock % 2 == 1
      if let at = open[key], isOdd ? steps[at].odd == nil : steps[at].even == nil {
        if isOdd { steps[at].odd = i } else { steps[at].even = i }
        continue
      }
      open[key] = steps.count
      steps.append(
        RandomStep(
          period: row.period, pair: row.shock / 2, kind: row.kind, even: isOdd ? nil : i, odd: isOdd ? i : nil
        ))
    }
    return steps
  }
}
