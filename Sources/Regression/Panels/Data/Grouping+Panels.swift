extension Grouping {
  /// Groups of equal numbers, in rising order.
  public init(name: String = "", numbers: [Int]) {
    let coded = Self.code(numbers)
    self.init(name: name, labels: coded.places, levels: coded.numbers.map { "\($0)" })
  }

  /// Number of groups.
  public var count: Int { sizes.count }
  /// Number of observations.
  public var rows: Int { labels.count }

  /// The grouping of some of the rows, in the order given; groups left without rows are gone.
  func selecting(rows: [Int]) -> Grouping {
    let coded = Self.code(rows.map { labels[$0] })
    return Grouping(name: name, labels: coded.places, levels: coded.numbers.map { levels[$0] })
  }

  /// Rows that agree in both groupings.
  func crossed(with other: Grouping) -> Grouping {
    let coded = Self.code(zip(labels, other.labels).map { $0 * other.count + $1 })
    return Grouping(
      name: "\(name):\(other.name)", labels: coded.places,
      levels: coded.numbers.map { "\(levels[$0 / other.count]):\(other.levels[$0 % other.count])" })
  }

  /// Whether every group lies within one group of `other`.
  func isNested(in other: Grouping) -> Bool {
    var outer = [Int](repeating: -1, count: count)
    for (inner, label) in zip(labels, other.labels) {
      let seen = outer[inner]
      if seen == label { continue }
      guard seen < 0 else { return false }
      outer[inner] = label
    }
    return true
  }

  /// The rows of each group one after another, each group's in their order.
  var rowsByGroup: [Int] {
    var next = starts
    var order = [Int](repeating: 0, count: labels.count)
    for (row, label) in labels.enumerated() {
      order[next[label]] = row
      next[label] += 1
    }
    return order
  }

  /// Where each group starts in `rowsByGroup`.
  var starts: [Int] {
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return start
    }
  }

  /// The distinct numbers, rising, and the place of each row's; by table where they lie close together.
  static func code(_ values: [Int]) -> (numbers: [Int], places: [Int]) {
    guard let low = values.min(), let high = values.max() else { return ([], []) }
    let span = high.subtractingReportingOverflow(low)
    guard !span.overflow, span.partialValue < 4 * values.count + 1024 else {
      let numbers = Set(values).sorted()
      let places = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
      return (numbers, values.map { places[$0] ?? 0 })
    }
    var places = [Int](repeating: -1, count: span.partialValue + 1)
    for value in values { places[value - low] = 0 }
    var numbers: [Int] = []
    for offset in places.indices where places[offset] == 0 {
      places[offset] = numbers.count
      numbers.append(low + offset)
    }
    return (numbers, values.map { places[$0 - low] })
  }
}
