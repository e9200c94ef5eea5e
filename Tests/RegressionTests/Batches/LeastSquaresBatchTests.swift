import Foundation
import LinearAlgebra
import Regression
import Testing

@Suite struct LeastSquaresBatchTests {
  /// As Tests/References/statsmodels/batch.py makes them, from integers alone.
  static func problem(_ p: Int, n: Int = 40) -> (y: [Double], x: Matrix) {
    let x = Matrix(rows: n, columns: 4) { i, j in
      j == 0 ? 1 : Double((i * i * (j + 1) + 7 * i * (p + 1) + 13 * p * j) % 101) / 8 - 5
    }
    let y = (0..<n).map { i in Double((i * (3 * p + 5) + i * i) % 53) / 4 + x[i, 1] - 2 * x[i, 3] }
    return (y, x)
  }

  static func stacked(_ problems: [(y: [Double], x: Matrix)]) -> (y: Matrix, x: Matrix) {
    let columns = problems.flatMap { problem in (0..<problem.x.columns).map { Array(problem.x.column($0)) } }
    return (Matrix(columns: problems.map(\.y)), Matrix(columns: columns))
  }

  /// statsmodels 0.15.0 OLS, Tests/References/statsmodels/batch.csv.
  @Test func agreesWithStatsmodels() throws {
    let lines = try Repository.text("Tests/References/statsmodels/batch.csv").split(
      whereSeparator: \.isNewline)
    let (y, x) = Self.stacked((0..<11).map { Self.problem($0) })
    let fit = try LeastSquaresBatch().fit(y, on: x)
    #expect(fit.failures.isEmpty && fit.problems == 11)
    var compared = 0
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",")
      guard let p = Int(cells[0]), let j = Int(cells[2]), let value = Double(cells[3]) else { continue }
      let estimate = try #require(fit[p])
      switch cells[1] {
      case "coefficient": #expect(estimate.coefficients[j].agrees(with: value, to: 11))
      case "standardError": #expect(estimate.standardErrors[j].agrees(with: value, to: 11))
      case "pValue": #expect(try estimate.pValues[j].agrees(with: value, to: 9))
      default: #expect(estimate.sigma.agrees(with: value, to: 12))
      }
      compared += 1
    }
    #expect(compared == 11 * 13)
  }

  /// Every size of the last group of lanes, and of columns, against one problem at a time.
  @Test(arguments: [(1, 1, 3), (3, 2, 9), (8, 3, 17), (9, 5, 6), (21, 7, 40), (16, 4, 5)])
  func agreesWithOneAtATime(_ problems: Int, _ k: Int, _ n: Int) throws {
    let each = (0..<problems).map { p in
      (
        y: (0..<n).map { sin(Double($0 * (p + 2)) * 0.7) + Double($0 % 3) },
        x: Matrix(rows: n, columns: k) { i, j in j == 0 ? 1 : cos(Double((i + 1) * j + p) * 1.3) }
      )
    }
    let (y, x) = Self.stacked(each)
    let fit = try LeastSquaresBatch().fit(y, on: x)
    #expect(fit.failures.isEmpty)
    for (p, problem) in each.enumerated() {
      let alone = try LeastSquares().fit(problem.y, on: problem.x)
      #expect(digits(Array(fit.coefficients.column(p)), of: alone.coefficients) >= 9)
      #expect(digits(Array(fit.standardErrors.column(p)), of: alone.standardErrors) >= 9)
      #expect(fit.sigma[p].agrees(with: alone.sigma, to: 10))
    }
  }

  @Test func failuresAreNamedAndAlone() throws {
    var problems = (0..<12).map { Self.problem($0) }
    problems[3].x[5, 2] = .nan
    problems[4].y[39] = .infinity
    for i in 0..<40 {
      problems[6].x[i, 3] = problems[6].x[i, 1] * 2 + 1
      problems[7].x[i, 1] = 0
      problems[9].x[i, 2] *= 1e200
    }
    let (y, x) = Self.stacked(problems)
    let fit = try LeastSquaresBatch().fit(y, on: x, names: ["constant", "gdp", "fai", "retail"])
    #expect(
      fit.failures.map(\.description) == [
        "Problem 4: fai is nan in observation 6; fill the value or leave the problem out.",
        "Problem 5: y is inf in observation 40; fill the value or leave the problem out.",
        "Problem 7: retail repeats what the regressors before hold; drop it.",
        "Problem 8: gdp repeats what the regressors before hold; drop it.",
        "Problem 10: the squares of its values overflow; rescale its variables.",
      ])
    #expect(fit[3] == nil && fit[6] == nil && fit.coefficients.elements.allSatisfy(\.isFinite))
    let (goodY, goodX) = Self.stacked((0..<12).map { Self.problem($0) })
    let good = try LeastSquaresBatch().fit(goodY, on: goodX, names: ["constant", "gdp", "fai", "retail"])
    for p in [0, 1, 2, 5, 8, 10, 11] { #expect(fit[p] == good[p]) }
  }

  @Test func shapesAreExplained() {
    func message(_ y: Matrix, _ x: Matrix, _ names: [String]? = nil) -> String {
      do { return "\(try LeastSquaresBatch().fit(y, on: x, names: names).problems) problems" } catch {
        return "\(error)"
      }
    }
    let y = Matrix(rows: 5, columns: 3)
    #expect(message(Matrix(rows: 5, columns: 0), y) == "y has no columns; give one per problem.")
    #expect(
      message(y, Matrix(rows: 5, columns: 4))
        == "4 columns of x cannot be shared by 3 problems; give each problem the same number.")
    #expect(
      message(y, Matrix(rows: 6, columns: 3)) == "x has 6 rows and y 5; give both one per observation.")
    #expect(
      message(y, Matrix(rows: 5, columns: 15))
        == "5 observations cannot estimate 5 coefficients and an error variance; at least 6 are needed.")
    #expect(message(y, y, ["a", "b"]) == "There are 2 names for 1 columns of x; give one name per column.")
    #expect(
      message(Matrix(rows: 70, columns: 1), Matrix(rows: 70, columns: 65))
        == "65 coefficients a problem are more than a batch takes, 64; use LeastSquares for each problem.")
  }
}
