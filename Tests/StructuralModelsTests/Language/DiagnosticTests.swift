import StructuralModels
import Testing
import TimeSeries

/// Whole messages, as people see them.
@Suite struct DiagnosticTests {
  private func messages(_ text: String, in language: Language = .en) -> String {
    do {
      _ = try Model(ModelText(text, file: "m.model"))
      return ""
    } catch {
      return error.rendered(in: language)
    }
  }

  /// A small model that is right, with lines put in its place.
  private func small(_ lines: String) -> String {
    "frequency annual\nvariable y\nexogenous x\nparameter a = 0.5\n" + lines
  }

  @Test func allErrorsAtOnce() {
    let text = """
      frequency anual
      variable consumption
      exogenus x
      parameter a
      identity consumption = a*incme + logg(x) + )
      behavioral consumption + 1 = a
      """
    #expect(
      messages(text) == """
        m.model:1:11: error: “anual” is no frequency
          frequency anual
                    ^~~~~
          did you mean “annual”?
        m.model:3:1: error: no statement begins with “exogenus”
          exogenus x
          ^~~~~~~~
          did you mean “exogenous”?
        m.model:4:11: error: parameter a has no value; write “= 0.5”, “~ normal(0.5, 0.1)”, “estimated” or “given” behind it
          parameter a
                    ^
        m.model:5:34: error: there is no function logg
          identity consumption = a*incme + logg(x) + )
                                           ^~~~
          did you mean “log”?
        m.model:6:12: error: the left side must be a variable, or log, exp, diff, dlog or growth of one
          behavioral consumption + 1 = a
                     ^~~~~~~~~~~~~~~
        """)
  }

  @Test func chinese() {
    #expect(
      messages("frequency annual\nvariable 消费\nexogenous 收入\nidentity 消费 = 收如 + 1", in: .zh) == """
        m.model:4:15: 错误: 收如 没有声明
          identity 消费 = 收如 + 1
                          ^~~~
          是否想写“收入”？
        """)
  }

  @Test(arguments: [
    (
      "identity y = x +",
      "m.model:5:17: error: a number, a name or a bracket was expected, but the line ends here", 0
    ),
    ("identity y = (x + 1", "m.model:5:14: error: the bracket “(” is not closed", 0),
    (
      "identity y = x[1]",
      "m.model:5:16: error: “[1]” does not say whether earlier or later; write x[-1] or x[+1]", 0
    ),
    (
      "identity y = x[-1.5]",
      "m.model:5:17: error: a whole number of periods up to 1000 was expected, but this line has “1.5”", 0
    ),
    ("identity y = a[-1]*x", "m.model:5:14: error: a is a parameter and has no lags or leads", 0),
    ("identity y = x > 1", "m.model:5:14: error: a condition is no number; write if(condition, 1, 0)", 0),
    ("identity y = if(x, 1, 2)", "m.model:5:17: error: a number is no condition; compare it: x > 0", 0),
    (
      "identity y = if(1 < x < 2, 1, 2)",
      "m.model:5:23: error: comparisons do not chain; write a < b and b < c", 0
    ),
    ("identity y = log(x, 2)", "m.model:5:14: error: log does not take 2 arguments", 1),
    (
      "identity y = mavg(x, a)",
      "m.model:5:14: error: the second argument of mavg is a whole number of periods from 1 to 1000", 1
    ),
    ("identity y = log", "m.model:5:14: error: log is a function", 1),
    ("identity y == x", "m.model:5:12: error: an equation has one equals sign", 0),
    ("identity y x", "m.model:5:12: error: “=” after “y” was expected, but this line has “x”", 0),
    ("y = x", "m.model:5:1: error: an equation begins with “behavioral” or “identity”", 0),
    (
      "identity x = y",
      "m.model:5:10: error: x is exogenous and no equation can explain it; declare it with “variable”", 0
    ),
    ("identity y = x $ 2", "m.model:5:16: error: “$” has no meaning here", 0),
    (
      "identity y = x\nvariable log",
      "m.model:6:10: error: “log” belongs to the language and cannot be a name", 1
    ),
    ("identity y = x\nvariable x", "m.model:6:10: error: x is declared already, in line 3", 0),
    (
      "identity y = x otherwise",
      "m.model:5:1: error: “otherwise” follows a line of the same identity with “when”", 0
    ),
    (
      "behavioral y = x when x > 0",
      "m.model:5:1: error: only identities have cases; use if(condition, a, b)", 0
    ),
    (
      "identity y = x\n  sample 1921..1941",
      "m.model:6:3: error: “sample” belongs below a behavioral equation", 0
    ),
    ("behavioral y = a*x\n  method olss", "m.model:6:10: error: “olss” is no method of estimation", 1),
    (
      "behavioral y = a*x\n  method iv",
      "m.model:6:3: error: equation y has method iv but no “instruments” line", 0
    ),
    (
      "behavioral y = a*x\n  sample 2019Q1..2020Q4",
      "m.model:6:3: error: the sample counts in quarters, the model in years", 0
    ),
    (
      "behavioral y = a*x\n  sample 1941..1921",
      "m.model:6:10: error: “1941..1921” is not a period: it ends before it begins", 0
    ),
    (
      "behavioral y = a*x\n  errors ar(x)",
      "m.model:6:13: error: a parameter belongs here, but x is exogenous", 0
    ),
    (
      "behavioral y = a*x\n  pdl a, a degree 2",
      "m.model:6:7: error: a polynomial through 2 coefficients has a degree from 0 to 1", 0
    ),
    ("identity y = x\nshock e ~ normal(1, 2)", "m.model:6:11: error: shock e must have mean zero", 0),
    (
      "identity y = x\nparameter b ~ normal(1, -2)",
      "m.model:6:15: error: these arguments make no normal distribution: scales are positive, a lower end lies below its upper end, df exceeds 1",
      1
    ),
    ("identity y = x\nvariable z \"label", "m.model:6:12: error: the quotation mark is not closed", 0),
  ])
  func eachMistake(_ lines: String, _ first: String, _ adviceLines: Int) {
    let found = messages(small(lines)).split(separator: "\n").map(String.init)
    #expect(found.first == first)
    #expect(found.count >= 3 + adviceLines)
  }

  /// A system that is not square: which variables have no equation, and which equations are left over.
  @Test func notSquare() {
    let text = """
      frequency quarterly
      variable c
      variable y
      variable r
      exogenous g
      identity c = 0.8*y
      identity y = c + g
      identity demand: y = c + g + 1
      """
    #expect(
      messages(text) == """
        m.model:4:10: error: no equation determines r
          variable r
                   ^
          write an equation for it, or declare it “exogenous r”
        m.model:8:1: error: equation demand is left over: c, y, demand all determine only c, y
          identity demand: y = c + g + 1
          ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
          remove one of them, or declare another variable they contain with “variable”
        """)
  }

  @Test func tooFewEquations() {
    #expect(
      messages("frequency annual\nvariable a\nvariable b\nexogenous x\nidentity a = b + x") == """
        m.model:3:10: error: no equation is left for b: a must determine a, b
          variable b
                   ^
          write one more equation for them, or declare one of them exogenous
        """)
  }

  @Test func emptyText() {
    #expect(
      messages("# nothing") == """
        m.model: error: the model does not say its frequency; begin with a line such as “frequency annual”
        m.model: error: the model has no equations
        """)
  }

  /// Damaged texts are read or refused, never crash, and every message can be shown in both languages.
  @Test func damagedTexts() throws {
    let klein = Array(try Repository.text("Models/klein.model"))
    let junk =
      Array("([{)]}=,:~\"#^*-+<>!.0e9 \n\tabλ资本，（…\u{0}")
      + ["if(", "when", "pdl a1", "[-1", "1e999"].joined()
    var state: UInt64 = 11
    func draw(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    for _ in 0..<400 {
      var text = klein
      for _ in 0...draw(4) {
        let at = draw(text.count)
        switch draw(3) {
        case 0: text.remove(at: at)
        case 1: text[at] = junk[draw(junk.count)]
        default: text.insert(junk[draw(junk.count)], at: at)
        }
      }
      do { _ = try Model(ModelText(String(text))) } catch {
        #expect(!error.rendered(in: .both).isEmpty && !error.items.isEmpty)
      }
    }
  }

  @Test func limits() {
    let deep = String(repeating: "(", count: 5000) + "x" + String(repeating: ")", count: 5000)
    let long = "x" + String(repeating: " + x", count: 5000)
    let nested = String(repeating: "(", count: 150) + "x" + String(repeating: ")", count: 150)
    for (text, message) in [
      (deep, "this statement has more than 2000 words and signs; cut it with variables of its own"),
      (long, "this statement has more than 2000 words and signs; cut it with variables of its own"),
      (nested, "expressions are nested more than 100 deep; cut this one with variables of its own"),
    ] {
      #expect(messages(small("identity y = " + text)).contains("error: \(message)\n"))
    }
    #expect(messages(small("behavioral y = a*x\n  pdl a degree 1e300")).contains("a degree from 0 to 0"))
    #expect(messages(small("identity y = x" + String(repeating: " + x", count: 900))) == "")
  }

  /// Any cut of a right model is read without a crash, and each message can be shown.
  @Test func everyPrefixOfKlein() throws {
    let text = try Repository.text("Models/klein.model")
    for length in stride(from: 0, to: text.count, by: 3) {
      let cut = String(text.prefix(length))
      do { _ = try Model(ModelText(cut)) } catch { #expect(!error.description.isEmpty) }
    }
  }
}
