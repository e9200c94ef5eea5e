import Foundation

/// The elementary functions as the system's library computes them, under names that do not collide with the
/// language's.
enum Scalar {
  static func exp(_ x: Double) -> Double { Foundation.exp(x) }
  static func log(_ x: Double) -> Double { Foundation.log(x) }
  static func pow(_ x: Double, _ y: Double) -> Double { Foundation.pow(x, y) }
}
