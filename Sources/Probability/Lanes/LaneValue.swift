/// A value of a ``LaneGraph``: one number per lane, known only by how it is computed.
///
/// Values of one graph combine with `+ - * /` among themselves and with `Double`. Mixing graphs is a programmer's error.
public struct LaneValue {
  /// The graph it belongs to.
  public let graph: LaneGraph
  let id: Int

  /// The number this value is for certain, if it is a constant of the graph.
  public var constant: Double? { graph.constant(at: id) }

  /// l + r, rounded once in each lane.
  public static func + (l: LaneValue, r: LaneValue) -> LaneValue { l.graph.add(l, r) }
  /// l − r, rounded once in each lane.
  public static func - (l: LaneValue, r: LaneValue) -> LaneValue { l.graph.subtract(l, r) }
  /// l · r, rounded once in each lane.
  public static func * (l: LaneValue, r: LaneValue) -> LaneValue { l.graph.multiply(l, r) }
  /// l ÷ r, rounded once in each lane.
  public static func / (l: LaneValue, r: LaneValue) -> LaneValue { l.graph.divide(l, r) }
  /// −x.
  public static prefix func - (x: LaneValue) -> LaneValue { x.graph.negate(x) }

  /// l plus the same number in every lane.
  public static func + (l: LaneValue, r: Double) -> LaneValue { l + l.graph.constant(r) }
  /// l minus the same number in every lane.
  public static func - (l: LaneValue, r: Double) -> LaneValue { l - l.graph.constant(r) }
  /// l times the same number in every lane.
  public static func * (l: LaneValue, r: Double) -> LaneValue { l * l.graph.constant(r) }
  /// l divided by the same number in every lane.
  public static func / (l: LaneValue, r: Double) -> LaneValue { l / l.graph.constant(r) }
  /// The same number in every lane, plus r.
  public static func + (l: Double, r: LaneValue) -> LaneValue { r.graph.constant(l) + r }
  /// The same number in every lane, minus r.
  public static func - (l: Double, r: LaneValue) -> LaneValue { r.graph.constant(l) - r }
  /// The same number in every lane, times r.
  public static func * (l: Double, r: LaneValue) -> LaneValue { r.graph.constant(l) * r }
  /// The same number in every lane, divided by r.
  public static func / (l: Double, r: LaneValue) -> LaneValue { r.graph.constant(l) / r }

  /// Adds r.
  public static func += (l: inout LaneValue, r: LaneValue) { l = l + r }
  /// Subtracts r.
  public static func -= (l: inout LaneValue, r: LaneValue) { l = l - r }
  /// Multiplies by r.
  public static func *= (l: inout LaneValue, r: LaneValue) { l = l * r }

  /// eˣ by the lane kernel (below 1 ulp), the same bytes on every CPU.
  public func exp() -> LaneValue { graph.unary(.exp, self) }
  /// ln x by the lane kernel (below 1 ulp).
  public func log() -> LaneValue { graph.unary(.log, self) }
  /// √x, correctly rounded.
  public func squareRoot() -> LaneValue { graph.unary(.squareRoot, self) }
  /// self < other ? self : other; the other where either is not a number.
  public func minimum(_ other: LaneValue) -> LaneValue { graph.binary(.minimum, self, other) }
  /// self < other ? self : other; the other where self is not a number.
  public func minimum(_ other: Double) -> LaneValue { minimum(graph.constant(other)) }
  /// self > other ? self : other; the other where either is not a number.
  public func maximum(_ other: LaneValue) -> LaneValue { graph.binary(.maximum, self, other) }
  /// self > other ? self : other; the other where self is not a number.
  public func maximum(_ other: Double) -> LaneValue { maximum(graph.constant(other)) }
  /// 1 in the lanes with self ≥ other, 0 in the others.
  public func isAtLeast(_ other: LaneValue) -> LaneValue { graph.binary(.atLeast, self, other) }
  /// 1 in the lanes with self ≥ other, 0 in the others.
  public func isAtLeast(_ other: Double) -> LaneValue { isAtLeast(graph.constant(other)) }
  /// 1 in the lanes with self ≤ other, 0 in the others.
  public func isAtMost(_ other: LaneValue) -> LaneValue { other.isAtLeast(self) }
  /// 1 in the lanes with self ≤ other, 0 in the others.
  public func isAtMost(_ other: Double) -> LaneValue { graph.constant(other).isAtLeast(self) }
  /// `yes` in the lanes where self is not zero, `no` in the others.
  public func select(_ yes: LaneValue, otherwise no: LaneValue) -> LaneValue { graph.select(self, yes, no) }
}

extension LaneValue: Equatable, Hashable {
  /// Whether both are the same computation of the same graph.
  public static func == (l: LaneValue, r: LaneValue) -> Bool { l.graph === r.graph && l.id == r.id }
  /// Agrees with ==.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(graph))
    hasher.combine(id)
  }
}
