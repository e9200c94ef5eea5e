public import Datasets
import TimeSeries

/// The targets of a plan, bound to the rows a model projects: what is read, weighed and compared, draw by draw.
///
/// A target is met in a draw when every form satisfies its bound. Its judged value is the value of its worst form: the
/// smallest for a lower bound, the largest for an upper one, the one farthest out (or nearest an end) for an interval.
///
/// Rounding does not decide: a value within 10⁻⁹·max(1, |bound|) of its bound meets it, and does not exceed a strict one.
/// Shortfalls are measured from the bound itself.
public struct Judge: Sendable, Hashable {
  struct Term: Sendable, Hashable {
    var coefficient: Double
    var row: Int
  }

  /// How the values of a series come from the rows of a block.
  enum Reading: Sendable, Hashable {
    case row(Int)
    case worst([[Term]], Bound)

    /// Rows of a block it is made from.
    var rows: [Int] {
      switch self {
      case .row(let row): [row]
      case .worst(let forms, _): forms.flatMap { $0.map(\.row) }
      }
    }
  }

  struct JudgedTarget: Sendable, Hashable {
    var id: String
    /// Where its judged value is.
    var series: Int
    var bound: Bound
  }

  struct Group: Sendable, Hashable {
    /// Nil for the set of all modelled targets where the plan names no headline group.
    var id: String?
    var members: [Int]
  }

  struct Fan: Sendable, Hashable {
    var quantity: Quantity
    var period: Period
    var series: Int
  }

  /// Rows of the block that are read, each once.
  let rows: [Int]
  let series: [Reading]
  let targets: [JudgedTarget]
  let groups: [Group]
  /// The group whose joint probability is the scenario's.
  let headline: Int?
  let fans: [Fan]

  /// The name of the group all of whose targets together give the scenario its joint probability.
  public static let headlineGroup = "headline"

  /// - Parameters:
  ///   - targets: in the plan's order; unquantified ones are passed over.
  ///   - groups: nil for the groups the targets name, in order of appearance.
  ///   - quantities: the rows of a block, `PreparedProjection.quantities`.
  ///   - horizon: the periods of a block.
  /// - Throws: `Diagnostics` naming every target whose quantity, period or group is unknown.
  public init(
    targets all: [Target], groups named: [TargetGroup]? = nil, quantities: [Quantity], horizon: Horizon
  )
    throws(Diagnostics)
  {
    let judged = all.filter { $0.kind != .unquantified }
    var binding = RowBinding(quantities: quantities, horizon: horizon)
    let bound = judged.map { target in
      JudgedTarget(id: target.id, series: binding.series(of: target), bound: target.bound)
    }
    let groupIDs = named?.map(\.id) ?? judged.map(\.group).uniqued()
    for target in judged where !groupIDs.contains(target.group) {
      binding.diagnostics.append(.unknownGroup(of: target, known: groupIDs))
    }
    fans = binding.fans(of: judged.filter { $0.kind == .modelled })
    try binding.diagnostics.throwIfErrors()

    var groups = groupIDs.compactMap { id -> Group? in
      let members = judged.indices.filter { judged[$0].group == id }
      return members.isEmpty ? nil : Group(id: id, members: members)
    }
    let modelled = judged.indices.filter { judged[$0].kind == .modelled }
    if let index = groups.firstIndex(where: { $0.id == Self.headlineGroup }) {
      headline = index
    } else if !modelled.isEmpty {
      headline = groups.count
      groups.append(Group(id: nil, members: modelled))
    } else {
      headline = nil
    }
    self.groups = groups
    self.targets = bound
    series = binding.series
    rows = binding.rows
  }

  /// An empty tally whose sketches are placed by a pilot block of the same scenario.
  func tally(pilot: borrowing PathBlock, isPaired: Bool, using buffers: JudgeBuffers) -> Tally {
    Tally(
      grids: grids(pilot: pilot, using: buffers), targets: targets.count, groups: groups.map(\.members.count),
      isWeighted: pilot.isWeighted, isPaired: isPaired)
  }
}

extension Array where Element: Hashable {
  /// The distinct elements, each where it first stood.
  func uniqued() -> [Element] {
    var seen = Set<Element>()
    return filter { seen.insert($0).inserted }
  }
}
