import StructuralModels
import Testing
import TimeSeries

/// What is not understood is named with its line, all at once; nothing crashes, nothing takes long.
@Suite struct MDLHostileTests {
  private func messages(_ mdl: String, _ frequency: Frequency? = .annual) -> [String] {
    do {
      _ = try MDLImport(ModelText(mdl, file: "m.mdl"), frequency: frequency)
      return []
    } catch {
      return error.items.map { item in
        #expect(!item.problem.message.en.isEmpty && !item.problem.message.zh.isEmpty)
        let place = item.place.map { "\($0.line):\($0.characters.lowerBound + 1) " } ?? ""
        return place + item.problem.message.en
      }
    }
  }

  @Test func everythingAtOnce() {
    let mdl = """
      stray
      MODEL
      EQ> y = 1
      BEHAVIORAL> cn TSRANGE 1921 1 1941
      EQ> cn = a1 + a2*FOO(p) + # b
      COEFF> a1 a2 a2
      IF> p > 0
      BEHAVIORL> i
      BEHAVIORAL> i rest
      EQ> j = b1*p
      EQ> i = b1*p
      COEFF> b1 b2 3
      ERROR> MA(1)
      IDENTITY> LOG
      EQ> LOG = 1
      IDENTITY> k
      COEFF> k1
      IF> i = 0
      EQ> k = (TSLAG(k, 1.5) + i
      IDENTITY> y
      STORE> 1
      IDENTITY> z
      EQ>
      IDENTITY> u
      EQ> u = 1 < 2 < 3
      IDENTITY> v
      EQ> v = w = 2
      IDENTITY> w
      EQ> w 2
      END
      more
      """
    #expect(
      messages(mdl) == [
        "1:1 this text belongs to no keyword", "3:1 EQ> stands below no BEHAVIORAL> or IDENTITY>",
        "4:24 TSRANGE takes four whole numbers: first year, period in it, last year, period in it",
        "5:18 MDL has no function FOO", "5:27 “#” has no meaning in MDL", "6:14 a2 stands here twice",
        "7:1 IF> does not belong to a behavioral equation", "8:1 MDL has no keyword BEHAVIORL>",
        "9:15 “rest” does not belong to this BEHAVIORAL>",
        "10:5 the left side of this EQ> must be i, or LOG, EXP, TSDELTA, TSDELTAP or TSDELTALOG of it",
        "11:1 EQ> stands in line 10 already, for the same equation",
        "12:14 COEFF> lists names, but found “3”", "13:8 only autoregressive errors are known",
        "14:11 LOG is a function of MDL and no name", "17:1 COEFF> does not belong to an identity",
        "18:7 “=” does not compare",
        "19:10 the second argument of TSLAG is a whole number of periods up to 1000", "20:1 y has no EQ>",
        "23:1 nothing stands behind EQ>", "25:15 comparisons do not chain",
        "27:11 this EQ> has two equals signs", "29:5 this EQ> has no equals sign",
        "31:1 a model is one text from MODEL to END",
      ])
  }

  @Test(arguments: [
    ("BEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a b", "3:10 coefficient b does not occur in the EQ> of y"),
    (
      "BEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nRESTRICT> a + x = 1",
      "4:15 x is no coefficient of the equation of y"
    ),
    (
      "BEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nRESTRICT> a",
      "4:11 this is no linear restriction of coefficients"
    ),
    (
      "BEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nRESTRICT> LAG(a, 1) = 0",
      "4:11 this is no linear restriction of coefficients"
    ),
    (
      "BEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nPDL> a 3 2",
      "4:6 2 lags are too few for a polynomial of degree 3"
    ),
    (
      "BEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nPDL> a 1",
      "4:6 PDL> takes a coefficient, the polynomial's degree and the number of lags (up to 200)"
    ),
    ("BEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nPDL> b 1 2", "4:6 b is no coefficient of the equation of y"),
    ("BEHAVIORAL> y\nEQ> y = a*x\nCOEFF> a\nPDL> a 1 2\na 1 3", "5:1 a stands here twice"),
    (
      "BEHAVIORAL> y\nEQ> y = LOG(a*x)\nCOEFF> a\nPDL> a 1 2",
      "4:6 PDL> spreads a term such as a*x over its lags, but no term of EQ> has a as a factor"
    ),
    ("BEHAVIORAL> y TSRANGE 1950 1 1940 1\nEQ> y = x", "1:23 the range ends before it begins"),
    ("BEHAVIORAL> y TSRANGE 1950 1 1960 2\nEQ> y = x", "1:15 period 2 is too large for data by the year"),
    (
      "BEHAVIORAL> y TSRANGE 1950 1 1960 53\nEQ> y = x",
      "1:23 period 53: models here are annual, half-yearly, quarterly or monthly"
    ),
    ("BEHAVIORAL> y\nEQ> y = x\nIDENTITY> y\nEQ> y = z", "3:1 y has an equation already, in line 1"),
    (
      "IDENTITY> y\nEQ> y = x\nIDENTITY> y\nEQ> y = z\nIF> z > 0",
      "1:1 y has another identity in line 3, and this one has no IF> that says when it holds"
    ),
    ("IDENTITY> y\nEQ> y = (x", "2:9 this bracket is not closed"),
    ("IDENTITY> y\nEQ> y = x +", "2:12 a number, a name or a bracket was expected, but it ends here"),
    ("IDENTITY> y\nEQ> y = x z", "2:11 “z” does not belong to this EQ>"),
    ("IDENTITY> y\nEQ> y = TSLAG + 1", "2:9 TSLAG is a function of MDL and no name"),
    ("IDENTITY> y\nEQ> y = LOG(x, 2)", "2:9 LOG does not take 2 arguments"),
    (
      "IDENTITY> y\nEQ> y = TSDELTA(x, 0)",
      "2:9 the second argument of TSDELTA is a whole number of periods up to 1000"
    ),
    ("IDENTITY> y\nEQ> y = 1e999", "2:9 1e999 is too large a number"),
    ("IDENTITY> 3\nEQ> y = 1", "1:11 a name was expected, but found “3”"),
    ("IDENTITY>\nEQ> y = 1", "1:10 a name was expected, but it ends here"),
    ("", "the text has no equations"), ("MODEL\nEND", "the text has no equations"),
    ("IDENTITY> y\nEQ> y = x\nMODEL", "3:1 a model is one text from MODEL to END"),
  ])
  func one(_ mdl: String, _ message: String) { #expect(messages(mdl) == [message]) }

  @Test func noFrequency() {
    #expect(
      messages("IDENTITY> y\nEQ> y = x", nil) == ["no TSRANGE says how often the model's data are observed"])
  }

  /// A system that is not square is told in this library's words, at the MDL text's lines.
  @Test func notSquare() {
    let mdl = "MODEL\nIDENTITY> y\nEQ> LOG(y) = x\nIDENTITY> z\nEQ> TSDELTA(z) = TSLAG(z)\nEND"
    #expect(messages(mdl).isEmpty)
    let lines = messages(
      "IDENTITY> y\nEQ> y = 2*\(String(repeating: "(", count: 99))x\(String(repeating: ")", count: 99))")
    #expect(lines.count <= 1)
  }

  @Test func deepAndLong() {
    let deep = String(repeating: "(", count: 5000) + "x" + String(repeating: ")", count: 5000)
    #expect(messages("IDENTITY> y\nEQ> y = \(deep)").count == 1)
    let long = Array(repeating: "x", count: 50_000).joined(separator: "+")
    #expect(messages("IDENTITY> y\nEQ> y = \(long)").count == 1)
    let lags = (0..<400).map { "c\($0)" }
    let formula = lags.map { "\($0)*x" }.joined(separator: "+")
    let polynomials = lags.map { "\($0) 1 200" }.joined(separator: "\n")
    let mdl = "BEHAVIORAL> y\nEQ> y = \(formula)\nCOEFF> \(lags.joined(separator: " "))\nPDL> \(polynomials)"
    #expect(messages(mdl).count == 1)
  }

  /// Any prefix of a text, and any text with a character changed, imports or is refused in words.
  @Test func mutations() throws {
    let text = Array(try Repository.text("Tests/References/mdl/klein.mdl"))
    for end in stride(from: 0, to: text.count, by: 7) { _ = messages(String(text[..<end]), nil) }
    let signs = Array("()=>,;$.<^*-+!&|#\n 9aé税")
    var state: UInt64 = 7
    for _ in 0..<400 {
      var copy = text
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        copy[Int(state >> 33) % copy.count] = signs[Int(state >> 20) % signs.count]
      }
      _ = messages(String(copy), nil)
    }
  }

  /// 1,500 equations in well under a second of a release build; here only that time does not grow with the square.
  @Test func large() throws {
    func mdl(_ n: Int) -> String {
      let equations = (0..<n).map { k in
        """
        COMMENT> equation \(k)
        BEHAVIORAL> y\(k) TSRANGE 1990 1 2010 4
        EQ> TSDELTALOG(y\(k)) = a0 + a1*LOG(TSLAG(y\(k)) / TSLAG(y\((k + 1) % n)))
          + a2*TSDELTALOG(y\((k + 7) % n)) + a3*MOVAVG(x\(k % 40), 4)
        COEFF> a0 a1 a2 a3
        """
      }
      return "MODEL\n" + equations.joined(separator: "\n") + "\nEND\n"
    }
    let clock = ContinuousClock()
    let small = try clock.measure { _ = try MDLImport(ModelText(mdl(150))) }
    let large = try clock.measure {
      let imported = try MDLImport(ModelText(mdl(1500)))
      #expect(imported.model.equations.count == 1500 && imported.model.exogenous.count == 40)
    }
    #expect(large < small * 60)
  }
}
