/// Series that do not fit together, or an operation that has no meaning for one.
public enum SeriesError: BilingualError, Equatable {
  case empty
  case differentFrequencies(Frequency, Frequency)
  case differentBases(PriceBasis, PriceBasis)
  case incompatibleUnits(Unit, Unit)
  case noOverlap(PeriodSpan, PeriodSpan)
  /// A deflator was applied to a series that is not nominal.
  case notNominal(PriceBasis)
  case notAnIndex(Unit)
  /// A difference in percentage points was asked of something that is not a rate or share.
  case notARate(Unit)
  case noValue(Period)
  /// Only finer series are turned into coarser ones.
  case notCoarser(Frequency, Frequency)
  case notYearToDate(Frequency)

  public var message: Bilingual {
    switch self {
    case .empty: Bilingual(en: "a series needs at least one value", zh: "序列至少需要一个数值")
    case .differentFrequencies(let a, let b):
      Bilingual(
        en: "\(a.name.en) and \(b.name.en) figures cannot be mixed; bring one to the other's frequency first",
        zh: "\(a.name.zh)度与\(b.name.zh)度数据不能混用；请先转换频率")
    case .differentBases(let a, let b):
      Bilingual(
        en: "\(a.name.en) and \(b.name.en) cannot be combined; deflate the nominal series first",
        zh: "\(a.name.zh)与\(b.name.zh)不能直接运算；请先用平减指数换算")
    case .incompatibleUnits(let a, let b): UnitError.incompatible(from: b, to: a).message
    case .noOverlap(let a, let b):
      Bilingual(
        en: "\(a.text) and \(b.text) have no period in common", zh: "\(a.name.zh)与\(b.name.zh)没有共同的时期")
    case .notNominal(let basis):
      Bilingual(
        en: "only nominal values are deflated; these are in \(basis.name.en)",
        zh: "只有现价数据可以平减；该序列为\(basis.name.zh)")
    case .notAnIndex(let unit):
      Bilingual(en: "a deflator is an index; this is in \(unit)", zh: "平减指数应为指数；该序列单位为\(unit)")
    case .notARate(let unit):
      Bilingual(
        en: "a difference in percentage points is between two rates; these are in \(unit)",
        zh: "百分点之差只用于比率；该序列单位为\(unit)")
    case .noValue(let period): Bilingual(en: "there is no value for \(period)", zh: "\(period.name.zh)没有数值")
    case .notCoarser(let from, let to):
      Bilingual(
        en:
          "\(from.name.en) figures cannot be made into \(to.name.en) figures; only a coarser frequency can be formed",
        zh: "\(from.name.zh)度数据不能转换为\(to.name.zh)度数据；只能转换为更低的频率")
    case .notYearToDate(let frequency):
      Bilingual(
        en: "\(frequency.name.en) figures have no year-to-date form; it needs months, quarters or half-years",
        zh: "\(frequency.name.zh)度数据没有累计形式；需要月度、季度或半年度数据")
    }
  }
}
