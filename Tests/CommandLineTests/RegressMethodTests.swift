import Foundation
import Testing

/// Methods beyond least squares, by identities and by what peers print.
@Suite struct RegressMethodTests {
  static let grunfeld = Program.repository + "/datasets/classic/plm_Grunfeld_10firms.csv"
  static let klein = Program.repository + "/datasets/classic/AER_KleinI.csv"

  private func document(_ arguments: String...) throws -> RegressTests.Document {
    try RegressTests.document(arguments)
  }

  private func expectEqual(
    _ a: [RegressTests.Document.Coefficient], _ b: [RegressTests.Document.Coefficient], digits: Double
  ) {
    #expect(a.map(\.name) == b.map(\.name))
    for (x, y) in zip(a, b) {
      #expect(RegressTests.digits(x.estimate, of: y.estimate) > digits)
      #expect(RegressTests.digits(x.standardError, of: y.standardError) > digits)
    }
  }

  /// Frisch, Waugh and Lovell: absorbed effects are dummies.
  @Test func absorbedEffectsAreDummies() throws {
    let absorbed = try document(Self.grunfeld, "inv ~ value + capital | firm + year")
    let dummies = try document(Self.grunfeld, "inv ~ value + capital + factor(firm) + factor(year)")
    #expect(absorbed.method == "fe")
    #expect(absorbed.degreesOfFreedom == dummies.degreesOfFreedom)
    #expect(RegressTests.digits(try #require(absorbed.rSquared), of: try #require(dummies.rSquared)) > 11)
    expectEqual(absorbed.coefficients, Array(dummies.coefficients[1...2]), digits: 11)
  }

  /// Regressors that are their own instruments are exogenous.
  @Test func ownInstrumentsAreLeastSquares() throws {
    let instrumented = try document(Self.grunfeld, "inv ~ 1 | value + capital ~ value + capital")
    let plain = try document(Self.grunfeld, "inv ~ value + capital")
    #expect(instrumented.method == "iv")
    expectEqual(instrumented.coefficients, plain.coefficients, digits: 11)
  }

  /// plm 2.6-2, `summary(plm(inv ~ value + capital, index = c("firm", "year"), model = "random"))`: -57.834415 (28.898935,
  /// -2.0013), 0.109781 (0.010493, 10.4627), 0.308113 (0.017180, 17.9339). plm's p-value of the constant, 0.04536, is the normal
  /// distribution's; 0.0467 is Student's with 197 degrees of freedom (R: `2 * pt(-2.0013, 197)`).
  @Test func randomEffectsOfGrunfeld() throws {
    let run = try Program.run(["regress", Self.grunfeld, "inv ~ value + capital", "--method", "re"])
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("\n(Intercept)  -57.8344     28.8989  -2.001   0.0467 "))
    #expect(run.out.contains("\nvalue        0.109781   0.0104927  10.463  <0.0001 "))
    #expect(run.out.contains("\ncapital      0.308113   0.0171805  17.934  <0.0001 "))
  }

  /// Klein (1950) Model I, consumption by two-stage least squares, as every textbook has it (Greene 2018, table 10.6: 16.55, 0.017,
  /// 0.216, 0.810); wages are the sum of private and public ones,
  /// and the capital of a year is that of its beginning.
  @Test func kleinsConsumption() throws {
    let formula =
      "consumption ~ lag(cprofits) | cprofits + (pwage + gwage) ~ taxes + gexpenditure + capital + lag(gnp) + gwage + trend"
    let run = try Program.run(["regress", Self.klein, formula])
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("\nobservations         21 "))
    #expect(run.out.contains("\n(Intercept)"))
    #expect(run.out.contains(" 16.5548 "))
    #expect(run.out.contains(" 0.216234 "))
    #expect(run.out.contains(" 0.0173022 "))
    #expect(run.out.contains(" 0.810183 "))
    #expect(run.out.contains("\nFirst stage: the instruments do nothing for cprofits: F(6, 13) = "))
    #expect(
      run.out.contains("\nOveridentification: the instruments are uncorrelated with the errors: χ²(4) = "))
  }

  /// With clusters the overidentification test allows for them: Hansen's J at the two-step GMM estimate with the same clusters,
  /// which `--method gmm` prints.
  @Test func clusteredOveridentificationCountsClusters() throws {
    func line(_ arguments: String...) throws -> String {
      let formula = "inv ~ 1 | value ~ lag(value) + lag(capital)"
      let run = try Program.run(["regress", Self.grunfeld, formula] + arguments)
      return try #require(
        run.out.split(separator: "\n").first { $0.hasPrefix("Overidentification") }.map(String.init))
    }
    let clustered = try line("--cluster", "firm")
    #expect(clustered == (try line("--cluster", "firm", "--method", "gmm")))
    #expect(clustered != (try line("--cov", "hc1")))
  }

  /// A regressor that moves in one cluster only has scores that sum to zero there: a standard error of zero, which is told.
  @Test func vanishingErrorsAreTold() throws {
    let folder = try Folder(withPlan: false)
    try folder.write(
      "region,year,y,x\na,1,1,0\na,2,2,1\na,3,4,0\nb,1,3,0\nb,2,2,0\nb,3,5,0\nc,1,3,0\nc,2,6,0\nc,3,5,0\n",
      to: "data.csv")
    let told = "– The standard error of x is zero but for rounding"
    let clustered = try Program.run(
      ["regress", "data.csv", "y ~ x | region", "--cluster", "region"], in: folder.path)
    #expect(clustered.code == 0 && clustered.out.contains(told), "\(clustered.err)")
    let plain = try Program.run(["regress", "data.csv", "y ~ x | region"], in: folder.path)
    #expect(plain.code == 0 && !plain.out.contains(told))
  }

  /// The median of a line with few observations off it is the line; a quartile of y alone lies between neighbours in order.
  @Test func mediansAreExact() throws {
    let folder = try Folder(withPlan: false)
    try folder.write(
      "y,x\n3,1\n5,2\n7,3\n9,4\n11,5\n50,6\n15,7\n17,8\n19,9\n21.5,10\n22,11\n25.5,12\n", to: "data.csv")
    let median = try RegressTests.document(
      ["data.csv", "y ~ x", "--method", "quantile", "--cov", "bootstrap"], in: folder)
    #expect(median.coefficients.map(\.estimate) == [1, 2])
    let alone = try RegressTests.document(
      ["data.csv", "y ~ 1", "--method", "quantile", "--tau", "0.25", "--cov", "bootstrap"], in: folder)
    #expect((7...9).contains(alone.coefficients[0].estimate))
    let run = try Program.run(
      ["regress", "data.csv", "y ~ x", "--method", "quantile", "--cov", "hc1"], in: folder.path)
    #expect(run.code == 2)
    #expect(
      run.err
        == "error: --method quantile has no standard errors --cov hc1\n  it has sandwich (the default), homoskedastic, bootstrap\n"
    )
    let wrong = try Program.run(
      ["regress", "data.csv", "y ~ x", "--method", "quantile", "--tau", "1"], in: folder.path)
    #expect(wrong.code == 64)
    #expect(wrong.err.hasPrefix("Error: --tau lies between 0 and 1, such as 0.5, not 1.0."))
  }

  @Test func singletonsAreLeftOutAndCounted() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("g,y,x\na,1,1\na,2,3\na,4,4\nb,3,1\nb,5,2\nb,4,4\nc,9,9\n", to: "data.csv")
    let run = try Program.run(["regress", "data.csv", "y ~ x | g"], in: folder.path)
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("\nobservations         6 "))
    #expect(run.out.contains("\n– 1 row is not used: 1 row is alone in a group of the effects.\n"))
    #expect(run.out.contains("\nfixed effects: g     2 levels"))
  }

  @Test(arguments: [
    (
      ["inv ~ 1 | value + capital ~ value"],
      "error: instruments (1) are fewer than endogenous regressors (2); add instruments or drop a regressor\n"
    ),
    (
      ["inv ~ value | firm | capital ~ lag(capital)"],
      """
      error: --method iv absorbs no fixed effects
        put them among the regressors, such as factor(year)

      """
    ),
    (
      ["inv ~ value", "--method", "liml"],
      """
      error: --method liml needs instruments, and the formula has none
        write y ~ exogenous | endogenous ~ instruments

      """
    ),
    (
      ["inv ~ value + year | firm + year"],
      """
      error: the effects of firm, year explain year completely
        leave it out of the formula, or add --drop-collinear

      """
    ),
    (
      ["inv ~ value | firm", "--cov", "hc3"],
      """
      error: --method fe has no standard errors --cov hc3
        it has homoskedastic, hc1, cluster, driscoll-kraay

      """
    ),
    (
      ["inv ~ 1 | value ~ capital", "--weights", "capital"],
      """
      error: --weights goes with least squares, not with --method iv
        multiply every variable and the constant by the weights' square roots: (y*sqrt(w)) ~ sqrt(w) + … - 1

      """
    ),
  ])
  func refused(arguments: [String], message: String) throws {
    let run = try Program.run(["regress", Self.grunfeld] + arguments)
    #expect(run.code == 2)
    #expect(run.out == "")
    #expect(run.err == message)
  }

  @Test func aPanelNeedsEntitiesAndPeriods() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("g,y,x\na,1,1\na,2,3\na,4,4\nb,3,1\nb,5,2\nb,4,4\n", to: "data.csv")
    let run = try Program.run(["regress", "data.csv", "y ~ x", "--method", "re"], in: folder.path)
    #expect(run.code == 2)
    #expect(
      run.err == """
        error: a panel needs the entity of each row
          say which column holds it: --entity COLUMN
        error: a panel needs the period of each row
          say which column holds it: --period COLUMN

        """)
  }

  @Test func twoRowsOfOneEntityAndPeriod() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("region,year,y,x\na,2010,1,1\na,2011,2,3\na,2010,4,4\nb,2010,3,1\n", to: "data.csv")
    let run = try Program.run(["regress", "data.csv", "y ~ x", "--method", "re"], in: folder.path)
    #expect(run.code == 2)
    #expect(
      run.err == "error: region a has two rows for year 2010: lines 2 and 4\n  keep one, or add them up\n")
  }
}
