/// Why rows of a table could not be used, and how many each reason concerns; one row may have several.
public struct MissingRows: Equatable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// A cell of the column is empty.
    case empty(column: String)
    /// There is no value the periods earlier or later that the call reads: the beginning or end of a series, or a gap.
    case noOtherPeriod(call: String)
    /// Arithmetic without a result: the logarithm of what is not positive, a division by zero, a number too large.
    case undefined(expression: String)
  }

  public let reason: Reason
  /// Rows it concerns.
  public let count: Int

  public init(reason: Reason, count: Int) {
    self.reason = reason
    self.count = count
  }
}

extension MissingRows: CustomStringConvertible {
  public var description: String {
    switch reason {
    case .empty(let column): "\(column) is empty in \(rows)"
    case .noOtherPeriod(let call): "\(call) has no value in \(rows) (the end of a series, or a gap)"
    case .undefined(let expression): "\(expression) is not defined in \(rows)"
    }
  }

  private var rows: String { count == 1 ? "1 row" : "\(count) rows" }
}
