import TimeSeries

/// What was decided where one variable, region and period had several published numbers.
public struct Resolution: Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable {
    /// Official before press before a copy.
    case source
    /// A later vintage before an earlier one.
    case vintage
    /// The same number twice.
    case sameNumber
    /// Nothing tells them apart: the first in the files is taken.
    case order
    /// The source contradicts the number; it is left out, whether or not there is another.
    case inconsistent
  }

  /// nil where every number was left out.
  public var chosen: Observation?
  public var rejected: [Observation]
  public var reason: Reason

  /// A note (a warning where only the order decided), at the number left out.
  public var diagnostic: Diagnostic? {
    guard let other = rejected.first else { return nil }
    let what = "\(other.indicator) (\(other.kind.rawValue)) of \(other.region.id) in \(other.span.text)"
    let whatZh = "\(other.region.name.zh)\(other.span.name.zh)的 \(other.indicator)（\(other.kind.rawValue)）"
    let left = rejected.map { DelimitedTextWriter.written($0.value) }.joined(separator: ", ")
    let taken = chosen.map { "\(DelimitedTextWriter.written($0.value)) (\($0.position))" } ?? "no value"
    let why =
      switch reason {
      case .source: Bilingual(en: "from the better source", zh: "来源更可靠")
      case .vintage: Bilingual(en: "the later vintage", zh: "版本更新")
      case .sameNumber: Bilingual(en: "the same number", zh: "数值相同")
      case .order: Bilingual(en: "nothing tells them apart, the first is taken", zh: "无法区分，取第一个")
      case .inconsistent: Bilingual(en: "its source contradicts it", zh: "来源自相矛盾")
      }
    return Diagnostic(
      reason == .order ? .warning : .note,
      Bilingual(
        en: "\(what): \(taken) is used, not \(left): \(why.en)",
        zh: "\(whatZh)：采用 \(chosen.map { DelimitedTextWriter.written($0.value) } ?? "无")，舍弃 \(left)：\(why.zh)"
      ),
      at: other.position)
  }
}

extension Dataset {
  /// One number a key (region, indicator, span, kind, target or not): those the source contradicts are left out; then official before press
  /// before copy, a later vintage before an earlier one, and the first in the files where nothing else decides. Never averaged. What was
  /// decided is in `resolutions`.
  public func resolved() -> Dataset {
    struct Key: Hashable {
      var region: String
      var indicator: String
      var span: PeriodSpan
      var kind: Observation.Kind
      var isTarget: Bool
    }
    var order: [Key] = []
    var groups: [Key: [Observation]] = [:]
    for o in observations {
      let key = Key(
        region: o.region.id, indicator: o.indicator, span: o.span, kind: o.kind, isTarget: o.status == .target
      )
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(o)
    }
    var kept: [Observation] = []
    var decisions: [Resolution] = []
    for key in order {
      let (chosen, decision) = Self.choose(from: groups[key] ?? [])
      if let chosen { kept.append(chosen) }
      decisions += decision
    }
    return Dataset(name: name, observations: kept, resolutions: resolutions + decisions)
  }

  private static func choose(from group: [Observation]) -> (Observation?, [Resolution]) {
    let usable = group.filter { !$0.isInconsistent }
    let contradicted = group.filter(\.isInconsistent)
    let ranked = usable.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.source.quality != y.source.quality { return x.source.quality < y.source.quality }
      if x.vintage.stage != y.vintage.stage { return x.vintage.stage > y.vintage.stage }
      return a.offset < b.offset
    }.map(\.element)
    let best = ranked.first
    var decisions: [Resolution] = []
    if !contradicted.isEmpty {
      decisions.append(Resolution(chosen: best, rejected: contradicted, reason: .inconsistent))
    }
    if let best, ranked.count > 1 {
      let next = ranked[1]
      let reason: Resolution.Reason =
        if ranked.allSatisfy({ $0.value == best.value && $0.unit == best.unit }) {
          .sameNumber
        } else if best.source.quality != next.source.quality {
          .source
        } else if best.vintage.stage != next.vintage.stage {
          .vintage
        } else {
          .order
        }
      decisions.append(Resolution(chosen: best, rejected: Array(ranked.dropFirst()), reason: reason))
    }
    return (best, decisions)
  }
}
