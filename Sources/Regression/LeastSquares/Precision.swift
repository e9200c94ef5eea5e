/// The arithmetic a regression is solved in.
public enum Precision: String, Codable, Sendable, CaseIterable {
  /// A double's factorisation, refined with residuals in twice the precision: every digit of the result up to a
  /// condition of about 10¹², and the speed of doubles.
  case double
  /// Double-doubles throughout, 31 digits: for polynomials of high degree and other designs of condition beyond that.
  case extended
}
