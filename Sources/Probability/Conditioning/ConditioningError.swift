/// Why values of a lane graph cannot be conditioned upon. Positions count from 0 in the order given.
public enum ConditioningError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It is not affine in the normal inputs.
  case notAffine(index: Int)
  /// It depends on none of the normal inputs.
  case unaffected(index: Int)
  /// Those before it determine it.
  case determined(index: Int)

  public var description: String {
    switch self {
    case .notAffine(let i):
      "Condition \(i + 1) is on a value that is not affine in the normal inputs; condition on one that is."
    case .unaffected(let i):
      "Condition \(i + 1) is on a value that no normal input moves; set the value instead."
    case .determined(let i):
      "Condition \(i + 1) is on a value that the conditions before it determine; drop one of them."
    }
  }
}

extension ConditioningError {
  /// The position of the value at fault.
  public var index: Int {
    switch self {
    case .notAffine(let index), .unaffected(let index), .determined(let index): index
    }
  }
}
