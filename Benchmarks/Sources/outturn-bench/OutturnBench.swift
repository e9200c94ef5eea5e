import Foundation

/// `outturn-bench [--profile] [--quick]`: times Outturn beside its peers, answers compared first.
@main
struct OutturnBench {
  static func main() {
    let arguments = Set(CommandLine.arguments.dropFirst())
    guard arguments.isSubset(of: ["--profile", "--quick"]) else {
      print("usage: outturn-bench [--profile] [--quick]")
      exit(64)
    }
    do {
      try run(isQuick: arguments.contains("--quick"), onlyProfile: arguments.contains("--profile"))
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
    let regressions: [() throws -> Measurement] = [
      { try QuantileTask(pairs: pairs).run() },
      { try FixedEffectsTask(pairs: pairs).run() },
    ]
    for task in regressions {
      do {
        report.measurements.append(try task())
      } catch BenchmarkError.missing(let what) {
        print("skipped: \(what)")
      }
    }
    print(report.table)
    try report.write(to: Repository.report)
  }
}
