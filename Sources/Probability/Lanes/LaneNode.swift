internal import LaneKernels

/// What a node of a ``LaneGraph`` does with its operands.
enum LaneOperator: UInt8 {
  case input, constant, add, subtract, multiply, divide, negate, squareRoot, exp, log, minimum, maximum,
    atLeast, select
}

/// One operation: operands are numbers of earlier nodes; `bits` holds a constant or an input's row.
struct LaneNode: Hashable {
  var op: LaneOperator
  var a: Int32 = -1
  var b: Int32 = -1
  var c: Int32 = -1
  var bits: UInt64 = 0

  var value: Double { Double(bitPattern: bits) }
  var row: Int { Int(bits) }

  /// Operand nodes in the order they are written.
  var operands: [Int] { [a, b, c].filter { $0 >= 0 }.map { Int($0) } }

  /// The operation on numbers, with the same bytes as the kernels.
  func evaluate(_ x: Double, _ y: Double, _ z: Double) -> Double {
    switch op {
    case .input, .constant: x
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .negate: -x
    case .squareRoot: x.squareRoot()
    case .exp: LaneFunction.exp(x)
    case .log: LaneFunction.log(x)
    case .minimum: x < y ? x : y
    case .maximum: x > y ? x : y
    case .atLeast: x >= y ? 1 : 0
    case .select: x != 0 ? y : z
    }
  }
}

/// The engine's own elementary functions for one number: the same bytes as a lane of the kernels, on every CPU.
public enum LaneFunction {
  /// eˣ, below 1 ulp.
  public static func exp(_ x: Double) -> Double { apply(lane_exp, x) }
  /// ln x, below 1 ulp.
  public static func log(_ x: Double) -> Double { apply(lane_log, x) }

  private static func apply(
    _ kernel: (UnsafePointer<Double>?, Int, UnsafeMutablePointer<Double>?) -> Void, _ x: Double
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 8) { lanes in
      lanes.initialize(repeating: x)
      kernel(UnsafePointer(lanes.baseAddress), 8, lanes.baseAddress)
      return lanes[0]
    }
  }
}
