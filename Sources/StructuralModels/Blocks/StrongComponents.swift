/// The strongly connected components of a directed graph, those that others depend on first. Tarjan (1972),
/// SIAM J. Comput. 1:146–160; without recursion.
struct StrongComponents {
  /// Vertices of each component; a component comes after all that have edges into it.
  let components: [[Int]]

  /// `successors[v]` are the vertices v has an edge to.
  init(_ successors: [[Int]]) {
    let n = successors.count
    var index = [Int](repeating: -1, count: n)
    var low = [Int](repeating: 0, count: n)
    var isOpen = [Bool](repeating: false, count: n)
    var (open, found, counter): ([Int], [[Int]], Int) = ([], [], 0)
    for root in 0..<n where index[root] < 0 {
      var calls: [(vertex: Int, next: Int)] = [(root, 0)]
      while let (v, next) = calls.last {
        if next == 0 {
          (index[v], low[v], isOpen[v]) = (counter, counter, true)
          counter += 1
          open.append(v)
        }
        guard next < successors[v].count else {
          calls.removeLast()
          if let parent = calls.last?.vertex { low[parent] = min(low[parent], low[v]) }
          if low[v] == index[v] { found.append(Self.close(v, &open, &isOpen)) }
          continue
        }
        calls[calls.count - 1].next += 1
        let w = successors[v][next]
        if index[w] < 0 { calls.append((w, 0)) } else if isOpen[w] { low[v] = min(low[v], index[w]) }
      }
    }
    components = found.reversed()
  }

  private static func close(_ v: Int, _ open: inout [Int], _ isOpen: inout [Bool]) -> [Int] {
    var component: [Int] = []
    while let w = open.popLast() {
      isOpen[w] = false
      component.append(w)
      if w == v { break }
    }
    return component.sorted()
  }
}
