import StructuralModels
import Testing
import TimeSeries

/// Every construct of MDL (bimets reference manual, page MDL) in this library's language.
@Suite struct MDLConstructTests {
  private func text(_ mdl: String, _ frequency: Frequency? = .quarter) throws -> [String] {
    try MDLImport(ModelText(mdl, file: "m.mdl"), frequency: frequency).model.text.lines
  }

  /// The right side of `x` as this library writes it.
  private func right(_ formula: String) throws -> String {
    let imported = try MDLImport(
      ModelText("MODEL\nIDENTITY> x\nEQ> x = \(formula)\nEND"), frequency: .quarter)
    return imported.model.equations[0].right.description
  }

  @Test(arguments: [
    ("TSLAG(y)", "y[-1]"), ("TSLAG(y, 4)", "y[-4]"), ("LAG(y,0)", "y"), ("tslag(y+z,2)", "y[-2] + z[-2]"),
    ("TSLEAD(y)", "y[+1]"), ("LEAD(y, 1+1)", "y[+2]"), ("TSLAG(TSLEAD(y,3))", "y[+2]"),
    ("TSDELTA(y)", "diff(y)"), ("DEL(y,4)", "diff(y, 4)"), ("TSDELTAP(y,2)", "growth(y, 2)"),
    ("TSDELTALOG(y)", "dlog(y)"), ("TSLAG(TSDELTALOG(y,4),1)", "dlog(y[-1], 4)"),
    ("MOVAVG(y,4)", "mavg(y, 4)"), ("MAVE(y,4)", "mavg(y, 4)"), ("MOVSUM(y,3)", "msum(y, 3)"),
    ("MTOT(y,3)", "msum(y, 3)"), ("MOVAVG(y)", "y"),
    ("LOG(y)+EXP(z)-ABS(u)", "log(y) + exp(z) - abs(u)"),
    ("2*y^2/z**-1", "2 * y ^ 2 / z ^ -1"), ("-y^2", "-y ^ 2"), ("(-y)^2", "(-y) ^ 2"), ("2^3^y", "2 ^ 3 ^ y"),
    ("a-(b-c)", "a - (b - c)"), ("+y", "y"), ("1e-3*y + 2.*z + .5", "0.001 * y + 2 * z + 0.5"),
    ("(y > 0)*z", "if(y > 0, 1, 0) * z"), ("(y.GE.2)*z", "if(y >= 2, 1, 0) * z"),
    ("pi*y", "3.141592653589793 * y"),
  ])
  func formulas(_ mdl: String, _ ours: String) throws { #expect(try right(mdl) == ours) }

  /// The left sides of MDL; LOG, EXP and differences of the variable itself.
  @Test(arguments: [
    ("LOG(x)", "log(x)"), ("EXP(x)", "exp(x)"), ("TSDELTA(x)", "diff(x)"), ("TSDELTA(x, 4)", "diff(x, 4)"),
    ("TSDELTAP(x)", "growth(x)"), ("TSDELTALOG(x,4)", "dlog(x, 4)"), ("DEL(x)", "diff(x)"),
  ])
  func leftSides(_ mdl: String, _ ours: String) throws {
    #expect(try text("IDENTITY> x\nEQ> \(mdl) = z").contains("identity \(ours) = z"))
  }

  /// Where several conditions hold the last of the text counts in bimets, the first here.
  @Test(arguments: [
    ("x > 0", "x > 0"), ("x.LE.0", "x <= 0"), ("x .EQ. 1 .AND. y.NE.2", "x == 1 and y != 2"),
    ("x==1 | !(y<2) & z >= 3", "x == 1 or not y < 2 and z >= 3"), ("x", "x != 0"),
    ("(x > 0) && (y > 0)", "x > 0 and y > 0"), ("TSDELTA(x*(1-y)) <= 0", "diff(x * (1 - y)) <= 0"),
    ("x<-1", "x < -1"),
  ])
  func conditions(_ mdl: String, _ ours: String) throws {
    let lines = try text(
      """
      IDENTITY> k
      IF> \(mdl)
      EQ> k = TSLAG(k) + 1
      IDENTITY> k
      EQ> k = TSLAG(k)
      IF> z > 5
      """)
    let equations = lines.filter { $0.hasPrefix("identity") }
    #expect(equations == ["identity k = k[-1] when z > 5", "identity k = k[-1] + 1 when \(ours)"])
  }

  @Test func everyClause() throws {
    let mdl = """
      Model
      $ header
      COMMENT>   the   first
      BEHAVIORAL> cn TSRANGE 1980 2 1999 4
      EQ> LOG(cn) = a1 +
          a2*LOG(y) +
          a3*TSLAG(LOG(cn))
      COEFF> a1, a2
        a3
      RESTRICT> a2 + a3 = 1
      a1 - 2*a2 =
        -0.5
      ERROR> AUTO(2)
      IV> 1
      IV> TSLAG(y); TSLAG(y, 2)
      LOG(g)
      STORE> coe(1)

      COMMENT> the second
      EQUATION> i
      EQ> TSDELTA(i) = a1 + b*TSLAG(y - i) - c*r
      COEFF> a1 b c
      PDL> b 2 4 N F
      c 1 3
      RESTRICT> LAG(b, 2) = 0.1; LAG(c, 1) = c
      TSRANGE 1981 1 1999 4

      IDENTITY> y
      EQ> y = cn + i + g
      END
      $ trailer
      """
    let imported = try MDLImport(ModelText(mdl, file: "full.mdl"))
    #expect(imported.model.frequency == .quarter)
    #expect(
      imported.model.text.lines.joined(separator: "\n") == """
        # Imported from full.mdl, a text in the language of bimets.
        frequency quarterly

        variable cn
        variable i
        variable y

        exogenous g
        exogenous r

        parameter cn_a1, a2, a3, cn_rho1, cn_rho2 estimated
        parameter i_a1, b, b_PDL_1, b_PDL_2, b_PDL_3, c, c_PDL_1, c_PDL_2 estimated

        # header
        # the first
        behavioral log(cn) = cn_a1 + a2 * log(y) + a3 * log(cn[-1])
          sample 1979Q4..1999Q4
          method iv
          instruments 1, y[-1], y[-2], log(g)
          restrict a2 + a3 = 1
          restrict cn_a1 - 2 * a2 = -0.5
          errors ar(cn_rho1, cn_rho2)

        # the second
        behavioral diff(i) = i_a1 + b * (y[-1] - i[-1]) + b_PDL_1 * (y[-2] - i[-2]) + b_PDL_2 * (y[-3] - i[-3]) +
            b_PDL_3 * (y[-4] - i[-4]) - (c * r + c_PDL_1 * r[-1] + c_PDL_2 * r[-2])
          sample 1981Q1..1999Q4
          restrict b = 0
          restrict b_PDL_3 = 0
          restrict b_PDL_2 = 0.1
          restrict c_PDL_1 = c
          pdl b, b_PDL_1, b_PDL_2, b_PDL_3 degree 2
          pdl c, c_PDL_1, c_PDL_2 degree 1

        identity y = cn + i + g

        # trailer

        """)
    #expect(
      imported.notes.map(\.problem) == [
        .frequencyOfRanges(.quarter), .renamed("a1", as: "cn_a1"), .renamed("a1", as: "i_a1"),
        .instrumentsUsed("cn"),
      ])
  }

  /// The polynomial's coefficients, with the first of them at zero, are what the clauses say.
  @Test func polynomialLag() throws {
    let mdl = """
      MODEL
      BEHAVIORAL> w1
      TSRANGE 1925 1 1941 1
      EQ> w1 = c1 + c2*(y + t - w2) + c4*time
      COEFF> c1 c2 c4
      PDL> c2 2 4 F
      IDENTITY> y
      EQ> y = w1 + p
      END
      """
    let imported = try MDLImport(ModelText(mdl))
    let fit = try ModelEstimation().fit(imported.model, to: Repository.kleinData())
    let c = fit.equations[0].names.enumerated().filter { $0.element.hasPrefix("c2") }.map {
      fit.equations[0].coefficients[$0.offset]
    }
    #expect(c.count == 4 && fit.equations[0].n == 17)
    #expect(abs(c[3]) < 1e-12)
    #expect(abs(c[3] - 3 * c[2] + 3 * c[1] - c[0]) < 1e-12)
    #expect(abs(c[0]) > 0.1)
  }

  /// Names that belong to this library's language get another, and notes say so.
  @Test func names() throws {
    let imported = try MDLImport(
      ModelText(
        """
        BEHAVIORAL> min
        EQ> min = growth + a*max + a_
        COEFF> growth a
        BEHAVIORAL> a
        EQ> a = growth*min + b_c*and
        COEFF> growth b_c
        IDENTITY> Min
        EQ> Min = min*TSLAG(max)
        """), frequency: .annual)
    #expect(imported.model.variables.map(\.name) == ["min_", "a", "Min"])
    #expect(imported.model.exogenous.map(\.name) == ["max_", "a_", "and_"])
    #expect(imported.model.parameters.map(\.name) == ["min_growth", "min_a", "a_growth", "b_c"])
    #expect(imported.model.equations[0].description == "behavioral min_ = min_growth + min_a * max_ + a_")
    #expect(imported.notes.count == 6 && imported.notes.allSatisfy { $0.problem.isNote })
  }

  @Test(arguments: [
    (nil, "1921 1 1941 1", Frequency.annual), (nil, "1921 1 1941 2", .halfYear),
    (nil, "1921 2 1941 4", .quarter),
    (nil, "1921 1 1941 12", .month), (Frequency.quarter, "1921 1 1941 1", .quarter),
  ])
  func frequency(_ given: Frequency?, _ range: String, _ expected: Frequency) throws {
    let mdl = "BEHAVIORAL> y TSRANGE \(range)\nEQ> y = a*x\nCOEFF> a"
    let imported = try MDLImport(ModelText(mdl), frequency: given)
    #expect(imported.model.frequency == expected)
    #expect(imported.notes.isEmpty == (given != nil))
  }
}
