import Foundation

/// `outturn-bench [--profile | --regression | --models] [--quick]`: times Outturn beside its peers, answers compared first.
@main
struct OutturnBench {
  static func main() {
    let arguments = Set(CommandLine.arguments.dropFirst())
    guard arguments.isSubset(of: ["--profile", "--regression", "--models", "--quick"]) else {
      print("usage: outturn-bench [--profile | --regression | --models] [--quick]")
      exit(64)
    }
    do {
      let isQuick = arguments.contains("--quick")
      if arguments.contains("--regression") {
        print(Machine.description)
        print(Report(measurements: try regressions(pairs: isQuick ? 3 : 7)).table)
      } else if arguments.contains("--models") {
        print(Machine.description)
        print(Report(measurements: try ModelTasks(pairs: isQuick ? 3 : 7).run()).table)
      } else {
        try run(isQuick: isQuick, onlyProfile: arguments.contains("--profile"))
      }
    } catch {
      FileHandle.standardError.write(Data("outturn-bench: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(isQuick: Bool, onlyProfile: Bool) throws {
    let pairs = isQuick ? 3 : 7
    print(Machine.description)
    let plan = try PlanCase(path: Repository.plan)
    let set = plan.preparation
    print(
      String(
        format: "set-up, not timed below: reading %.0f ms, estimating %.0f ms, preparing %.0f ms",
        set.reading * 1e3,
        set.estimating * 1e3, set.preparing * 1e3))
    let profile = try Profile(plan)
    print(profile)
    if onlyProfile { return }

    var report = Report()
    let draws = 100_000
    report.measurements.append(
      try PlanTask(plan: plan, draws: draws, pairs: pairs).run(limit: profile.limit(draws: draws)))
    report.measurements.append(try NormalsTask(pairs: pairs).run())
    let threads = ThreadTasks(plan: plan, draws: draws, pairs: pairs)
    try threads.sameBytes()
    report.measurements += try threads.speedUp()
    do {
      let program = try ProgramTasks()
      try program.sameBytes()
      report.measurements.append(try program.memory())
      report.measurements += try program.startUp()
    } catch BenchmarkError.missing(let what) {
      print("skipped: \(what)")
    }
    report.measurements += try regressions(pairs: pairs)
    report.measurements += try ModelTasks(pairs: pairs).run()
    print(report.table)
    try report.write(to: Repository.report)
  }
  /// Tasks whose peer is not installed are skipped with a word.
  private static func regressions(pairs: Int) throws -> [Measurement] {
    let tasks: [() throws -> [Measurement]] = [
      { try RegressionTasks(pairs: pairs).run() },
      { [try QuantileTask(pairs: pairs).run()] },
      { [try FixedEffectsTask(pairs: pairs).run()] },
    ]
    return try tasks.flatMap { task in
      do {
        return try task()
      } catch BenchmarkError.missing(let what) {
        print("skipped: \(what)")
        return []
      }
    }
  }
}
