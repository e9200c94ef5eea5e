import Outturn

/// Two-way fixed effects of a million rows, unequal groups, errors clustered by the first id, beside pyfixest.
struct FixedEffectsTask {
  let pairs: Int
  private let first: [Int]
  private let second: [Int]
  private let x: Matrix
  private let y: [Double]

  struct PeerRun: Decodable {
    var seconds: Double?
    var coefficients: [Double]?
    var standardErrors: [Double]?
    var version: String?
    var missing: String?
  }

  private static let rows = 1_000_000
  private static let groups = (first: 50_000, second: 1000)

  init(pairs: Int) {
    self.pairs = pairs
    let n = Self.rows
    func groups(_ count: Int, _ stream: UInt64) -> [Int] {
      (0..<n).map { i in
        let u = Self.uniform(stream, i)
        return Int(Double(count) * u * u)
      }
    }
    let (a, b) = (groups(Self.groups.first, 1), groups(Self.groups.second, 2))
    let effects = (a.map { Self.uniform(10, $0) }, b.map { Self.uniform(11, $0) })
    let x = Matrix(rows: n, columns: 3) { i, j in
      let level = 0.5 * effects.0[i] + 0.3 * effects.1[i]
      return Self.uniform(UInt64(3 + j), i) + level
    }
    y = (0..<n).map { i in
      let explained = x[i, 0] + 2 * x[i, 1] - x[i, 2]
      return explained + effects.0[i] + effects.1[i] + Self.uniform(7, i)
    }
    (first, second, self.x) = (a, b, x)
  }

  /// - Throws: `BenchmarkError.missing` where there is no pyfixest, `.disagreement` where the answers differ.
  func run() throws -> Measurement {
    let peer = try Peer("fixed_effects.py")
    let start: PeerRun = try peer.ask("make \(Self.rows) \(Self.groups.first) \(Self.groups.second)")
    if let missing = start.missing { throw BenchmarkError.missing(missing) }
    try compare(try estimate(), start)
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<pairs {
      ours.append(try Timing.of { _ = try estimate() }.processor)
      theirs.append(try peer.ask("run", PeerRun.self).seconds ?? .nan)
    }
    return Measurement(
      "two-way fixed effects, 1,000,000 rows, k = 3, clustered", ours: ours.median, peer: theirs.median,
      peerName: "pyfixest \(start.version ?? "") feols", goal: "ratio ≥ 1", reached: { $0 >= 1 })
  }

  private func estimate() throws -> FixedEffects.Fit {
    let groupings = [Grouping(name: "a", numbers: first), Grouping(name: "b", numbers: second)]
    return try FixedEffects(covariance: .clustered(by: [groupings[0]])).fit(y, on: x, absorbing: groupings)
  }

  /// pyfixest stops its projections at changes of 1e-6 of a variable's spread unless told otherwise.
  private func compare(_ fit: FixedEffects.Fit, _ peer: PeerRun) throws {
    let theirs = (peer.coefficients ?? []) + (peer.standardErrors ?? [])
    let ours = fit.coefficients + fit.standardErrors
    let agree = ours.count == theirs.count && zip(ours, theirs).allSatisfy { abs($0 - $1) <= 1e-6 * abs($1) }
    guard agree else {
      throw BenchmarkError.disagreement(task: "two-way fixed effects", what: "\(ours) and \(theirs)")
    }
  }

  /// A number in [0, 1) from the mix of SplitMix64 (Steele, Lea & Flood 2014), as peers/fixed_effects.py makes it.
  private static func uniform(_ stream: UInt64, _ i: Int) -> Double {
    let step: UInt64 = 0x9E37_79B9_7F4A_7C15
    var z = (stream << 40 &+ UInt64(i)) &* step &+ step
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}
