/// Rows a judge works in; one set for each thread, reused from block to block.
final class JudgeBuffers {
  static let words = PathBlock.capacity / 64
  static let planeCount = 16

  /// One row for each series that is not itself a row of the block.
  private let values: UnsafeMutablePointer<Double>
  /// A second row for series that are the worst of several.
  let other: UnsafeMutablePointer<Double>
  let weights: UnsafeMutablePointer<Double>
  let squaredWeights: UnsafeMutablePointer<Double>
  let weightUnits: UnsafeMutablePointer<UInt64>
  let squaredWeightUnits: UnsafeMutablePointer<UInt64>
  let valid: UnsafeMutablePointer<UInt64>
  let scratch: UnsafeMutablePointer<UInt64>
  /// Bit i of each lane's pattern or count, in plane i.
  let planes: UnsafeMutablePointer<UInt64>
  /// Masks of a group's members, and Σw and Σw² of the lanes of each within another.
  let masks: UnsafeMutablePointer<UnsafePointer<UInt64>?>
  let maskSums: UnsafeMutablePointer<Double>
  /// Hits of each target, then of all the headline ones together.
  private let hits: UnsafeMutablePointer<UInt64>
  /// Hits of each target in the baseline before its invalid lanes were taken out.
  private let baselineMarks: UnsafeMutablePointer<UInt64>
  /// The same of the baseline scenario in the same draws, and which of these were valid.
  private let baselineHits: UnsafeMutablePointer<UInt64>
  let baselineValid: UnsafeMutablePointer<UInt64>
  /// Weights of the baseline's lanes; of no meaning unless it is weighted.
  let baselineWeights: UnsafeMutablePointer<Double>
  private(set) var baselineIsWeighted = false
  /// Lanes valid here and in the baseline, and the products of their weights.
  let pairedValid: UnsafeMutablePointer<UInt64>
  let pairWeights: UnsafeMutablePointer<Double>
  /// Where each series of the block at hand is; set by the fold.
  var series: [UnsafePointer<Double>]
  private let targets: Int

  init(series: Int, targets: Int) {
    let lanes = PathBlock.capacity
    values = .allocate(capacity: max(series, 1) * lanes)
    values.initialize(repeating: 0, count: max(series, 1) * lanes)
    other = Self.row(of: 0.0, lanes)
    weights = Self.row(of: 0.0, lanes)
    squaredWeights = Self.row(of: 0.0, lanes)
    weightUnits = Self.row(of: 0, lanes)
    squaredWeightUnits = Self.row(of: 0, lanes)
    valid = Self.row(of: 0, Self.words)
    scratch = Self.row(of: 0, Self.words)
    planes = Self.row(of: 0, Self.planeCount * Self.words)
    masks = Self.row(of: nil, targets + 1)
    maskSums = Self.row(of: 0, 2 * (targets + 1))
    hits = Self.row(of: 0, (targets + 1) * Self.words)
    baselineMarks = Self.row(of: 0, (targets + 1) * Self.words)
    baselineHits = Self.row(of: 0, (targets + 1) * Self.words)
    baselineValid = Self.row(of: 0, Self.words)
    baselineWeights = Self.row(of: 0.0, lanes)
    pairedValid = Self.row(of: 0, Self.words)
    pairWeights = Self.row(of: 0.0, lanes)
    self.series = [UnsafePointer<Double>](repeating: UnsafePointer(values), count: series)
    self.targets = targets
  }

  deinit {
    values.deallocate()
    other.deallocate()
    weights.deallocate()
    squaredWeights.deallocate()
    weightUnits.deallocate()
    squaredWeightUnits.deallocate()
    valid.deallocate()
    scratch.deallocate()
    planes.deallocate()
    masks.deallocate()
    maskSums.deallocate()
    hits.deallocate()
    baselineMarks.deallocate()
    baselineHits.deallocate()
    baselineValid.deallocate()
    baselineWeights.deallocate()
    pairedValid.deallocate()
    pairWeights.deallocate()
  }

  func value(_ series: Int) -> UnsafeMutablePointer<Double> { values + series * PathBlock.capacity }

  func hits(_ target: Int) -> UnsafeMutablePointer<UInt64> { hits + target * Self.words }

  func baselineHits(_ target: Int) -> UnsafeMutablePointer<UInt64> { baselineHits + target * Self.words }

  func baselineMarks(_ target: Int) -> UnsafeMutablePointer<UInt64> { baselineMarks + target * Self.words }

  var allHits: UnsafeMutablePointer<UInt64> { hits(targets) }

  /// Keeps the hits at hand, and the weights if there are any, as those of the baseline.
  func keepAsBaseline(isWeighted: Bool) {
    baselineIsWeighted = isWeighted
    if isWeighted { baselineWeights.update(from: weights, count: PathBlock.capacity) }
    baselineHits.update(from: hits, count: (targets + 1) * Self.words)
    baselineValid.update(from: valid, count: Self.words)
  }

  private static func row<T>(of value: T, _ count: Int) -> UnsafeMutablePointer<T> {
    let row = UnsafeMutablePointer<T>.allocate(capacity: count)
    row.initialize(repeating: value, count: count)
    return row
  }
}
