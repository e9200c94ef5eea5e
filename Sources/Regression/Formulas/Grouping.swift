/// Which group each observation belongs to: the levels of a fixed effect, the entities of a panel, or clusters.
public struct Grouping: Codable, Equatable, Sendable {
  /// What the groups are of: “firm”; a column, or columns joined by `:`.
  public let name: String
  /// The number of each observation's group, from 0.
  public let labels: [Int]
  /// What the groups are called, by number: texts in the order of their characters, numbers by size.
  public let levels: [String]
  /// Number of observations in each group.
  public let sizes: [Int]

  init(name: String, labels: [Int], levels: [String]) {
    self.name = name
    self.labels = labels
    self.levels = levels
    var sizes = [Int](repeating: 0, count: levels.count)
    for label in labels { sizes[label] += 1 }
    self.sizes = sizes
  }

  /// Groups of equal texts.
  public init(name: String = "", labels texts: [String]) {
    let levels = Set(texts).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    self.init(name: name, labels: texts.map { numbers[$0] ?? 0 }, levels: levels)
  }
}
