import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ctrl-C: the first asks a run to stop after the chunks under way, the second ends the program at once, unless it is held.
enum Interruption {
  /// Whether Ctrl-C has been pressed since `watch`.
  static var wasRequested: Bool { interruptions.load(ordering: .relaxed) > 0 }

  static func watch() {
    interruptions.store(0, ordering: .relaxed)
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    sigaction(SIGINT, &action, nil)
    // Some parents start programs with all signals blocked.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Does work that must not stop half-way, such as writing a file: Ctrl-C is counted but does not end the program.
  static func holding<Value, Failure>(_ work: () throws(Failure) -> Value) throws(Failure) -> Value {
    isHeld.store(true, ordering: .sequentiallyConsistent)
    defer { isHeld.store(false, ordering: .sequentiallyConsistent) }
    return try work()
  }

  /// A closed pipe (`outturn run … | head`) ends the program without a word, also where a parent ignored the signal.
  static func restorePipeSignal() {
    signal(SIGPIPE, SIG_DFL)
  }

  /// Runs inside a signal handler: atomics and `_exit` are all it may use.
  private static let handler: @convention(c) (Int32) -> Void = { _ in
    let count = interruptions.add(1, ordering: .relaxed).newValue
    if count > 1, !isHeld.load(ordering: .sequentiallyConsistent) { _exit(130) }
  }
}

private let interruptions = Atomic<Int>(0)
private let isHeld = Atomic<Bool>(false)
