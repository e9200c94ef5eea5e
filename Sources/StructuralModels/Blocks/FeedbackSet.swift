/// A small set of vertices whose removal leaves a graph without cycles. Reductions of Levy & Low (1988),
/// J. Algorithms 9:470–493, which are exact; where none applies, the vertex with the largest product of in- and
/// out-degree is taken, so that the set need not be the smallest.
struct FeedbackSet {
  /// The vertices, ascending.
  let vertices: [Int]

  /// `successors[v]` are the vertices v has an edge to.
  init(_ successors: [[Int]]) {
    var graph = Graph(successors)
    var taken: [Int] = []
    while let vertex = graph.rest.min() {
      if let loop = graph.rest.filter({ graph.out[$0].contains($0) }).min() {
        taken.append(loop)
        graph.remove(loop)
      } else if let simple = graph.rest.filter({ graph.isReducible($0) }).min() {
        graph.bypass(simple)
      } else {
        let busiest = graph.rest.sorted().max { graph.weight($0) < graph.weight($1) } ?? vertex
        taken.append(busiest)
        graph.remove(busiest)
      }
    }
    vertices = taken.sorted()
  }

  private struct Graph {
    var out: [Set<Int>]
    var into: [Set<Int>]
    var rest: Set<Int>

    init(_ successors: [[Int]]) {
      out = successors.map(Set.init)
      into = Array(repeating: [], count: successors.count)
      rest = Set(successors.indices)
      for (v, targets) in out.enumerated() {
        for w in targets { into[w].insert(v) }
      }
    }

    /// At most one edge in, or at most one out: it can be merged into its neighbour.
    func isReducible(_ v: Int) -> Bool { out[v].count <= 1 || into[v].count <= 1 }

    func weight(_ v: Int) -> Int { out[v].count * into[v].count }

    mutating func remove(_ v: Int) {
      for w in out[v] { into[w].remove(v) }
      for w in into[v] { out[w].remove(v) }
      (out[v], into[v]) = ([], [])
      rest.remove(v)
    }

    /// Joins every vertex before it to every vertex after it, and removes it.
    mutating func bypass(_ v: Int) {
      let (sources, targets) = (into[v], out[v])
      remove(v)
      for a in sources {
        for b in targets {
          out[a].insert(b)
          into[b].insert(a)
        }
      }
    }
  }
}
