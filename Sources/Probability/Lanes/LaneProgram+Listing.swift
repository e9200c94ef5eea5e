internal import LaneKernels

extension LaneProgram {
  /// One instruction of a program, for whoever wants to run it elsewhere: what it does with the accumulator a, the rows
  /// x and y and the scalar k.
  ///
  /// Rows are numbered inputs first, then outputs, then temporaries. `left`, `right` and `scalar` mean something only where the
  /// operation reads them.
  public struct Instruction: Sendable, Hashable {
    /// Such as `add_scaled`, a = a + k·x; the list is ``LaneProgram/operations``.
    public let operation: String
    public let left: Int
    public let right: Int
    public let scalar: Double
  }

  /// Names of all operations and what each does with a, x, y and k.
  public static let operations: [(name: String, meaning: String)] = [
    ("end", ""), ("load", "x"), ("fill", "k"), ("store", "x = a"), ("add", "a + x"), ("sub", "a - x"),
    ("sub_from", "x - a"), ("mul", "a * x"), ("div", "a / x"), ("div_into", "x / a"), ("add_scalar", "a + k"),
    ("sub_from_scalar", "k - a"), ("mul_scalar", "a * k"), ("div_scalar", "a / k"),
    ("div_into_scalar", "k / a"),
    ("load_scaled", "k * x"), ("add_scaled", "a + k * x"), ("sub_scaled", "a - k * x"),
    ("add_product", "a + x * y"), ("sub_product", "a - x * y"), ("negate", "-a"), ("sqrt", "sqrt(a)"),
    ("exp", "exp(a)"), ("log", "log(a)"), ("min", "min(a, x)"), ("max", "max(a, x)"),
    ("min_scalar", "min(a, k)"), ("max_scalar", "max(a, k)"), ("at_least", "a >= x"), ("at_most", "a <= x"),
    ("at_least_scalar", "a >= k"), ("at_most_scalar", "a <= k"), ("select", "a != 0 ? x : y"),
    ("add_load", "x + y"), ("sub_load", "x - y"), ("mul_load", "x * y"),
  ]

  /// The program, instruction by instruction, the closing `end` left out.
  public var listing: [Instruction] {
    precondition(Self.operations.count == Int(LANE_OPERATION_COUNT.rawValue), "an operation has no name")
    return instructions.dropLast().map {
      Instruction(
        operation: Self.operations[Int($0.operation)].name, left: Int($0.left), right: Int($0.right),
        scalar: $0.scalar)
    }
  }
}
