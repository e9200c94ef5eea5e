/// Coefficients of J. G. MacKinnon (1994), “Approximate asymptotic distribution functions for unit-root and
/// cointegration tests”, JBES 12:167–176, tables 3 and 4 (τ) with the limits of their range. Rows: 1 to 6
/// series.
enum MacKinnonProbabilities {
  /// Above `star` the large-p polynomial holds, up to `highest`; below it the small-p one, down to `lowest`.
  struct Surface: Sendable {
    let lowest: Double
    let star: Double
    let highest: Double
    /// Φ⁻¹(p) as a polynomial in τ, small p.
    let small: [Double]
    /// The same for large p.
    let large: [Double]
  }

  static let none = [
    Surface(
      lowest: -19.04, star: -1.04, highest: .infinity,
      small: [0.6344, 1.2378, 0.032496],
      large: [0.4797, 0.93557, -0.06999, 0.033066]),
    Surface(
      lowest: -19.62, star: -1.53, highest: 1.51,
      small: [1.9129, 1.3857, 0.035322],
      large: [1.5578, 0.8558, -0.2083, -0.033549]),
    Surface(
      lowest: -21.21, star: -2.68, highest: 0.86,
      small: [2.7648, 1.4502, 0.034186],
      large: [2.2268, 0.68093, -0.32362, -0.054448]),
    Surface(
      lowest: -23.25, star: -3.09, highest: 0.88,
      small: [3.4336, 1.4835, 0.0319],
      large: [2.7654, 0.64502, -0.30811, -0.044946]),
    Surface(
      lowest: -21.63, star: -3.07, highest: 1.05,
      small: [4.0999, 1.5533, 0.0359],
      large: [3.2684, 0.68051, -0.26778, -0.034972]),
    Surface(
      lowest: -25.74, star: -3.77, highest: 1.24,
      small: [4.5388, 1.5344, 0.029807],
      large: [3.7268, 0.7167, -0.23648, -0.028288]),
  ]

  static let constant = [
    Surface(
      lowest: -18.83, star: -1.61, highest: 2.74,
      small: [2.1659, 1.4412, 0.038269],
      large: [1.7339, 0.93202, -0.12745, -0.010368]),
    Surface(
      lowest: -18.86, star: -2.62, highest: 0.92,
      small: [2.92, 1.5012, 0.039796],
      large: [2.1945, 0.64695, -0.29198, -0.042377]),
    Surface(
      lowest: -23.48, star: -3.13, highest: 0.55,
      small: [3.4699, 1.4856, 0.03164],
      large: [2.5893, 0.45168, -0.36529, -0.050074]),
    Surface(
      lowest: -28.07, star: -3.47, highest: 0.61,
      small: [3.9673, 1.4777, 0.026315],
      large: [3.0387, 0.45452, -0.33666, -0.041921]),
    Surface(
      lowest: -25.96, star: -3.78, highest: 0.79,
      small: [4.5509, 1.5338, 0.029545],
      large: [3.5049, 0.52098, -0.29158, -0.033468]),
    Surface(
      lowest: -23.27, star: -3.93, highest: 1.0,
      small: [5.1399, 1.6036, 0.034445],
      large: [3.9489, 0.58933, -0.25359, -0.02721]),
  ]

  static let trend = [
    Surface(
      lowest: -16.18, star: -2.89, highest: 0.7,
      small: [3.2512, 1.6047, 0.049588],
      large: [2.5261, 0.61654, -0.37956, -0.060285]),
    Surface(
      lowest: -21.15, star: -3.19, highest: 0.63,
      small: [3.6646, 1.5419, 0.036448],
      large: [2.85, 0.5272, -0.36622, -0.051695]),
    Surface(
      lowest: -25.37, star: -3.5, highest: 0.71,
      small: [4.0983, 1.5173, 0.029898],
      large: [3.221, 0.5255, -0.32685, -0.041501]),
    Surface(
      lowest: -26.63, star: -3.65, highest: 0.93,
      small: [4.5844, 1.5338, 0.028796],
      large: [3.652, 0.59758, -0.27483, -0.032081]),
    Surface(
      lowest: -26.53, star: -3.8, highest: 1.19,
      small: [5.0722, 1.5634, 0.029472],
      large: [4.0712, 0.66428, -0.23464, -0.02546]),
    Surface(
      lowest: -26.18, star: -4.36, highest: 1.42,
      small: [5.53, 1.5914, 0.030392],
      large: [4.4735, 0.71757, -0.20681, -0.021196]),
  ]

  static let quadraticTrend = [
    Surface(
      lowest: -17.17, star: -3.21, highest: 0.54,
      small: [4.0003, 1.658, 0.048288],
      large: [3.0778, 0.49529, -0.41477, -0.059359]),
    Surface(
      lowest: -21.1, star: -3.51, highest: 0.79,
      small: [4.3534, 1.6016, 0.037947],
      large: [3.4713, 0.5967, -0.32507, -0.042286]),
    Surface(
      lowest: -24.33, star: -3.81, highest: 1.08,
      small: [4.7343, 1.5768, 0.032396],
      large: [3.8637, 0.67852, -0.26286, -0.031381]),
    Surface(
      lowest: -24.03, star: -3.83, highest: 1.43,
      small: [5.214, 1.6077, 0.033449],
      large: [4.2736, 0.76199, -0.21534, -0.024026]),
    Surface(
      lowest: -24.33, star: -4.12, highest: 3.49,
      small: [5.6481, 1.6274, 0.033455],
      large: [4.6679, 0.82618, -0.1822, -0.019147]),
    Surface(
      lowest: -28.22, star: -4.63, highest: 1.92,
      small: [5.9296, 1.5929, 0.028223],
      large: [5.0009, 0.83735, -0.16994, -0.016928]),
  ]

}
