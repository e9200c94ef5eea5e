import Foundation
import Testing

/// What `outturn model` says of models, tables and options that do not fit.
@Suite struct ModelRefusalTests {
  static let solve = ["solve", ModelWorkshop.klein, "--fit"]

  private func refusal(_ arguments: [String], in folder: Folder? = nil, code: Int32 = 2) throws -> String {
    let run = try ModelWorkshop.run(arguments, in: folder)
    #expect(run.code == code, "\(run.err)")
    #expect(run.out == "")
    return run.err
  }

  @Test func everyMistakeOfAModelIsTold() throws {
    let folder = try Folder(withPlan: false)
    try folder.write(
      """
      frequency annual
      variable y "Income"
      exogenous g
      parameter g = 1
      identity y = c + g

      """, to: "bad.model")
    let said = try refusal(["check", "bad.model"], in: folder)
    #expect(
      said.contains(
        "bad.model:4:11: error: g is declared already, in line 3\n  parameter g = 1\n            ^\n"))
    #expect(
      said.contains("bad.model:5:14: error: c is not declared\n  identity y = c + g\n               ^\n"))
    let chinese = try Program.run(["model", "check", "bad.model", "--lang", "zh"], in: folder.path)
    #expect(chinese.err.contains("bad.model:5:14: 错误: c 没有声明\n"))
    try folder.write("frequency anual\n", to: "bad.model")
    #expect(try refusal(["check", "bad.model"], in: folder).contains("did you mean “annual”?"))
  }

  @Test func aMissingModel() throws {
    #expect(try refusal(["check", "none.model"]) == "none.model: error: there is no such file\n")
  }

  @Test func aMisspeltColumn() throws {
    let folder = try Folder(withPlan: false)
    let text = try String(contentsOfFile: ModelWorkshop.data[1], encoding: .utf8)
    try folder.write(text.replacingOccurrences(of: ",time,", with: ",tiem,"), to: "data.csv")
    let said = try refusal(Self.solve + ["--data", "data.csv"], in: folder)
    #expect(said.contains("column “tiem” is no variable of the model, and the column “time” is missing"))
    #expect(said.contains("did you mean “time”?"))
  }

  @Test func valuesThatAreMissing() throws {
    let folder = try Folder(withPlan: false)
    let text = try String(contentsOfFile: ModelWorkshop.data[1], encoding: .utf8)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("1930") }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "data.csv")
    let said = try refusal(
      Self.solve + ["--data", "data.csv", "--from", "1925", "--to", "1935"], in: folder)
    #expect(said.contains("error: g has no value in 1930, needed for y\n"))
    #expect(said.contains("error: w2 has no value in 1930, needed for cn, w1, p\n"))
    let first = try refusal(Self.solve + ModelWorkshop.data + ["--from", "1920", "--to", "1925"])
    #expect(first.contains("error: k has no value in 1919, needed for i, k\n"))
    #expect(first.contains("choose other periods with --from and --to"))
  }

  @Test func periodsThatDoNotFit() throws {
    let said = try refusal(Self.solve + ModelWorkshop.data + ["--from", "1930", "--to", "1925"])
    #expect(said == "error: --from 1930 comes after --to 1925\n  exchange them\n")
    let quarter = try refusal(Self.solve + ModelWorkshop.data + ["--from", "1930Q1", "--to", "soon"])
    #expect(quarter.contains("--from:1:1: error: 1930Q1 counts in quarters, the model in years\n"))
    #expect(quarter.contains("--to:1:1: error: “soon” is not a period"))
    let outside = try refusal(
      ["multipliers", ModelWorkshop.klein, "--fit", "--from", "1930", "--to", "1935", "--at", "1940"]
        + ModelWorkshop.data)
    #expect(outside.contains("--at 1940 lies outside the simulation, 1930..1935"))
  }

  @Test func namesThatAreUnknown() throws {
    let arguments = Self.solve + ModelWorkshop.data
    let extend = try refusal(arguments + ["--to", "1944", "--extend", "w3,g=constant", "--extend", "t=flat"])
    #expect(
      extend.contains(
        "--extend:1:1: error: the model has no variable “w3” to be named here\n  w3,g=constant\n  ^~\n"))
    #expect(extend.contains("“t=flat” does not say how a series goes on"))
    #expect(
      try refusal(arguments + ["--extend", "g=constant"]).contains("does not say how far\n  add --to PERIOD"))
    #expect(try refusal(arguments + ["--exogenize", "cm=1930"]).contains("did you mean “cn”?"))
    #expect(
      try refusal(arguments + ["--exogenize", "y"]).contains(
        "y has no behavioral equation that could give way"))
    let folder = try Folder(withPlan: false)
    try folder.write("year,cnn\n1930,1\n", to: "add.csv")
    let add = try refusal(arguments + ["--add", "add.csv"], in: folder)
    #expect(add.contains("add.csv: error: column “cnn”") && add.contains("did you mean “cn”?"))
    try folder.write("name,estimate\na1,1\na9,2\n", to: "parameters.csv")
    let parameters = try refusal(arguments + ["--parameters", "parameters.csv"], in: folder)
    #expect(parameters.contains("parameters.csv:3:1: error: the model has no parameter “a9”\n  a9,2\n  ^~\n"))
  }

  @Test func parametersWithoutValue() throws {
    let said = try refusal(["solve", ModelWorkshop.klein] + ModelWorkshop.data)
    #expect(said.contains("klein.model:19:11: error:"))
    #expect(said.contains("12 parameters have no value yet: a1, a2, a3, a4, b1, b2, b3, b4 …\n"))
    #expect(said.contains("add --fit to estimate them first"))
  }

  /// The data of a Chinese office: GB18030, its language, a note on standard error.
  @Test func tablesInGB18030() throws {
    let folder = try Folder(withPlan: false)
    try folder.write(
      "frequency annual\nvariable y \"收入\"\nexogenous g\nparameter a = 2\nbehavioral y = a*g\n", to: "m.model"
    )
    let bytes: [UInt8] = [0xC4, 0xEA, 0xB7, 0xDD]  // 年份 in GB18030
    let table = Data(bytes) + Data(",g\n2019,3\n2020,4\n".utf8)
    try table.write(to: URL(fileURLWithPath: folder.path + "/data.csv"))
    let run = try ModelWorkshop.run(
      ["solve", "m.model", "--data", "data.csv", "--csv", "--lang", "zh"], in: folder)
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out == "period,y\n2019,6\n2020,8\n")
    #expect(run.err == "data.csv: 说明: 文件不是 UTF-8 编码，已按 GB18030 读取；建议另存为 UTF-8\n")
  }

  @Test func noSolutionIsAFailure() throws {
    let folder = try Folder(withPlan: false)
    try folder.write("frequency annual\nvariable x\nexogenous z\nidentity x = log(z)\n", to: "m.model")
    try folder.write("year,z\n2019,1\n2020,-1\n", to: "data.csv")
    let arguments = ["solve", "m.model", "--data", "data.csv"]
    let said = try refusal(arguments, in: folder, code: 1)
    #expect(
      said.hasPrefix("error: no solution in 2020: an equation has no value (1 equation solved together)\n"))
    #expect(said.contains("x (line 4)"))
    let chinese = try refusal(arguments + ["--lang", "zh"], in: folder, code: 1)
    #expect(chinese.hasPrefix("错误: 2020年无解：有方程没有数值（1个方程联立求解）\n"))
  }

  @Test func estimatesThatCannotBeHad() throws {
    let folder = try Folder(withPlan: false)
    try folder.write(
      "frequency annual\nvariable y\nexogenous g\nparameter a, b, c estimated\nbehavioral y = a + b*g + c*2*g\n",
      to: "m.model")
    try folder.write("year,y,g\n2015,1,2\n2016,2,3\n2017,3,5\n2018,5,6\n2019,6,9\n", to: "data.csv")
    let said = try refusal(["fit", "m.model", "--data", "data.csv"], in: folder)
    #expect(said.contains("m.model:5:1: error: equation y: the regressors are collinear"))
    let chinese = try refusal(["fit", "m.model", "--data", "data.csv", "--lang", "zh"], in: folder)
    #expect(chinese.contains("方程 y：解释变量共线"))
  }

  @Test(arguments: [
    (["fit", ModelWorkshop.klein], "fit needs data: --data FILE.csv."),
    (["solve", ModelWorkshop.klein, "--json", "--csv"], "--json and --csv exclude each other."),
    (["solve", ModelWorkshop.klein, "--residuals", "--track"], "--track has no use with --residuals"),
    (["solve", ModelWorkshop.klein, "--sample", "1921..1941"], "--sample goes with --fit."),
  ]) func wrongUsage(arguments: [String], message: String) throws {
    #expect(try refusal(arguments, code: 64).contains(message))
  }
}
