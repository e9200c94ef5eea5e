import Probability

/// Which random numbers a run needs, and the rows a scenario's program reads: the same for all scenarios of a model and a
/// horizon, so that a block's random numbers are made once and serve them all.
///
/// Rows in order: varying coefficients (drawn once per draw), the pool's choice, and for each year correlated standard
/// shocks, tail factors, delivery shocks; then reserved rows, made only when a scenario asks for them.
final class DrawLayout: Sendable {
  /// What a reserved row is for, by variable and year.
  enum Reserve: Int, CaseIterable {
    /// ζ of a density condition, or of a value set with a standard deviation.
    case imposed
    /// Own shock of the elapsed part of a year.
    case elapsed
    /// ζ of a density condition on an elapsed part.
    case elapsedImposed
    /// Gamma variate behind the tail factor of a variable that is conditioned upon.
    case tail
  }

  let years: Int
  let coefficients: [Coefficient]
  let shocks: [String]
  let correlation: ShockCorrelation
  let variables: [String]
  /// Random rows and the program that turns them into the rows read, reserved ones excepted.
  let random: [RandomRow]
  let prelude: LaneProgram
  let reservedStart: Int
  let count: Int

  /// ν of shocks with fat tails.
  let degreesOfFreedom: [String: Double]
  private let coefficientRows: [String: Int]
  private let shockRows: [[String: Int]]
  private let tailRows: [[String: Int]]
  private let deliveryRows: [[Int]]
  private let commonRows: [Int]
  private let reservedPlaces: [String: Int]
  let poolRow: Int
  /// What every row is expected to be, by row: means of coefficients, zero shocks, tail factors of one.
  let means: [Double]

  /// - Parameters:
  ///   - panelWeight: probability that a draw takes the panel's view of GDP.
  ///   - variables: every variable, for reserved rows.
  ///   - deliveries: number of delivery targets.
  init(
    _ parameters: GrowthParameters, years: Int, panelWeight: Double, variables: [String], deliveries: Int
  ) throws(GrowthModelError) {
    self.years = years
    self.variables = variables
    let shocks = parameters.equations.map(\.variable)
    let correlation = try ShockCorrelation(of: shocks, from: parameters.correlations)
    self.shocks = shocks
    let degreesOfFreedom = Dictionary(
      parameters.equations.compactMap { e in e.degreesOfFreedom.map { (e.variable, $0) } },
      uniquingKeysWith: { $1 })
    self.degreesOfFreedom = degreesOfFreedom
    self.correlation = correlation
    var builder = PreludeBuilder()
    coefficients = parameters.coefficients
    var coefficientRows: [String: Int] = [:]
    for (i, c) in coefficients.enumerated() where c.distribution.fixedValue == nil {
      let transform = ParameterTransform(distribution: c.distribution)
      let raw = builder.random(period: 0, shock: i, transform.kind)
      coefficientRows[c.id] = builder.output(transform.value(of: raw))
    }
    self.coefficientRows = coefficientRows
    let choice = builder.random(period: 0, shock: Self.poolShock, .uniform)
    poolRow = builder.output(choice.isAtMost(panelWeight))
    var shockRows: [[String: Int]] = []
    var tailRows: [[String: Int]] = []
    var deliveryRows: [[Int]] = []
    var commonRows: [Int] = []
    for year in 1...years {
      let z = shocks.indices.map { builder.random(period: year, shock: $0, .normal) }
      shockRows.append([:])
      tailRows.append([:])
      for (i, e) in parameters.equations.enumerated() {
        let terms = (0...i).filter { correlation.factor[i][$0] != 0 }.map {
          (correlation.factor[i][$0], z[$0])
        }
        shockRows[year - 1][e.variable] = builder.output(builder.graph.linearCombination(terms))
        guard let ν = e.degreesOfFreedom else { continue }
        let factor = ν > 2 ? ((ν - 2) / ν).squareRoot() : 1
        let tail = builder.random(period: year, shock: i, .studentScale(degreesOfFreedom: ν))
        tailRows[year - 1][e.variable] = builder.output(factor * tail)
      }
      deliveryRows.append([])
      for i in 0..<deliveries {
        let own = builder.random(period: year, shock: Self.deliveryShock + 1 + i, .normal)
        deliveryRows[year - 1].append(builder.output(own))
      }
      let common = builder.random(period: year, shock: Self.deliveryShock, .normal)
      commonRows.append(builder.output(common))
    }
    self.shockRows = shockRows
    self.tailRows = tailRows
    self.deliveryRows = deliveryRows
    self.commonRows = commonRows
    random = builder.rows
    prelude = builder.graph.compile(outputs: builder.outputs)
    reservedStart = builder.outputs.count
    count = reservedStart + years * variables.count * Reserve.allCases.count
    reservedPlaces = Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1, $0) })
    var means = [Double](repeating: 0, count: count)
    for c in coefficients {
      if let row = coefficientRows[c.id] {
        means[row] = ParameterTransform(distribution: c.distribution).moments.mean
      }
    }
    means[poolRow] = panelWeight
    for row in tailRows.flatMap(\.values) { means[row] = 1 }
    for (place, variable) in variables.enumerated() {
      guard let ν = degreesOfFreedom[variable] else { continue }
      for year in 0..<years {
        let first = reservedStart + (year * variables.count + place) * Reserve.allCases.count
        means[first + Reserve.tail.rawValue] = (ν + 1) / 2
      }
    }
    self.means = means
  }

  func row(of coefficient: String) -> Int? { coefficientRows[coefficient] }
  func shock(_ variable: String, year: Int) -> Int? { shockRows[year][variable] }
  func tail(_ variable: String, year: Int) -> Int? { tailRows[year][variable] }
  func delivery(_ index: Int, year: Int) -> Int { deliveryRows[year][index] }
  func deliveryCommon(year: Int) -> Int { commonRows[year] }

  func reserved(_ use: Reserve, _ variable: String, year: Int) -> Int? {
    reservedPlaces[variable].map {
      reservedStart + (year * variables.count + $0) * Reserve.allCases.count + use.rawValue
    }
  }

  /// The random row behind a reserved row.
  func randomRow(reserved row: Int) -> RandomRow {
    let perYear = variables.count * Reserve.allCases.count
    let (year, place) = (row - reservedStart).quotientAndRemainder(dividingBy: perYear)
    let (variable, use) = place.quotientAndRemainder(dividingBy: Reserve.allCases.count)
    var kind = RandomRow.Kind.normal
    if use == Reserve.tail.rawValue, let ν = degreesOfFreedom[variables[variable]] {
      kind = .gamma(shape: (ν + 1) / 2)
    }
    return RandomRow(period: UInt32(year + 1), shock: UInt32(Self.reservedShock + place), kind: kind)
  }

  private static let poolShock = 1 << 16
  private static let deliveryShock = 1 << 12
  private static let reservedShock = 1 << 14
}

/// Collects random rows and what becomes of them.
private struct PreludeBuilder {
  let graph = LaneGraph()
  var rows: [RandomRow] = []
  var outputs: [LaneValue] = []

  mutating func random(period: Int, shock: Int, _ kind: RandomRow.Kind) -> LaneValue {
    rows.append(RandomRow(period: UInt32(period), shock: UInt32(shock), kind: kind))
    return graph.input(row: rows.count - 1)
  }

  mutating func output(_ value: LaneValue) -> Int {
    outputs.append(value)
    return outputs.count - 1
  }
}
