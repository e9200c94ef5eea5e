/// Critical values of the Cragg–Donald F statistic (`CraggDonald.f`; with one endogenous regressor the first stage's F),
/// 5% level, for the hypothesis that the instruments are weak: that the bias or the size distortion may exceed a
/// tolerance. Stock & Yogo (2005), Tables 5.1, 5.2 and 5.4. Found for equal variances without correlation.
public struct StockYogo: Codable, Equatable, Sendable {
  /// What weak instruments are feared for, and how much of it is tolerated.
  public enum Tolerance: Codable, Equatable, Sendable {
    /// Bias of two-stage least squares relative to that of least squares.
    case relativeBias(RelativeBias)
    /// Actual size of a 5% Wald test with two-stage least squares.
    case size(Size)
    /// Actual size of a 5% Wald test with LIML.
    case sizeOfLIML(Size)
  }

  /// Tolerated relative bias, in percent.
  public enum RelativeBias: Int, Codable, CaseIterable, Sendable {
    case five = 5
    case ten = 10
    case twenty = 20
    case thirty = 30
  }

  /// Tolerated size of a 5% test, in percent.
  public enum Size: Int, Codable, CaseIterable, Sendable {
    case ten = 10
    case fifteen = 15
    case twenty = 20
    case twentyFive = 25
  }

  /// Number of endogenous regressors, g.
  public let endogenous: Int
  /// Number of excluded instruments, l.
  public let instruments: Int

  public init(endogenous: Int, instruments: Int) {
    self.endogenous = endogenous
    self.instruments = instruments
  }

  public init(_ design: InstrumentalDesign) {
    self.init(endogenous: design.endogenous.columns, instruments: design.instruments.columns)
  }

  /// The critical value; nil where none is tabulated. Bias: up to three endogenous regressors, with at least two
  /// instruments more than those; size: up to two; in both up to thirty instruments.
  public func criticalValue(_ tolerance: Tolerance) -> Double? {
    switch tolerance {
    case .relativeBias(let bias):
      guard (1...3).contains(endogenous), instruments >= endogenous + 2 else { return nil }
      let place = 4 * (endogenous - 1) + RelativeBias.allCases.distance(to: bias)
      return Self.relativeBias.value(row: instruments - 3, column: place)
    case .size(let size): return value(Self.size, size)
    case .sizeOfLIML(let size): return value(Self.sizeOfLIML, size)
    }
  }

  private func value(_ table: [[Double]], _ size: Size) -> Double? {
    guard (1...2).contains(endogenous), instruments >= endogenous else { return nil }
    return table.value(row: instruments - 1, column: 4 * (endogenous - 1) + Size.allCases.distance(to: size))
  }
}

extension [[Double]] {
  fileprivate func value(row: Int, column: Int) -> Double? {
    indices.contains(row) ? self[row][column] : nil
  }
}

extension Array where Element: Equatable {
  fileprivate func distance(to element: Element) -> Int { firstIndex(of: element) ?? 0 }
}
