import Datasets
import Scenarios
import TimeSeries

/// The section `model: {file: …, data: …}` of a plan, decoded.
struct StructuralSection {
  /// Paths as written.
  var file: String?
  var data: String?
  var estimates = true
  var sample: PeriodSpan?
  var uncertainty = ModelUncertainty()
  var extensions: [(name: String, rule: ModelData.Extension, place: SourcePosition)] = []
  /// Parameters the plan gives itself, with their places.
  var parameters: [(name: String, value: Double, place: SourcePosition)] = []
  /// Where the paths stand.
  var fileTree: SettingTree?
  var dataTree: SettingTree?

  enum Key: String, CaseIterable {
    case file, data, estimate, sample, disturbances, coefficients, shocks, extend, parameters
    case degreesOfFreedom = "degrees_of_freedom"
  }

  /// Words for `disturbances`.
  static let disturbances = ["normal", "independent", "student", "bootstrap", "none"]

  static func noun(_ en: String, _ zh: String) -> Bilingual { Bilingual(en: en, zh: zh) }

  /// Decodes the section, leaving what is wrong with `reader`.
  init(_ tree: SettingTree, _ reader: SettingReader) {
    let noun = Self.noun("the section model", "model 部分")
    guard let values = reader.map(tree, of: noun, allowed: Key.allCases.map(\.rawValue)) else { return }
    let found = { (key: Key) in values[key.rawValue] }
    fileTree = found(.file)
    dataTree = found(.data)
    file = fileTree.flatMap { reader.string($0, of: Self.noun("the model file", "模型文件")) }
    data = dataTree.flatMap { reader.string($0, of: Self.noun("the data file", "数据文件")) }
    if fileTree == nil, !reader.isMistyped("file", in: tree) {
      reader.report(
        Self.noun("the section model without “file”", "model 部分缺少“file”"), about: tree,
        suggestion: Self.noun(
          "add “file: MODEL.model”, the text of the equations", "请补上“file: 模型.model”，即方程文本"))
    }
    if dataTree == nil, !reader.isMistyped("data", in: tree) {
      reader.report(
        Self.noun("the section model without “data”", "model 部分缺少“data”"), about: tree,
        suggestion: Self.noun(
          "add “data: FILE.csv”: the first column the period, then one column a variable",
          "请补上“data: 文件.csv”：首列为时期，其后每列一个变量"))
    }
    if let tree = found(.estimate) {
      estimates = reader.boolean(tree, of: Self.noun("“estimate”", "“estimate”")) ?? true
    }
    sample = found(.sample).flatMap { reader.span($0, of: Self.noun("the sample", "样本区间")) }
    readDisturbances(found(.disturbances), found(.degreesOfFreedom), reader)
    if let tree = found(.coefficients) {
      let words = Coefficients.allCases.map(\.rawValue)
      let word = reader.choice(tree, of: Self.noun("“coefficients”", "“coefficients”"), among: words)
      uncertainty.coefficients = word.flatMap(Coefficients.init) ?? .fixed
    }
    if let tree = found(.shocks) {
      uncertainty.drawsShocks = reader.boolean(tree, of: Self.noun("“shocks”", "“shocks”")) ?? true
    }
    if let tree = found(.extend) { readExtensions(tree, reader) }
    if let tree = found(.parameters) { readParameters(tree, reader) }
  }

  private mutating func readDisturbances(
    _ tree: SettingTree?, _ freedom: SettingTree?, _ reader: SettingReader
  ) {
    let word = tree.flatMap {
      reader.choice($0, of: Self.noun("“disturbances”", "“disturbances”"), among: Self.disturbances)
    }
    let noun = Self.noun("the degrees of freedom", "自由度")
    let ν = freedom.flatMap { reader.number($0, of: noun) }
    if let freedom, let ν, !(ν > 2) {
      reader.report(
        Self.noun("\(noun.en) are above 2, so that there is a variance", "\(noun.zh)须大于2，否则没有方差"),
        about: freedom)
    }
    if let freedom, word != "student" {
      reader.report(
        Self.noun(
          "“degrees_of_freedom” belong to “disturbances: student”",
          "“degrees_of_freedom”只用于“disturbances: student”"),
        about: freedom)
    }
    switch word {
    case "independent": uncertainty.disturbances = .independent
    case "bootstrap": uncertainty.disturbances = .bootstrap
    case "none": uncertainty.disturbances = .none
    case "student":
      if let ν { uncertainty.disturbances = .student(degreesOfFreedom: ν) }
      if freedom == nil, let tree {
        reader.report(
          Self.noun("“student” needs “degrees_of_freedom”", "“student”需要“degrees_of_freedom”"), about: tree,
          suggestion: Self.noun("add “degrees_of_freedom: 5”", "请补上“degrees_of_freedom: 5”"))
      }
    default: uncertainty.disturbances = .normal
    }
  }

  private mutating func readExtensions(_ tree: SettingTree, _ reader: SettingReader) {
    guard let entries = tree.entries else {
      reader.report(
        Self.noun("“extend” is a map of variables and rules", "“extend”应为“变量: 规则”"), about: tree,
        suggestion: Self.noun("write {g: constant}", "请写 {g: constant}"))
      return
    }
    let words = ModelData.Extension.allCases.map(\.rawValue)
    for entry in entries {
      let noun = Self.noun("how \(entry.key) goes on", "\(entry.key)的延续方式")
      guard let rule = reader.choice(entry.value, of: noun, among: words).flatMap(ModelData.Extension.init)
      else { continue }
      extensions.append((entry.key, rule, entry.keyPosition))
    }
  }

  private mutating func readParameters(_ tree: SettingTree, _ reader: SettingReader) {
    guard let entries = tree.entries else {
      reader.report(
        Self.noun("parameters are a map of names and values", "parameters 应为“参数名: 值”"), about: tree)
      return
    }
    for entry in entries {
      let noun = Self.noun("the parameter \(entry.key)", "参数 \(entry.key)")
      guard let value = reader.number(entry.value, of: noun) else { continue }
      parameters.append((entry.key, value, entry.keyPosition))
    }
  }
}
