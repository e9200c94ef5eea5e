import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ctrl-C: the first asks a run to stop after the chunks under way, the second ends the program at once.
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

  /// A closed pipe (`outturn run … | head`) ends the program without a word, also where a parent ignored the signal.
  static func restorePipeSignal() {
    signal(SIGPIPE, SIG_DFL)
  }

  /// Runs inside a signal handler: an atomic addition and `_exit` are all it may do.
  private static let handler: @convention(c) (Int32) -> Void = { _ in
    if interruptions.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
  }
}

private let interruptions = Atomic<Int>(0)
