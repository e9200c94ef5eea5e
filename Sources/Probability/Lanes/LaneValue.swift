/// A value of a ``LaneGraph``: one number per lane, known only by how it is computed.
///
/// Values of one graph combine with `+ - * /` among themselves and with `Double`. Mixing graphs is a programmer's error.
public struct LaneValue {
  public let graph: LaneGraph
  let id: Int

  /// The number this value is for certain, if it is a constant of the graph.
  public var constant: Double? { graph.constant(at: id) }

  public static func + (l: LaneValue, r: LaneValue) -> LaneValue { l.graph.add(l, r) }
  public static func - (l: LaneValue, r: LaneValue) -> LaneValue { l.graph.subtract(l, r) }
  public static func * (l: LaneValue, r: LaneValue) -> LaneValue { l.graph.multiply(l, r) }
  public static func / (l: LaneValue, r: LaneValue) -> LaneValue { l.graph.divide(l, r) }
  public static prefix func - (x: LaneValue) -> LaneValue { x.graph.negate(x) }

  public static func + (l: LaneValue, r: Double) -> LaneValue { l + l.graph.constant(r) }
  public static func - (l: LaneValue, r: Double) -> LaneValue { l - l.graph.constant(r) }
  public static func * (l: LaneValue, r: Double) -> LaneValue { l * l.graph.constant(r) }
  public static func / (l: LaneValue, r: Double) -> LaneValue { l / l.graph.constant(r) }
  public static func + (l: Double, r: LaneValue) -> LaneValue { r.graph.constant(l) + r }
  public static func - (l: Double, r: LaneValue) -> LaneValue { r.graph.constant(l) - r }
  public static func * (l: Double, r: LaneValue) -> LaneValue { r.graph.constant(l) * r }
  public static func / (l: Double, r: LaneValue) -> LaneValue { r.graph.constant(l) / r }

  public static func += (l: inout LaneValue, r: LaneValue) { l = l + r }
  public static func -= (l: inout LaneValue, r: LaneValue) { l = l - r }
  public static func *= (l: inout LaneValue, r: LaneValue) { l = l * r }

  /// eˣ by the lane kernel (below 1 ulp), the same bytes on every CPU.
  public func exp() -> LaneValue { graph.unary(.exp, self) }
  /// ln x by the lane kernel (below 1 ulp).
  public func log() -> LaneValue { graph.unary(.log, self) }
  /// √x, correctly rounded.
  public func squareRoot() -> LaneValue { graph.unary(.squareRoot, self) }
  /// self < other ? self : other; the other where either is not a number.
  public func minimum(_ other: LaneValue) -> LaneValue { graph.binary(.minimum, self, other) }
  public func minimum(_ other: Double) -> LaneValue { minimum(graph.constant(other)) }
  /// self > other ? self : other; the other where either is not a number.
  public func maximum(_ other: LaneValue) -> LaneValue { graph.binary(.maximum, self, other) }
  public func maximum(_ other: Double) -> LaneValue { maximum(graph.constant(other)) }
  /// 1 in the lanes with self ≥ other, 0 in the others.
  public func isAtLeast(_ other: LaneValue) -> LaneValue { graph.binary(.atLeast, self, other) }
  public func isAtLeast(_ other: Double) -> LaneValue { isAtLeast(graph.constant(other)) }
  /// 1 in the lanes with self ≤ other, 0 in the others.
  public func isAtMost(_ other: LaneValue) -> LaneValue { other.isAtLeast(self) }
  public func isAtMost(_ other: Double) -> LaneValue { graph.constant(other).isAtLeast(self) }
  /// `yes` in the lanes where self is not zero, `no` in the others.
  public func select(_ yes: LaneValue, otherwise no: LaneValue) -> LaneValue { graph.select(self, yes, no) }
}

extension LaneValue: Equatable, Hashable {
  /// Whether both are the same computation of the same graph.
  public static func == (l: LaneValue, r: LaneValue) -> Bool { l.graph === r.graph && l.id == r.id }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(graph))
    hasher.combine(id)
  }
}
