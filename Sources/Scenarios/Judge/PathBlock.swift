/// Projected paths of a block of draws: quantities × periods × lanes, structure of arrays, plus a validity mask and,
/// where conditions are met by weighting, a log-weight per lane.
///
/// A block belongs to one thread. Its storage is reused from scenario to scenario and from block to block.
public struct PathBlock: ~Copyable {
  /// Draws a block holds at most: a multiple of 8 that keeps a row in the first-level cache.
  public static let capacity = 256

  /// Doubles from one row to the next: a cache line more than a row, so that rows do not crowd one cache set.
  public static let rowStride = capacity + 8

  public let seed: UInt64
  public private(set) var quantities: Int
  public private(set) var periods: Int
  /// Lanes in use: the number of draws last filled.
  public var lanes: Int
  /// False until a projection says otherwise; the same for all blocks of one projection.
  public var isWeighted: Bool
  /// What a projector keeps between fills, such as the random numbers all scenarios share. Only projectors read it.
  public var scratch: (any AnyObject)?

  private var storage: UnsafeMutableBufferPointer<Double>

  public init(seed: UInt64) {
    self.seed = seed
    quantities = 0
    periods = 0
    lanes = 0
    isWeighted = false
    storage = UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  deinit { storage.baseAddress.map { UnsafeMutableRawPointer($0).deallocate() } }

  /// Makes room for a projection of this shape; contents are undefined until filled.
  public mutating func reshape(quantities: Int, periods: Int) {
    let needed = (quantities * periods + 2) * Self.rowStride
    if storage.count < needed {
      storage.baseAddress.map { UnsafeMutableRawPointer($0).deallocate() }
      let raw = UnsafeMutableRawPointer.allocate(
        byteCount: needed * MemoryLayout<Double>.stride, alignment: 64)
      storage = UnsafeMutableBufferPointer(
        start: raw.initializeMemory(as: Double.self, repeating: 0, count: needed), count: needed)
    }
    self.quantities = quantities
    self.periods = periods
    isWeighted = false
  }

  /// Row of one quantity in one period, `capacity` doubles long, 64-byte aligned; the first `lanes` are meaningful.
  public func row(_ quantity: Int, period: Int) -> UnsafeMutablePointer<Double> {
    precondition(
      quantity >= 0 && quantity < quantities && period >= 0 && period < periods, "row outside the block")
    return pointer(quantity * periods + period)
  }

  /// One where the draw found a solution, zero where it did not; such lanes are counted, never dropped in silence.
  public var validity: UnsafeMutablePointer<Double> { pointer(quantities * periods) }

  /// Log-weight of each lane before `PreparedProjection.logWeightScale` is taken off; undefined unless `isWeighted`.
  public var logWeights: UnsafeMutablePointer<Double> { pointer(quantities * periods + 1) }

  private func pointer(_ row: Int) -> UnsafeMutablePointer<Double> {
    guard let base = storage.baseAddress else { preconditionFailure("reshape the block first") }
    return base + row * Self.rowStride
  }
}
