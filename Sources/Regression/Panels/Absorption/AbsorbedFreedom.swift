import LinearAlgebra

/// How many degrees of freedom absorbed effects take: the rank of all ways' dummies.
struct AbsorbedFreedom: Sendable {
  /// The rank, or what it is at most.
  let rank: Int
  /// Whether `rank` is exact; with three or more ways of many groups it is an upper bound.
  let isExact: Bool
  /// Connected components of the first two ways; nil with one way.
  let components: Int?
  private let ways: [Grouping]

  init(_ ways: [Grouping], elimination: Elimination) throws {
    self.ways = ways
    components = ways.count >= 2 ? Components(ways[0], ways[1]).count : nil
    let groups = ways.reduce(0) { $0 + $1.count }
    switch ways.count {
    case ...1: (rank, isExact) = (groups, true)
    case 2: (rank, isExact) = (groups - (components ?? 1), true)
    default:
      if let exact = try DummyRank(ways)?.rank {
        (rank, isExact) = (exact, true)
      } else {
        (rank, isExact) = (groups - Self.pairwiseRedundancy(ways), false)
      }
    }
  }

  /// Coefficients and effects a clustered covariance counts: effects nested in a cluster count as one constant, for
  /// the clusters already allow for them (Cameron & Miller 2015 §III.B; fixest and reghdfe count so). linearmodels leaves out
  /// a single way nested in every grouping, and nothing else.
  func counted(clusters: [Grouping], _ smallSample: PanelSmallSample) -> Int {
    if smallSample == .residuals {
      return ways.count == 1 && clusters.allSatisfy { ways[0].isNested(in: $0) } ? 0 : rank
    }
    let nested = ways.filter { way in clusters.contains { way.isNested(in: $0) } }
    guard !nested.isEmpty else { return rank }
    return max(1, rank - nested.reduce(0) { $0 + $1.count } + nested.count)
  }

  /// Each further way loses as many groups as it has components with the earlier way that shares most.
  private static func pairwiseRedundancy(_ ways: [Grouping]) -> Int {
    (1..<ways.count).reduce(0) { total, q in
      total + ((0..<q).map { Components(ways[$0], ways[q]).count }.max() ?? 0)
    }
  }
}

/// The connected components of the graph whose edges are rows, between the groups of two ways (Abowd, Creecy & Kramarz 2002).
struct Components: Sendable {
  let count: Int
  /// The component of each group of the second way.
  let ofSecond: [Int]

  init(_ first: Grouping, _ second: Grouping) {
    let offset = first.count
    var forest = Forest(nodes: offset + second.count)
    for (a, b) in zip(first.labels, second.labels) {
      forest.join(a, offset + b)
      if forest.trees == 1 { break }
    }
    count = forest.trees
    var numbers: [Int: Int] = [:]
    var ofSecond = [Int](repeating: 0, count: second.count)
    for group in ofSecond.indices {
      let root = forest.root(offset + group)
      ofSecond[group] = numbers[root, default: numbers.count]
      numbers[root] = ofSecond[group]
    }
    self.ofSecond = ofSecond
  }

  /// Disjoint sets of nodes, each a tree that points to its root.
  private struct Forest {
    private var parents: [Int]
    private(set) var trees: Int

    init(nodes: Int) {
      parents = Array(0..<nodes)
      trees = nodes
    }

    mutating func root(_ node: Int) -> Int {
      var node = node
      while parents[node] != node {
        parents[node] = parents[parents[node]]
        node = parents[node]
      }
      return node
    }

    mutating func join(_ a: Int, _ b: Int) {
      let (x, y) = (root(a), root(b))
      guard x != y else { return }
      parents[max(x, y)] = min(x, y)
      trees -= 1
    }
  }
}

/// The rank of the dummies of three or more ways, found from the singular values of what the largest way leaves of the
/// others; nil where that matrix would be too large.
struct DummyRank {
  let rank: Int

  init?(_ ways: [Grouping]) throws {
    let main = ways.indices.max { ways[$0].count < ways[$1].count } ?? 0
    let others = ways.indices.filter { $0 != main }
    let unknowns = others.reduce(0) { $0 + ways[$1].count }
    guard unknowns <= 800, ways[main].count * unknowns <= 20_000_000 else { return nil }
    var crossings = Matrix(rows: ways[main].count, columns: unknowns)
    var gram = Matrix(rows: unknowns, columns: unknowns)
    for row in 0..<ways[main].rows {
      var offset = 0
      let places = others.map { way in
        defer { offset += ways[way].count }
        return offset + ways[way].labels[row]
      }
      for a in places {
        crossings[ways[main].labels[row], a] += 1
        for b in places { gram[a, b] += 1 }
      }
    }
    let scaled = crossings.scalingRows(by: ways[main].sizes.map { 1 / Double($0).squareRoot() })
    let lengths = gram.diagonal.map { $0.squareRoot() }
    let left = gram - scaled.gram()
    let relative = Matrix(rows: unknowns, columns: unknowns) { i, j in left[i, j] / (lengths[i] * lengths[j])
    }
    let values = try SymmetricEigen(relative).values
    rank = ways[main].count + values.count { $0 > 1e-10 }
  }
}
