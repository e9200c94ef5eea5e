import LinearAlgebra
import Testing

@Suite struct DoubleDoubleTests {
  /// Expected parts: Python 3 fractions, high = float(Fraction(text)), low = float(Fraction(text) − Fraction(high)).
  @Test(arguments: [
    ("0.1", 0.1, -0x1.999999999999ap-58), ("-6.860120914", -6.860120914, 0x1.905841237a9d4p-52),
    ("1.5e-7", 1.5e-7, 0x1.0696f2f62c41ap-77),
    ("3.14159265358979323846264338327950288", 3.141592653589793, 0x1.1a62633145c07p-53),
    ("12e3", 12000, 0), ("+.5", 0.5, 0), ("1.", 1, 0),
  ])
  func decimalsAreRead(_ text: String, _ high: Double, _ low: Double) throws {
    let value = try #require(DoubleDouble(decimal: text))
    #expect(value.high == high && abs(value.low - low) <= abs(low) * 1e-14)
  }

  @Test(arguments: ["", "-", ".", "1.2.3", "1e", "1e400", "nan", "1,5", "0x10", " 1"])
  func otherTextsAreRefused(_ text: String) { #expect(DoubleDouble(decimal: text) == nil) }

  @Test func roundedDecimalsAreRecognised() throws {
    for text in ["0.1", "-6.860120914", "0.11019", "123456.789012345", "1.23456789e-5", "9007.19925474099"] {
      let spelled = try #require(DoubleDouble(decimal: text))
      let found = DoubleDouble(decimalOf: spelled.high)
      #expect(found.high == spelled.high && abs(found.low - spelled.low) <= abs(spelled.low) * 1e-14)
    }
    for exact in [0, 0.5, 3, -1e300, Double.leastNonzeroMagnitude, .infinity, 0.1 + 0.2] {
      #expect(DoubleDouble(decimalOf: exact).low == 0)
    }
  }

  /// The Hilbert matrix of order 12, κ ≈ 1.7·10¹⁶, with a solution of ones; H is given by 31 digits of 1/(i + j + 1).
  @Test func aHilbertSystemIsSolved() throws {
    let columns = (0..<12).map { j in (0..<12).map { DoubleDouble(1) / DoubleDouble(Double($0 + j + 1)) } }
    let h = ExtendedMatrix(columns: columns)
    let b = (0..<12).map { i in columns.reduce(DoubleDouble(0)) { $0 + $1[i] } }
    let x = try ExtendedLeastSquares(h, b)
    #expect(x.coefficients.allSatisfy { abs($0.value - 1) < 1e-13 })
  }

  @Test func powersAreExactInTwoDoubles() {
    let x = DoubleDouble(decimalOf: -6.860120914)
    let powers = ExtendedMatrix.powers(of: [x], degrees: 1...2)
    // Python: Fraction("-6.860120914")**2 = 47.061258954700195396
    let square = DoubleDouble(decimal: "47.061258954700195396")
    #expect(powers.columns == 2 && powers[0, 1].high == square?.high)
    #expect(abs(powers[0, 1].low - (square?.low ?? 0)) < 1e-30)
  }
}
