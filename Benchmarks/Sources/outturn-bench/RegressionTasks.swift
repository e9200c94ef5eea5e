import Foundation
import LaneKernels
import LinearAlgebra
import Regression

/// Least squares beside statsmodels, R and gretl; many small regressions and the wild bootstrap beside numpy.
struct RegressionTasks {
  let pairs: Int

  func run() throws -> [Measurement] {
    // Each of the peers on one thread, as ours are.
    for name in ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"] { setenv(name, "1", 1) }
    return try RegressionData.inFolder { try tall($0) + [batch($0), wild($0)] }
  }

  private func tall(_ folder: URL) throws -> [Measurement] {
    let (n, k) = (1_000_000, 10)
    let task = "OLS with HC1 errors, n = 1,000,000, k = 10"
    let data = RegressionData(rows: n, columns: k)
    let y = data.y.elements
    let file = folder.appending(path: "ols.dat")
    try data.write(to: file)
    let choice = LeastSquares(covariance: .hc1)
    let fit = try choice.fit(y, on: data.x)
    let ours = try processorTime(repetitions: 2 * pairs) { _ = try choice.fit(y, on: data.x) }
    var read = 0.0
    let reading = processorTime(repetitions: 2 * pairs) { read += lane_sum(data.x.elements, nil, n * k) }
    precondition(read.isFinite, "the data are finite")
    var results = [
      Measurement(
        task, ours: ours, limit: reading, goal: "4 × reading the data once",
        reached: { _ in ours <= 4 * reading })
    ]
    let arguments = [file.path, String(n), String(k)]
    let peers: [(goal: Double, answers: () throws -> [RegressionAnswer])] = [
      (10, { try self.answers("ols.py", arguments) }), (2, { try self.answers("ols.R", arguments) }),
      (2, { try self.gretl(data, folder) }),
    ]
    for peer in peers {
      do {
        let answers = try peer.answers()
        try answers[0].compare(fit.coefficients, fit.standardErrors, task: task, tolerance: 1e-9)
        results.append(
          Measurement(
            task, ours: ours, peer: answers.map(\.seconds).median, peerName: answers[0].name,
            goal: "ratio ≥ \(Int(peer.goal))", reached: { $0 >= peer.goal }))
      } catch BenchmarkError.missing(let what) {
        print("skipped: \(what)")
      } catch BenchmarkError.peer(let script, let reason) {
        print("skipped: peers/\(script) failed: \(reason)")
      }
    }
    return results
  }

  private func batch(_ folder: URL) throws -> Measurement {
    let (problems, n, k) = (10_000, 40, 4)
    let task = "10,000 regressions, n = 40, k = 4, with errors"
    let data = RegressionData(rows: n, columns: k, problems: problems)
    let file = folder.appending(path: "batch.dat")
    try data.write(to: file)
    let fit = try LeastSquaresBatch().fit(data.y, on: data.x)
    let answers = try answers("batch.py", [file.path, String(problems), String(n), String(k)])
    func sums(_ m: Matrix) -> [Double] { (0..<k).map { j in (0..<problems).reduce(0) { $0 + m[j, $1] } } }
    try answers[0].compare(sums(fit.coefficients), sums(fit.standardErrors), task: task, tolerance: 1e-10)
    let ours = try processorTime(repetitions: 2 * pairs) {
      _ = try LeastSquaresBatch().fit(data.y, on: data.x)
    }
    return Measurement(
      task, ours: ours, peer: answers.map(\.seconds).median, peerName: answers[0].name, goal: "ratio ≥ 8",
      reached: { $0 >= 8 })
  }

  private func wild(_ folder: URL) throws -> Measurement {
    let (n, k, replicates) = (202, 3, 10_000)
    let task = "10,000 wild bootstraps, n = 202, k = 3"
    let data = RegressionData(rows: n, columns: k)
    let file = folder.appending(path: "wild.dat")
    try data.write(to: file)
    let fit = try LeastSquares().fit(data.y.elements, on: data.x)
    let choice = Bootstrap(.wild(), replications: replicates, residuals: .plain)
    let found = try choice.resample(fit)
    let answers = try answers("wild.py", [file.path, String(n), String(k)], command: "run \(replicates)")
    // Both are draws: standard errors within five of the Monte-Carlo errors of their difference.
    for (j, error) in found.standardErrors.enumerated() {
      guard abs(error - answers[0].errors[j]) < 5 * 2.0.squareRoot() * found.monteCarloErrors[j] else {
        throw BenchmarkError.disagreement(
          task: task, what: "standard errors \(found.standardErrors) and \(answers[0].errors)")
      }
    }
    let ours = try processorTime(repetitions: 2 * pairs) { _ = try choice.resample(fit) }
    return Measurement(
      task, ours: ours, peer: answers.map(\.seconds).median, peerName: answers[0].name, goal: "ratio ≥ 3",
      reached: { $0 >= 3 })
  }

  private func answers(
    _ script: String, _ arguments: [String], command: String = "run"
  ) throws -> [RegressionAnswer] {
    let peer = try Peer(script, arguments: arguments)
    return try (0..<pairs).map { _ in try peer.ask(command) }
  }

  /// gretl answers no commands: its script fits seven times, one line each.
  private func gretl(_ data: RegressionData, _ folder: URL) throws -> [RegressionAnswer] {
    try data.writeForGretl(to: folder.appending(path: "ols.bin"))
    let text = try String(contentsOfFile: Repository.peer("ols.inp"), encoding: .utf8)
    let script = folder.appending(path: "ols.inp")
    try text.replacing("FOLDER", with: folder.path).write(to: script, atomically: true, encoding: .utf8)
    let output = folder.appending(path: "gretl.txt")
    do {
      _ = try Child.succeed("gretlcli", ["-b", script.path], output: output.path)
    } catch BenchmarkError.program(let reason) {
      throw BenchmarkError.missing("gretl: \(reason)")
    }
    let lines = try String(contentsOf: output, encoding: .utf8).split(whereSeparator: \.isNewline)
    let answers = try lines.filter { $0.hasPrefix("{") }.map {
      try JSONDecoder().decode(RegressionAnswer.self, from: Data($0.utf8))
    }
    guard !answers.isEmpty else { throw BenchmarkError.peer(script: "ols.inp", reason: "it gave no answer") }
    return answers
  }
}
