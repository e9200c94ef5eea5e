/// A column vector.
public typealias Vector = [Double]

extension Array where Element == Double {
  /// The inner product xᵀy; both must be equally long.
  @inlinable
  public func dot(_ other: [Double]) -> Double {
    precondition(count == other.count, "an inner product needs vectors of equal length")
    let (a, b) = (span, other.span)
    var sum = 0.0
    for i in a.indices { sum += a[i] * b[i] }
    return sum
  }

  /// The Euclidean length ‖x‖₂, without overflow or underflow on the way.
  public var norm: Double {
    let largest = reduce(0) { Swift.max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return largest }
    let sum = reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
    return largest * sum.squareRoot()
  }
}
