public import TimeSeries

/// Why a series cannot be modelled by itself.
public enum UnivariateError: BilingualError, Equatable {
  case tooShort(Int, needed: Int, model: String)
  case notFinite(position: Int)
  case constant
  case notPositive(position: Int, model: String)
  case order(String)
  case horizon(Int)
  case missing(position: Int, model: String)

  public var message: Bilingual {
    switch self {
    case .tooShort(let n, let needed, let model):
      Bilingual(
        en: "\(n) values are too few for \(model); it needs \(needed)",
        zh: "\(model)至少需要\(needed)个数值，现只有\(n)个")
    case .notFinite(let i):
      Bilingual(
        en: "value \(i + 1) is infinite; correct it, or write it as missing",
        zh: "第\(i + 1)个数值为无穷大；请更正，或作为缺失处理")
    case .constant:
      Bilingual(en: "the series does not vary; there is nothing to estimate", zh: "该序列没有变化，无可估计")
    case .notPositive(let i, let model):
      Bilingual(
        en: "value \(i + 1) is not positive, as \(model) needs", zh: "第\(i + 1)个数值不是正数，而\(model)要求为正")
    case .order(let reason): Bilingual(reason)
    case .horizon(let h): Bilingual(en: "\(h) periods ahead; give at least one", zh: "预测期数为\(h)；至少为1")
    case .missing(let i, let model):
      Bilingual(
        en: "value \(i + 1) is missing, which \(model) cannot pass over; fill it, or use a state-space model",
        zh: "第\(i + 1)个数值缺失，\(model)无法跳过；请补齐，或改用状态空间模型")
    }
  }
}

/// Checks every univariate model makes.
enum SeriesCheck {
  /// Values that are numbers or missing, enough of them, and not all the same.
  static func usable(_ series: [Double], needed: Int, model: String, mayMiss: Bool) throws(UnivariateError) {
    if let i = series.firstIndex(where: { $0.isInfinite }) { throw .notFinite(position: i) }
    if !mayMiss, let i = series.firstIndex(where: \.isNaN) { throw .missing(position: i, model: model) }
    let known = series.filter { !$0.isNaN }
    guard known.count >= needed else { throw .tooShort(known.count, needed: needed, model: model) }
    guard let first = known.first, known.contains(where: { $0 != first }) else { throw .constant }
  }
}
