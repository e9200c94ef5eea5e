/// A sum kept as an unevaluated pair of doubles, about 32 digits: for residuals that cancel.
/// Ogita, Rump & Oishi (2005), "Accurate sum and dot product", algorithms 2.1, 3.5 and 5.3.
struct ExactSum {
  private(set) var high: Double
  private(set) var low = 0.0

  init(_ value: Double) { high = value }

  mutating func add(_ term: Double) {
    let sum = high + term
    let part = sum - high
    low += (high - (sum - part)) + (term - part)
    high = sum
  }

  mutating func add(_ a: Double, times b: Double) {
    let product = a * b
    add(product)
    low += (-product).addingProduct(a, b)
  }

  /// Adds a term far below the sum's last place.
  mutating func addSmall(_ term: Double) { low += term }

  /// The sum rounded to one double.
  var value: Double { high + low }
}
