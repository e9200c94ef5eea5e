import Datasets
import TimeSeries

/// Words of the program's own for what a plan reads, in two languages. Sources that people wrote stay as written.
enum DataWords {
  /// Of a file: `plan`, or the role the plan gives it.
  static func role(_ role: String) -> Bilingual {
    Bilingual(en: role, zh: roles[role] ?? role)
  }

  static func kind(_ kind: Observation.Kind) -> Bilingual {
    switch kind {
    case .level: Bilingual(en: "level", zh: "水平")
    case .growth: Bilingual(en: "growth", zh: "增速")
    case .yearToDateLevel: Bilingual(en: "year to date, level", zh: "累计水平")
    case .yearToDateGrowth: Bilingual(en: "year to date, growth", zh: "累计增速")
    }
  }

  /// Of a parameter.
  static func unit(_ unit: String) -> Bilingual {
    Bilingual(en: unit, zh: units[unit] ?? (try? TimeSeries.Unit(parsing: unit))?.symbol ?? unit)
  }

  /// Of a parameter: the phrases the estimation and the plan reader write.
  static func source(_ source: String) -> Bilingual {
    guard heads.contains(where: { source.hasPrefix($0.en) }) else { return Bilingual(source) }
    return Bilingual(en: source, zh: (heads + tails).reduce(source) { $0.replacing($1.en, with: $1.zh) })
  }

  private static let roles = [
    "plan": "计划", "statements": "报告数据", "panel": "估计面板", "outturns": "后来的实际数", "parameters": "参数",
    "model": "模型方程", "data": "模型数据",
  ]

  private static let units = [
    "pp": "百分点", "ratio": "比率", "per year": "每年", "% per pp": "%/百分点", "pp per pp": "百分点/百分点",
    "% of target": "目标的%", "percent": "%",
  ]

  private typealias Phrase = (en: String, zh: String)

  private static let heads: [Phrase] = [
    ("set in the plan", "计划中设定"), ("plan, model.growth", "计划 model.growth"), ("communiqué panel ", "公报面板"),
    ("statement ", "报告数据 "), ("growth of ", "增速："), ("estimated on ", "估计自 "),
    ("residuals of ", "残差："), ("extended from ", "延伸自 "), ("given in ", "取自 "), ("prior ", "先验 "),
  ]

  private static let tails: [Phrase] = [
    (", trend", "，含趋势"), (", errors clustered by region", "，按地区聚类的标准误"),
    (", homoskedastic errors", "，同方差标准误"), (", on its own lag", "，含自身滞后"),
    ("; set aside: ", "；剔除："), (" less what the equation expected", " 减去方程的预期值"),
    (", drawn", "，逐次抽取"), (", held fixed", "，固定不变"), ("; none drawn", "；不抽取"),
    ("; jointly normal", "；联合正态"), ("; independent normal", "；相互独立的正态"),
    ("; Student's t with the covariance", "；保持协方差的t分布"), ("; whole periods with replacement", "；整期有放回抽取"),
    (": constant", "：保持不变"), (": linear", "：线性外推"),
  ]
}
