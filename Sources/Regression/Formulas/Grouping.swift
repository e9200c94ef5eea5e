/// Which group each observation belongs to: the levels of a fixed effect, or clusters.
public struct Grouping: Equatable, Sendable {
  /// The column, or columns joined by `:`.
  public let name: String
  /// The number of each observation's group.
  public let labels: [Int]
  /// What the groups are called, by number: texts in the order of their characters, numbers by size.
  public let levels: [String]

  init(name: String, labels: [Int], levels: [String]) {
    self.name = name
    self.labels = labels
    self.levels = levels
  }

  /// Groups of equal texts.
  init(name: String = "", labels texts: [String]) {
    let levels = Set(texts).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    self.init(name: name, labels: texts.map { numbers[$0] ?? 0 }, levels: levels)
  }

  /// Number of observations in each group.
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: levels.count)
    for label in labels { sizes[label] += 1 }
    return sizes
  }
}
