import LinearAlgebra
import TimeSeries

/// What is minimised over the instruments u and the path x(u): Σ wᵢ(aᵢᵀu − cᵢ)² + Σ vⱼ(xⱼ − xⱼ*)², with ranges for elements of x and bounds
/// for u.
struct PathProgram {
  /// w(aᵀu − c)²; a has one or two elements.
  struct Square {
    let entries: [(lever: Int, factor: Double)]
    let constant: Double
    let weight: Double
  }

  /// An element of the path: a variable in a period, counted from the first simulated.
  struct Element {
    let variable: Int
    let name: String
    let period: Period
    let offset: Int
  }

  let levers: PolicyLevers
  let squares: [Square]
  let aims: [(element: Element, desired: Double, weight: Double)]
  let targets: [(element: Element, wish: PathTarget)]
  /// ∇² of the first sum.
  let curvature: Matrix

  init(
    _ solver: ModelSolver, _ levers: PolicyLevers, aims: [OptimalControl.Aim], targets: [PathTarget],
    discount: Double, over span: PeriodSpan
  ) throws(PolicyError) {
    self.levers = levers
    guard discount.isFinite, discount > 0 else {
      throw .notPositive(Bilingual(en: "the discount factor", zh: "贴现因子"))
    }
    let weight = { (offset: Int) in Scalar.pow(discount, Double(offset)) }
    squares = Self.squares(levers, weight)
    let model = solver.model
    var wished: [(Element, PathTarget)] = []
    for target in targets {
      let element = try Self.element(target.variable, target.period, model, span)
      guard target.isDefined else { throw .notANumber(variable: target.variable, target.period) }
      wished.append((element, target))
    }
    self.targets = wished.map { (element: $0.0, wish: $0.1) }
    var desired: [(Element, Double, Double)] = []
    for aim in aims {
      guard aim.weight.isFinite, aim.weight > 0 else {
        throw .notPositive(Bilingual(en: "the weight of \(aim.variable)", zh: "\(aim.variable) 的权重"))
      }
      let unit = model.index(of: aim.variable).flatMap { model.variables[$0].unit }
      let path = aim.desired.counted(in: unit)
      for period in path.span {
        guard let value = path[period] else { continue }
        let element = try Self.element(aim.variable, period, model, span)
        guard value.isFinite else { throw .notANumber(variable: aim.variable, period) }
        desired.append((element, value, aim.weight * weight(element.offset)))
      }
    }
    self.aims = desired.map { (element: $0.0, desired: $0.1, weight: $0.2) }
    var curvature = Matrix(rows: levers.levers.count, columns: levers.levers.count)
    for square in squares {
      for a in square.entries {
        for b in square.entries { curvature[a.lever, b.lever] += 2 * square.weight * a.factor * b.factor }
      }
    }
    self.curvature = curvature
  }

  private static func element(_ name: String, _ period: Period, _ model: Model, _ span: PeriodSpan)
    throws(PolicyError) -> Element
  {
    guard let variable = model.index(of: name) else {
      let names = model.variables.map(\.name)
      throw .unknownVariable(name, suggestion: Suggestion.nearest(to: name, among: names))
    }
    guard period.frequency == span.frequency, span.contains(period) else {
      throw .outside(name, period...period, simulated: span)
    }
    return Element(
      variable: variable, name: name, period: period, offset: span.lowerBound.distance(to: period))
  }

  /// Costs of deviations and of changes.
  private static func squares(_ levers: PolicyLevers, _ discount: (Int) -> Double) -> [Square] {
    var squares: [Square] = []
    for (j, lever) in levers.levers.enumerated() {
      let instrument = levers.instruments[lever.instrument]
      let weight = discount(lever.origin)
      squares.append(
        Square(entries: [(j, 1)], constant: lever.reference, weight: weight * instrument.cost.weight))
      let isFirst = j == 0 || levers.levers[j - 1].instrument != lever.instrument
      let before = isFirst ? nil : levers.levers[j - 1]
      let change = weight * instrument.smoothing.weight
      switch instrument.smoothing {
      case .none: continue
      case .deviations:
        let constant = lever.reference - (before?.reference ?? 0)
        squares.append(
          Square(entries: entries(j, isFirst: isFirst), constant: constant, weight: change))
      case .changes:
        if let last = isFirst ? levers.value(lever.instrument, in: lever.period.advanced(by: -1)) : 0 {
          squares.append(Square(entries: entries(j, isFirst: isFirst), constant: last, weight: change))
        }
      }
    }
    return squares
  }

  private static func entries(_ j: Int, isFirst: Bool) -> [(lever: Int, factor: Double)] {
    isFirst ? [(j, 1)] : [(j, 1), (j - 1, -1)]
  }

  // MARK: - Values

  /// Everything at one u, to first order.
  struct Point {
    let u: [Double]
    let paths: SimulatedPaths
    /// x of the targets and of the aims.
    let reached: [Double]
    let aimed: [Double]
    /// Multipliers, a row for each of them.
    let targetSlopes: Matrix
    let aimSlopes: Matrix
  }

  /// The values of some elements of a path.
  static func values(_ elements: [Element], of paths: SimulatedPaths) -> [Double] {
    elements.map { paths[$0.name]?[$0.period] ?? .nan }
  }

  /// The sum to minimise, and the sum of the magnitudes it is made of.
  func cost(_ u: [Double], aimed: [Double]) -> (value: Double, size: Double) {
    var (value, size) = (0.0, 0.0)
    for square in squares {
      var (gap, terms) = (-square.constant, abs(square.constant))
      for (j, factor) in square.entries {
        gap += factor * u[j]
        terms += abs(factor * u[j])
      }
      value += square.weight * gap * gap
      size += square.weight * abs(gap) * terms
    }
    for (aim, x) in zip(aims, aimed) {
      value += aim.weight * (x - aim.desired) * (x - aim.desired)
      size += aim.weight * abs(x - aim.desired) * (abs(x) + abs(aim.desired))
    }
    return (value, value + size)
  }

  /// ∇ of the sum, and for each element the magnitude of what it is made of: not less than what rounding of u and x leaves.
  func gradient(_ point: Point) -> (value: [Double], size: [Double]) {
    let floor = 1e-4
    var value = [Double](repeating: 0, count: point.u.count)
    var size = value
    for square in squares {
      var (gap, terms) = (-square.constant, abs(square.constant))
      for (j, factor) in square.entries {
        gap += factor * point.u[j]
        terms += abs(factor * point.u[j])
      }
      for (j, factor) in square.entries {
        value[j] += 2 * square.weight * gap * factor
        size[j] += 2 * square.weight * abs(factor) * max(abs(gap), floor * terms)
      }
    }
    for (i, aim) in aims.enumerated() {
      let gap = point.aimed[i] - aim.desired
      let terms = max(abs(gap), floor * (abs(aim.desired) + abs(point.aimed[i])))
      for j in value.indices {
        value[j] += 2 * aim.weight * gap * point.aimSlopes[i, j]
        size[j] += 2 * aim.weight * terms * abs(point.aimSlopes[i, j])
      }
    }
    return (value, size)
  }

  /// ∇² of the sum with the path taken as linear: Gauss and Newton's.
  func linearCurvature(_ point: Point) -> Matrix {
    guard !aims.isEmpty else { return curvature }
    let roots = aims.map { (2 * $0.weight).squareRoot() }
    let scaled = Matrix(rows: aims.count, columns: point.u.count) { roots[$0] * point.aimSlopes[$0, $1] }
    return curvature + scaled.gram()
  }
}
