import Foundation

/// What a program that was run and has ended took.
struct Child {
  var status: Int32
  var wall: Double
  var processor: Double

  /// Runs a program and waits for it; its standard output goes to a file, its standard error nowhere.
  static func run(_ program: String, _ arguments: [String], output: String = "/dev/null") throws -> Child {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    var usage = rusage()
    var status: Int32 = 0
    var problem: Int32 = 0
    let timing = Timing.of {
      problem = posix_spawnp(&process, program, &actions, nil, words, environ)
      if problem == 0 { wait4(process, &status, 0, &usage) }
    }
    guard problem == 0 else {
      throw BenchmarkError.program("\(program) cannot be started: \(String(cString: strerror(problem)))")
    }
    return Child(
      status: status, wall: timing.wall, processor: seconds(usage.ru_utime) + seconds(usage.ru_stime))
  }

  /// As `run`, and throws unless it ended with 0.
  static func succeed(_ program: String, _ arguments: [String], output: String = "/dev/null") throws -> Child
  {
    let child = try run(program, arguments, output: output)
    guard child.status == 0 else {
      throw BenchmarkError.program(
        "\(program) \(arguments.joined(separator: " ")) ended with status \(child.status)")
    }
    return child
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}
