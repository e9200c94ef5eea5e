import Foundation
import Testing

/// Bad input to `outturn regress`: the whole message, exit code 2, nothing on standard output.
@Suite struct RegressRefusalTests {
  static let data = """
    region,year,y,x,z,w,c,note
    a,2010,1,1,2,1,5,abc
    a,2011,2,2,4,0,5,abc
    a,2012,4,NaN,7,1,5,def
    b,2010,3,4,8,1,5,def
    b,2011,5,12岁,9,1,5,def
    b,2013,7,7,14,1,5,def
    c,2010,8,9,19,1,5,def

    """

  static let cells = """
    data.csv:4:10: error: “NaN” is not a number
      a,2012,4,NaN,7,1,5,def
               ^~~
      leave the cell empty where there is no value; add --missing NaN if it stands for no value
    data.csv:6:10: error: “12岁” is not a number
      b,2011,5,12岁,9,1,5,def
               ^~~~
      add --missing 12岁 if it stands for no value

    """

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String]
    var says: String

    init(_ name: String, _ arguments: [String], says: String) {
      testDescription = name
      self.arguments = arguments
      self.says = says
    }
  }

  static let cases = [
    Case(
      "unknown column", ["y ~ z + yaer"],
      says: """
        formula:1:9: error: unknown column “yaer”
          y ~ z + yaer
                  ^~~~
          did you mean “year”?

        """),
    Case(
      "every mistake of a formula", ["y ~ lgo(z) + (q - year"],
      says: """
        formula:1:5: error: unknown function “lgo”
          y ~ lgo(z) + (q - year
              ^~~
          did you mean “log”?
        formula:1:14: error: the parenthesis is not closed
          y ~ lgo(z) + (q - year
                       ^

        """),
    Case("cells that are no numbers", ["y ~ x"], says: cells),
    Case(
      "cells and names", ["y ~ x + 固定"],
      says: cells + """
        formula:1:9: error: unknown column “固定”
          y ~ x + 固定
                  ^~~~
          there is region, year, y, x, z, w, c, note

        """),
    Case(
      "text explained", ["note ~ z"],
      says: """
        formula:1:1: error: note is text; what is explained must be numbers
          note ~ z
          ^~~~

        """),
    Case(
      "perfect collinearity", ["y ~ z + (2*z) + c"],
      says: """
        error: the regressors are collinear: (2 * z) is a multiple of z; c does not vary
          leave one of each set out of the formula, or add --drop-collinear

        """),
    Case(
      "fewer observations than coefficients", ["y ~ lag(z) + z + year + w + region"],
      says: """
        error: 3 observations cannot estimate 6 coefficients and an error variance; at least 7 are needed
          lag(z) has no value in 4 rows (the end of a series, or a gap)

        """),
    Case(
      "a constant explained", ["c ~ z"],
      says: "error: c is 5 in all 7 rows used; what does not vary cannot be explained\n"),
    Case(
      "a weight of zero", ["y ~ z", "--weights", "w"],
      says: """
        data.csv:3:14: error: the weight is 0, but weights must be positive; leave the row out instead
          a,2011,2,2,4,0,5,abc
                       ^

        """),
    Case(
      "one cluster", ["y ~ z", "--cluster", "c"],
      says: "error: c is “5” in every row used; clustered errors need at least two clusters\n"),
    Case(
      "unknown cluster and weight", ["y ~ z", "--cluster", "regin", "--weights", "weight"],
      says: """
        --cluster:1:1: error: unknown column “regin”
          regin
          ^~~~~
          did you mean “region”?
        --weights:1:1: error: unknown column “weight”
          weight
          ^~~~~~
          there is region, year, y, x, z, w, c, note

        """),
    Case(
      "one level", ["y ~ factor(c)"],
      says: """
        formula:1:5: error: factor(c) is “5” in every row used; one category explains nothing
          y ~ factor(c)
              ^~~~~~~~~

        """),
    Case(
      "no such period column", ["y ~ lag(z)", "--period", "yaer"],
      says: """
        --period:1:1: error: unknown column “yaer”
          yaer
          ^~~~
          did you mean “year”?

        """),
    Case(
      "rows that are not there", ["y ~ z", "--where", "region=A", "--where", "yeer=2010"],
      says: """
        --where:1:1: error: unknown column “yeer”
          yeer
          ^~~~
          did you mean “year”?
        --where:1:8: error: no row has region “A”
          region=A
                 ^
          did you mean “a”?

        """),
    Case(
      "two rows of one period", ["y ~ lag(z)", "--entity", "c"],
      says: """
        formula:1:5: error: lag(z) is not defined: lines 2 and 5 are of one period
          y ~ lag(z)
              ^~~~~~
          keep one row for each entity and period

        """),
    Case(
      "autocorrelation in a panel", ["y ~ z", "--cov", "hac"],
      says: """
        error: --cov hac is for one series, but several rows used are of one period
          use --cov driscoll-kraay or --cluster for panels

        """),
    Case(
      "a row that decides its own value", ["y ~ z + region", "--cov", "hc3"],
      says: """
        data.csv:8: error: this row alone decides its fitted value (leverage 1), where HC3 is not defined; use --cov hc1, or leave out the row and the regressor that singles it out

        """),
    Case(
      "no row left", ["y ~ log(-z)"],
      says:
        "error: none of the 7 rows has all the values the formula needs: log(-z) is not defined in 7 rows\n"),
  ]

  @Test(arguments: cases) func refused(_ refused: Case) throws {
    let folder = try Folder(withPlan: false)
    try folder.write(Self.data, to: "data.csv")
    let run = try Program.run(["regress", "data.csv"] + refused.arguments, in: folder.path)
    #expect(run.code == 2)
    #expect(run.out == "")
    #expect(run.err == refused.says)
    #expect(folder.contents == ["data.csv"])
  }

  @Test func filesThatAreNotThere() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("", to: "empty.csv")
    try folder.write("y,x\n1\n2,3,4\n", to: "ragged.csv")
    try folder.write("y,x\n", to: "header.csv")
    let says = [
      "none.csv": "none.csv: error: there is no such file\n",
      "empty.csv": "empty.csv: error: the file is empty\n",
      "header.csv": "error: none of the 0 rows has all the values the formula needs\n",
      "ragged.csv": """
      ragged.csv:2:2: error: this row has 1 cell, the header has 2
        1
         ^
      ragged.csv:3:5: error: this row has 3 cells, the header has 2
        2,3,4
            ^
        put a cell that contains a comma between quotes

      """,
    ]
    for (file, message) in says {
      let run = try Program.run(["regress", file, "y ~ x"], in: folder.path)
      #expect(run.code == 2)
      #expect(run.out == "")
      #expect(run.err == message)
    }
  }

  /// What leaves the range of numbers is refused, not printed as infinite.
  @Test func numbersBeyondRange() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("y,x\n1,1e-300\n2,2e-300\n4,3e-300\n5,5e-300\n", to: "data.csv")
    let run = try Program.run(["regress", "data.csv", "y ~ x"], in: folder.path)
    #expect(run.code == 2)
    #expect(run.out == "")
    #expect(
      run.err == """
        error: the coefficient or standard error of x is beyond the range of numbers
          change units so that numbers are of everyday size

        """)
  }

  /// A cluster of one observation is no error: what follows from it is told.
  @Test func aSingletonCluster() throws {
    let folder = try Folder(withPlan: false)
    try folder.write(Self.data, to: "data.csv")
    let run = try Program.run(["regress", "data.csv", "y ~ z", "--cluster", "region"], in: folder.path)
    #expect(run.code == 0)
    #expect(run.out.contains("– 1 cluster of region has a single observation, which adds what HC1 would.\n"))
    #expect(run.out.contains("– 3 clusters of region are few: clustered errors are then often too small.\n"))
  }

  /// A perfect fit is told; no figure of the table is NaN.
  @Test func aPerfectFit() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("y,x\n3,1\n5,2\n7,3\n9,4\n", to: "data.csv")
    let run = try Program.run(["regress", "data.csv", "y ~ x"], in: folder.path)
    #expect(run.code == 0)
    #expect(!run.out.lowercased().contains("nan"))
    #expect(
      run.out.hasSuffix(
        "– The fit is perfect: residuals are rounding, and standard errors say nothing about other data.\n"))
  }

  @Test func mistakesComeInTheReadersLanguage() throws {
    let folder = try Folder(withPlan: false)
    try folder.write(Self.data, to: "data.csv")
    let run = try Program.run(
      ["regress", "data.csv", "y ~ yaer + lag(note)", "--lang", "zh"], in: folder.path)
    #expect(
      run.err == """
        formula:1:5: 错误: 未知的列“yaer”
          y ~ yaer + lag(note)
              ^~~~
          是否想写“year”？
        formula:1:16: 错误: note 为文本，不能参与运算
          y ~ yaer + lag(note)
                         ^~~~

        """)
  }

  @Test(arguments: [
    ([], "Error: Missing expected argument '<data>'"),
    (["data.csv", "y ~ x", "--cov", "hc4"], "Error: The value 'hc4' is invalid for '--cov <kind>'"),
    (
      ["data.csv", "y ~ x", "--cov", "cluster"],
      "Error: --cov cluster needs the column to cluster by: add --cluster COLUMN."
    ),
    (
      ["data.csv", "y ~ x", "--cov", "hc1", "--cluster", "region"],
      "Error: --cluster goes with --cov cluster, not with --cov hc1."
    ),
    (
      ["data.csv", "y ~ x", "--cluster", "a,b,c"],
      "Error: --cluster takes one or two columns, separated by a comma, not “a,b,c”."
    ),
  ])
  func wrongUsageEndsWith64(arguments: [String], message: String) throws {
    let run = try Program.run(["regress"] + arguments)
    #expect(run.code == 64)
    #expect(run.err.hasPrefix(message))
  }
}
