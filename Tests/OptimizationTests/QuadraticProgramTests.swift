import LinearAlgebra
import Optimization
import Testing

@Suite struct QuadraticProgramTests {
  private let free = QuadraticProgram.free

  /// Tests/References/quadratic-programs: quadprog and cvxopt.
  @Test func otherSolvers() throws {
    let cases = try ReferenceProgram.all()
    #expect(cases.count == 9)
    for reference in cases {
      let solution = try reference.program.solution()
      #expect(Optimality(reference.program, solution).worst < 1e-12)
      let size = reference.x.reduce(0) { max($0, abs($1)) }
      for (ours, theirs) in zip(solution.x, reference.x) { #expect(abs(ours - theirs) < 1e-10 * size) }
      #expect(abs(solution.objective - reference.objective) < 1e-10 * max(1, abs(reference.objective)))
    }
  }

  /// 200 problems with a feasible point, many of them degenerate: ends that several rows share at one point.
  @Test(arguments: 0..<200) func optimality(_ seed: Int) throws {
    var numbers = Numbers(seed: seed + 1)
    let n = 1 + seed % 12
    let m = seed % 17
    let root = Matrix(rows: n, columns: n, columnMajor: numbers.list(n * n))
    let hessian = root.gram() + Matrix(diagonal: Array(repeating: seed % 5 == 0 ? 1e-3 : 1, count: n))
    let rows = Matrix(rows: m, columns: n, columnMajor: numbers.list(m * n))
    let inside = numbers.list(n)
    let values = rows * inside
    let ranges = values.enumerated().map { k, value -> ClosedRange<Double> in
      switch (k + seed) % 4 {
      case 0 where k < n / 2: value...value
      case 1: value...(.infinity)
      case 2: (value - 0.1)...(value + 0.2)
      default: (-.infinity)...value
      }
    }
    let bounds = inside.enumerated().map { k, value in
      (k + seed) % 3 == 0 ? value...(value + 1) : QuadraticProgram.free
    }
    let program = QuadraticProgram(
      hessian: hessian, gradient: numbers.list(n).map { 10 * $0 }, rows: rows, ranges: ranges, bounds: bounds)
    let solution = try program.solution()
    #expect(Optimality(program, solution).worst < 1e-12)
    #expect(solution.active.count <= n)
  }

  /// Many ends meet at one point, of whole numbers or with no curvature at all.
  @Test(arguments: [1, 584, 1002, 1434, 3738, 5692]) func vertices(_ seed: Int) throws {
    var numbers = Numbers(seed: seed + 7)
    let (n, m) = (1 + seed % 30, (seed / 3) % 40)
    let isWhole = seed % 6 == 2
    let root = Matrix(rows: n, columns: n, columnMajor: numbers.list(n * n)).map { ($0 * 3).rounded() }
    var rows = Matrix(rows: m, columns: n, columnMajor: numbers.list(m * n))
    if isWhole { rows = rows.map { ($0 * 2).rounded() } }
    let inside = numbers.list(n).map { isWhole ? ($0 * 2).rounded() : $0 }
    let ranges = (rows * inside).enumerated().map { k, value -> ClosedRange<Double> in
      switch (k + seed) % 5 {
      case 0 where k < n / 2: value...value
      case 1: value...(.infinity)
      case 2: (value - 0.1)...(value + 0.2)
      case 3: (value - 1)...value
      default: (-.infinity)...value
      }
    }
    let bounds = inside.enumerated().map { k, value -> ClosedRange<Double> in
      if !isWhole { return (value - 1)...(value + 1) }
      return (k + seed) % 3 == 0 ? value...(value + 1) : free
    }
    let program = QuadraticProgram(
      hessian: isWhole ? root.gram() + .identity(n) : Matrix(rows: n, columns: n),
      gradient: numbers.list(n).map { 10 * $0 }, rows: rows, ranges: ranges, bounds: bounds)
    #expect(Optimality(program, try program.solution()).worst < 1e-12)
  }

  /// Goldfarb & Idnani (1983), p. 20, the example of quadprog's manual: x = (0.476, 1.048, 2.095).
  @Test func closedForms() throws {
    let manual = QuadraticProgram(
      hessian: .identity(3), gradient: [0, -5, 0], rows: [[-4, -3, 0], [2, 1, 0], [0, -2, 1]],
      ranges: [-8...(.infinity), 2...(.infinity), 0...(.infinity)])
    let solution = try manual.solution()
    for (x, exact) in zip(solution.x, [10.0 / 21, 22.0 / 21, 44.0 / 21]) { #expect(abs(x - exact) < 1e-15) }
    #expect(abs(solution.objective + 50.0 / 21) < 1e-14)
    #expect(solution.active.map(\.constraint) == [.row(2), .row(1)])

    // The point of a plane nearest to the origin, a projection on a box, a free minimum.
    let plane = try QuadraticProgram(
      hessian: .identity(3), gradient: [0, 0, 0], rows: [[1, 2, 2]], ranges: [9...9]
    ).solution()
    #expect(plane.x == [1, 2, 2])
    #expect(plane.rowMultipliers == [1])
    let box = try QuadraticProgram(
      hessian: .identity(3), gradient: [-3, 0.5, 4], bounds: Array(repeating: -1...1, count: 3)
    ).solution()
    #expect(box.x == [1, -0.5, -1])
    #expect(box.boundMultipliers == [-2, 0, 3])
    #expect(box.active.map(\.side) == [.lower, .upper] || box.active.map(\.side) == [.upper, .lower])
    let open = try QuadraticProgram(hessian: [[2, 0], [0, 4]], gradient: [-2, -4]).solution()
    #expect(open.x == [1, 1] && open.objective == -3 && open.iterations == 0)
  }

  /// Multipliers are the slope of the minimum in the end that holds it.
  @Test func multipliersAreSlopes() throws {
    let minimum = { (end: Double) in
      try QuadraticProgram(
        hessian: [[3, 1], [1, 2]], gradient: [1, -2], rows: [[1, 1]], ranges: [end...(.infinity)]
      ).solution()
    }
    let (low, middle, high) = (try minimum(2.999), try minimum(3), try minimum(3.001))
    let slope = (high.objective - low.objective) / 0.002
    #expect(abs(slope - middle.rowMultipliers[0]) < 1e-10)
    #expect(middle.rowMultipliers[0] > 0)
  }

  /// Rows that repeat each other, an end that only touches, bounds and rows that say the same.
  @Test func degenerate() throws {
    let repeated = QuadraticProgram(
      hessian: .identity(2), gradient: [0, 0], rows: [[1, 1], [2, 2], [1, 1], [1, 1]],
      ranges: [2...2, 4...4, 2...(.infinity), 0...2])
    #expect(try repeated.solution().x == [1, 1])
    let touching = QuadraticProgram(
      hessian: .identity(2), gradient: [-1, -1], rows: [[1, 0], [0, 1], [1, 1]],
      ranges: [(-.infinity)...1, (-.infinity)...1, (-.infinity)...2], bounds: [0...1, 0...1])
    #expect(try touching.solution().x == [1, 1])
    let vertex = QuadraticProgram(
      hessian: .identity(2), gradient: [-5, -5], rows: [[1, 0], [0, 1], [1, 1], [1, -1], [2, 1]],
      ranges: [(-.infinity)...1, (-.infinity)...1, (-.infinity)...2, 0...(.infinity), (-.infinity)...3])
    let solution = try vertex.solution()
    #expect(solution.x == [1, 1])
    #expect(Optimality(vertex, solution).worst < 1e-15)
  }

  @Test func conflicts() {
    let rows: Matrix = [[1, 1], [1, -1], [1, 0], [0, 0]]
    func conflict(_ ranges: [ClosedRange<Double>], _ bounds: [ClosedRange<Double>]? = nil) -> Set<
      QuadraticProgram.Constraint
    > {
      let program = QuadraticProgram(
        hessian: .identity(2), gradient: [0, 0], rows: rows, ranges: ranges, bounds: bounds)
      do throws(QuadraticProgramError) {
        _ = try program.solution()
        return []
      } catch {
        if case .infeasible(let constraints) = error { return Set(constraints) }
        return []
      }
    }
    #expect(conflict([4...4, 0...0, 3...3, free]) == [.row(0), .row(1), .row(2)])
    #expect(
      conflict([4...(.infinity), free, free, free], [0...1, 0...2]) == [.row(0), .bound(0), .bound(1)])
    #expect(conflict([free, free, 2...3, free], [0...1, free]) == [.row(2), .bound(0)])
    #expect(conflict([free, free, free, 1...2]) == [.row(3)])
    #expect(conflict([4...4, 0...0, 2...2, 0...0]) == [])
  }

  /// Semidefinite objectives: linear programs, least squares with fewer rows than unknowns.
  @Test func semidefinite() throws {
    // max 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: (2, 6), multipliers 0, 3/2, 1. Hillier & Lieberman, Wyndor Glass.
    let wyndor = QuadraticProgram(
      hessian: Matrix(rows: 2, columns: 2), gradient: [-3, -5], rows: [[1, 0], [0, 2], [3, 2]],
      ranges: [(-.infinity)...4, (-.infinity)...12, (-.infinity)...18],
      bounds: [0...(.infinity), 0...(.infinity)])
    let plan = try wyndor.solution()
    #expect(Optimality(wyndor, plan).worst < 1e-12)
    #expect(abs(plan.x[0] - 2) < 1e-12 && abs(plan.x[1] - 6) < 1e-12)
    for (ours, exact) in zip(plan.rowMultipliers, [0, -1.5, -1]) { #expect(abs(ours - exact) < 1e-9) }

    let far = QuadraticProgram(
      hessian: [[1, -1], [-1, 1]], gradient: [-1, -1], rows: [[1, 1]], ranges: [(-.infinity)...1e9])
    #expect(try abs(far.solution().x[0] - 5e8) < 1e-3)
    let short = QuadraticProgram(hessian: [[1, 1], [1, 1]], gradient: [-2, -2], bounds: [0...0.5, free])
    let solution = try short.solution()
    #expect(Optimality(short, solution).worst < 1e-12)
    #expect(abs(solution.x[0] + solution.x[1] - 2) < 1e-12)
  }

  @Test func refused() {
    let cases: [(QuadraticProgram, QuadraticProgramError)] = [
      (QuadraticProgram(hessian: Matrix(rows: 0, columns: 0), gradient: []), .empty),
      (QuadraticProgram(hessian: [[.nan]], gradient: [1]), .notFinite("H", row: 0, column: 0)),
      (QuadraticProgram(hessian: [[1]], gradient: [.infinity]), .notFinite("g", row: 0, column: 0)),
      (QuadraticProgram(hessian: [[1, 0], [0, -1]], gradient: [0, 0]), .notConvex),
      (QuadraticProgram(hessian: [[1, 3], [0, 1]], gradient: [0, 0]), .notConvex),
      (QuadraticProgram(hessian: [[1, 0], [0, 0]], gradient: [1, 1]), .unbounded(element: 1)),
      (
        QuadraticProgram(hessian: [[1]], gradient: [0], bounds: [.infinity ... .infinity]),
        .infeasible([.bound(0)])
      ),
    ]
    for (program, expected) in cases {
      #expect(throws: expected) { try program.solution() }
    }
    #expect(
      "\(QuadraticProgramError.infeasible([.row(0), .bound(2)]))"
        == "these constraints cannot hold together: row 1, the bounds of x3; give up or widen one of them")
  }
}
