extension Expression {
  /// Whether it is c + Σ bⱼxⱼ in the names given, with c and xⱼ free of them.
  func isLinear(in names: Set<String>) -> Bool { (degree(in: names) ?? 2) <= 1 }

  /// 0 without the names, 1 where it is linear in them, nil otherwise.
  private func degree(in names: Set<String>) -> Int? {
    switch self {
    case .number: return 0
    case .name(let name, _): return names.contains(name) ? 1 : 0
    case .negated(let x): return x.degree(in: names)
    case .not(let x): return x.degree(in: names) == 0 ? 0 : nil
    case .operation(let symbol, let a, let b):
      guard let p = a.degree(in: names), let q = b.degree(in: names) else { return nil }
      switch symbol {
      case .plus, .minus: return max(p, q)
      case .times: return p + q <= 1 ? p + q : nil
      case .over: return q == 0 ? p : nil
      default: return p + q == 0 ? 0 : nil
      }
    case .call(let function, let arguments):
      let degrees = arguments.map { $0.degree(in: names) }
      if degrees.allSatisfy({ $0 == 0 }) { return 0 }
      let passes: [ModelFunction] = [.diff, .mavg, .msum]
      if passes.contains(function) { return degrees[0] }
      guard function == .if, degrees[0] == 0, let p = degrees[1], let q = degrees[2] else { return nil }
      return max(p, q)
    }
  }
}
