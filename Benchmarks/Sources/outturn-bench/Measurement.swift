import Foundation

/// One line of the table and of `bench.json`.
struct Measurement: Codable {
  var task: String
  /// Seconds of the processor unless `unit` says otherwise.
  var ours: Double
  var peer: Double?
  var peerName: String?
  /// peer / ours.
  var ratio: Double?
  /// What ours cannot be quicker than; for memory and start-up, what it may take at most.
  var limit: Double?
  /// limit / ours.
  var fractionOfLimit: Double?
  var unit: String
  /// What is asked for, in words, and whether this run reached it.
  var goal: String
  var reached: Bool

  init(
    _ task: String, ours: Double, peer: Double? = nil, peerName: String? = nil, limit: Double? = nil,
    unit: String = "s", goal: String, reached: (_ ratio: Double) -> Bool
  ) {
    self.task = task
    self.ours = ours
    self.peer = peer
    self.peerName = peerName
    self.limit = limit
    self.unit = unit
    self.goal = goal
    let ratio = peer.map { $0 / ours }
    self.ratio = ratio
    fractionOfLimit = limit.map { $0 / ours }
    self.reached = reached(ratio ?? .nan)
  }
}

/// Why no time is reported.
enum BenchmarkError: Error, CustomStringConvertible {
  /// Ours and the peer's answers differ.
  case disagreement(task: String, what: String)
  case peer(script: String, reason: String)
  case program(String)
  case missing(String)

  var description: String {
    switch self {
    case .disagreement(let task, let what): "\(task): the answers differ, so no time is reported: \(what)"
    case .peer(let script, let reason): "peers/\(script) failed: \(reason)"
    case .program(let reason): reason
    case .missing(let what): "skipped: \(what)"
    }
  }
}
