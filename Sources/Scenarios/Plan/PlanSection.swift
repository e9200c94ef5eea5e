import TimeSeries

/// The kinds of maps a plan is made of and the keys each may hold. The reader, `--set` and the test of the published schema
/// share this one list; `$defs` of plan.schema.json carry the raw values.
package enum PlanSection: String, CaseIterable, Sendable {
  case plan, name, data, source, group, target, comparison, income, relation, override, scenario, condition,
    check, run

  /// What stands under a key.
  enum Content: Equatable, Sendable {
    case value
    case section(PlanSection)
    case list(PlanSection)
    /// Names of the user's choice, each with a list of maps.
    case named(PlanSection)
    /// Decided by whoever reads it: the model, or periods of a path.
    case free
  }

  struct Key: Sendable {
    var name: String
    var content: Content

    init(_ name: String, _ content: Content = .value) {
      self.name = name
      self.content = content
    }
  }

  var keys: [Key] {
    switch self {
    case .plan:
      [
        Key("outturn"), Key("title", .section(.name)), Key("region", .section(.name)), Key("information"),
        Key("horizon"),
        Key("data", .section(.data)), Key("model", .free), Key("groups", .list(.group)),
        Key("targets", .list(.target)),
        Key("relations", .list(.relation)), Key("overrides", .named(.override)),
        Key("scenarios", .list(.scenario)),
        Key("checks", .list(.check)), Key("run", .section(.run)),
      ]
    case .name: [Key("en"), Key("zh")]
    case .data: Plan.Source.Role.allCases.map { Key($0.rawValue, .list(.source)) }
    case .source: [Key("file"), Key("until")]
    case .group: [Key("id"), Key("name", .section(.name))]
    case .target:
      [
        Key("id"), Key("group"), Key("statement"), Key("variable"), Key("variables"), Key("delivery"),
        Key("unquantified"),
        Key("income", .section(.income)), Key("at_least"), Key("at_most"),
        Key("above", .section(.comparison)), Key("below"),
        Key("within"), Key("about"), Key("period"), Key("measure"), Key("name", .section(.name)),
        Key("quote"), Key("scope"),
        Key("parent"), Key("modality"),
      ]
    case .comparison: [Key("variable")]
    case .income: [Key("concept"), Key("basis"), Key("against")]
    case .relation:
      ["whole", "parts", "part", "share", "ratio", "per", "smaller", "larger", "rate"].map { Key($0) }
        + [Key("note", .section(.name))]
    case .override:
      ["variable", "parameter", "volatility", "measure", "set", "sd"].map { Key($0) }
        + [Key("path", .free)] + ["add", "scale", "hold", "add_factor", "over"].map { Key($0) }
    case .scenario:
      [
        Key("id"), Key("name", .section(.name)), Key("note", .section(.name)), Key("extends"), Key("apply"),
        Key("overrides", .list(.override)), Key("conditions", .list(.condition)),
      ]
    case .condition: ["variable", "measure", "period", "equals", "sd"].map { Key($0) }
    case .check: ["aggregate", "total", "region", "source", "period", "scenarios"].map { Key($0) }
    case .run: ["draws", "seed", "threads"].map { Key($0) }
    }
  }

  package var keyNames: [String] { keys.map(\.name) }

  func content(of key: String) -> Content? {
    keys.first { $0.name == key }?.content
  }

  /// “a target”, as the subject of a sentence.
  var noun: Bilingual {
    switch self {
    case .plan: Bilingual(en: "a plan", zh: "计划")
    case .name: Bilingual(en: "a name", zh: "名称")
    case .data: Bilingual(en: "the section data", zh: "data 部分")
    case .source: Bilingual(en: "a data file", zh: "数据文件")
    case .group: Bilingual(en: "a group", zh: "分组")
    case .target: Bilingual(en: "a target", zh: "目标")
    case .comparison: Bilingual(en: "a comparison", zh: "比较对象")
    case .income: Bilingual(en: "an income target", zh: "收入目标")
    case .relation: Bilingual(en: "a relation", zh: "关系")
    case .override: Bilingual(en: "an override", zh: "改动")
    case .scenario: Bilingual(en: "a scenario", zh: "情景")
    case .condition: Bilingual(en: "a condition", zh: "条件")
    case .check: Bilingual(en: "a check", zh: "核对")
    case .run: Bilingual(en: "the section run", zh: "run 部分")
    }
  }
}
