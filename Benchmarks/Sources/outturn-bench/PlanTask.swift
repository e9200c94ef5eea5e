import Foundation
import Scenarios

/// The shipped plan, every scenario, one thread, beside the same equations in numpy.
struct PlanTask {
  let plan: PlanCase
  let draws: Int
  let pairs: Int

  static let name = "plan, ten scenarios × 100,000 draws, one thread"

  struct PeerTuning: Decodable {
    var lanes: Int
    var nanoseconds: [String: Double]
  }

  struct PeerRun: Decodable {
    var seconds: Double
    var lanes: Int
    var numpy: String
    var scenarios: [PeerScenario]
  }

  struct PeerScenario: Decodable {
    var id: String
    var probabilities: [Double]
    var joint: Double?
    var means: [Double]
    var effectiveDraws: Double
    var invalidDraws: Int
  }

  func run(limit: Double) throws -> Measurement {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "outturn-bench-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try PlanListing(plan).write(to: file)
    let peer = try Peer("caidian.py", arguments: [file.path])
    let tuning: PeerTuning = try peer.ask("tune")
    let first: PeerRun = try peer.ask("run \(draws)")
    try compare(plan.batch(draws: draws, threads: 1).run(), with: first)
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<pairs {
      let batch = plan.batch(draws: draws, threads: 1)
      ours.append(try Timing.of { _ = try batch.run() }.processor)
      theirs.append(try peer.ask("run \(draws)", PeerRun.self).seconds)
    }
    return Measurement(
      Self.name, ours: ours.median, peer: theirs.median,
      peerName: "numpy \(first.numpy), blocks of \(tuning.lanes)", limit: limit, goal: "ratio ≥ 4",
      reached: { $0 >= 4 })
  }

  /// Every probability within five combined Monte-Carlo errors, and effective draws within a tenth.
  func compare(_ result: BatchResult, with peer: PeerRun) throws {
    var worst = 0.0
    for scenario in result.scenarios {
      guard let theirs = peer.scenarios.first(where: { $0.id == scenario.id }), scenario.failure == nil else {
        throw disagreement("scenario \(scenario.id): \(scenario.failure ?? "the peer has none")")
      }
      guard scenario.verdicts.count == theirs.probabilities.count else {
        throw disagreement(
          "scenario \(scenario.id): \(scenario.verdicts.count) targets, peer \(theirs.probabilities.count)")
      }
      // A small effective sample is itself known only roughly.
      let tolerance = min(scenario.effectiveDraws, theirs.effectiveDraws) < 1000 ? 3 : 1.1
      let ratio = scenario.effectiveDraws / theirs.effectiveDraws
      guard ratio < tolerance, ratio > 1 / tolerance else {
        throw disagreement(
          "scenario \(scenario.id): \(scenario.effectiveDraws) effective draws, peer \(theirs.effectiveDraws)"
        )
      }
      for (verdict, probability) in zip(scenario.verdicts, theirs.probabilities) {
        let distance = Self.distance(verdict.probability, probability, theirs.effectiveDraws)
        worst = max(worst, distance)
        guard distance <= 5 else {
          throw disagreement(
            "\(verdict.target) in \(scenario.id): \(verdict.probability.value), peer \(probability)")
        }
      }
      for (verdict, mean) in zip(scenario.verdicts, theirs.means) {
        let error = 2.0.squareRoot() * verdict.mean.monteCarloError
        guard abs(verdict.mean.value - mean) <= 5 * error + 1e-9 * abs(mean) else {
          throw disagreement(
            "mean of \(verdict.target) in \(scenario.id): \(verdict.mean.value), peer \(mean)")
        }
      }
      if let joint = scenario.joint, let other = theirs.joint {
        let distance = Self.distance(joint, other, theirs.effectiveDraws)
        guard distance <= 5 else {
          throw disagreement("joint probability in \(scenario.id): \(joint.value), peer \(other)")
        }
      }
    }
    print(
      String(
        format: "answers agree: the largest of %d differences is %.1f combined errors",
        result.scenarios.reduce(0) { $0 + $1.verdicts.count }, worst))
  }

  private func disagreement(_ what: String) -> BenchmarkError { .disagreement(task: Self.name, what: what) }

  /// In combined errors; a probability nobody saw differ from 0 or 1 counts as seen one draw away from it.
  private static func distance(_ ours: Estimate, _ theirs: Double, _ draws: Double) -> Double {
    let spread = max(theirs * (1 - theirs), 1 / draws)
    let error = (ours.monteCarloError * ours.monteCarloError + spread / draws).squareRoot()
    return abs(ours.value - theirs) / error
  }
}
