import ArgumentParser
import Datasets
import Reports
import TimeSeries

/// How a command ends when it does not simply succeed.
enum Ending {
  static let failed = ExitCode(1)
  static let badInput = ExitCode(2)
  static let someScenariosFailed = ExitCode(3)
  static let failUnderMissed = ExitCode(10)
  static let interrupted = ExitCode(130)

  /// Does the work; tells on standard error what went wrong, in the reader's language, and ends with its code.
  static func explaining(in language: Language, _ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error as ExitCode {
      throw error
    } catch let problems as Diagnostics {
      Console.tell(problems.rendered(in: language))
      throw badInput
    } catch let error as RunFileError {
      Console.tell(Diagnostic(error.message).rendered(in: language))
      throw badInput
    } catch let error as any BilingualError {
      Console.tell(Diagnostic(error.message).rendered(in: language))
      throw failed
    } catch {
      Console.tell(Diagnostic(Bilingual(String(describing: error))).rendered(in: language))
      throw failed
    }
  }
}
