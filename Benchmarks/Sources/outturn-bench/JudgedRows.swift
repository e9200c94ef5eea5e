import Scenarios

/// Which rows of a block the plan's targets read: those of one quantity first, then those made of several.
struct JudgedRows {
  struct Target: Encodable {
    var id: String
    var bound: Limits
  }

  struct Group: Encodable {
    var id: String
    var members: [Int]
  }

  /// The worst of several sums of rows, for a target with several forms or terms.
  struct Composed: Encodable {
    var forms: [[Term]]
    var atMost: Bool
  }

  /// [coefficient, row].
  struct Term: Encodable {
    var coefficient: Double
    var row: Int

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(coefficient)
      try list.encode(row)
    }
  }

  /// [kind, number] or [kind, low, high].
  struct Limits: Encodable {
    var bound: Bound

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      switch bound {
      case .atLeast(let b): try Self.add("atLeast", b, to: &list)
      case .atMost(let b): try Self.add("atMost", b, to: &list)
      case .above(let b): try Self.add("above", b, to: &list)
      case .within(let low, let high):
        try Self.add("within", low, to: &list)
        try list.encode(high)
      }
    }

    private static func add(_ kind: String, _ b: Double, to list: inout any UnkeyedEncodingContainer) throws {
      try list.encode(kind)
      try list.encode(b)
    }
  }

  private(set) var judged = 0
  private(set) var order: [Int] = []
  private(set) var composed: [Composed] = []
  private(set) var series: [Int] = []
  private(set) var targets: [Target] = []
  private(set) var groups: [Group] = []

  /// - Throws: where a target is of a kind the peer does not know.
  init(_ plan: Plan, quantities: [Quantity]) throws {
    guard plan.horizon.periods.count == 1 else { throw BenchmarkError.missing("a plan of one year") }
    let targets = plan.targets.filter { $0.kind != .unquantified }
    let read = Set(
      targets.flatMap { target in
        target.kind == .modelled || Self.isPlain(target) ? target.forms.flatMap(\.terms).map(\.quantity) : []
      })
    let judgedFirst = quantities.indices.filter { read.contains(quantities[$0]) }
    let others = quantities.indices.filter { !read.contains(quantities[$0]) }
    judged = judgedFirst.count
    let extra = targets.count { !Self.isPlain($0) }
    var place: [Quantity: Int] = [:]
    order = [Int](repeating: 0, count: quantities.count)
    for (at, index) in (judgedFirst + others).enumerated() {
      order[index] = at
      place[quantities[index]] = at < judged ? at : at + extra
    }
    for target in targets {
      let forms = target.forms.map { form in
        form.terms.map { Term(coefficient: $0.coefficient, row: place[$0.quantity] ?? 0) }
      }
      if Self.isPlain(target) {
        series.append(forms[0][0].row)
      } else {
        series.append(judged + composed.count)
        composed.append(Composed(forms: forms, atMost: try Self.isUpper(target)))
      }
      self.targets.append(Target(id: target.id, bound: Limits(bound: target.bound)))
    }
    groups = plan.groups.compactMap { group in
      let members = targets.indices.filter { targets[$0].group == group.id }
      return members.isEmpty ? nil : Group(id: group.id, members: members)
    }
  }

  private static func isPlain(_ target: Scenarios.Target) -> Bool {
    target.forms.count == 1 && target.forms[0].terms.count == 1 && target.forms[0].terms[0].coefficient == 1
  }

  private static func isUpper(_ target: Scenarios.Target) throws -> Bool {
    switch target.bound {
    case .atMost: true
    case .atLeast, .above: false
    case .within: throw BenchmarkError.missing("an interval of several quantities in the peer")
    }
  }
}
