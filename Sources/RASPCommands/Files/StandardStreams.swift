import Foundation
import Synchronization

/// Standard output and standard error.
extension FileIO {
  private static let errorsAreLost = Atomic(false)

  /// Makes ready what the rest relies on; to be called before any file is opened.
  ///
  /// A stream that was closed gets a place that cannot be used, or the next file that is opened
  /// would take its number and be written into. A file that grows over the shell's limit is an
  /// error and no signal.
  static func prepareStreams() {
    signal(SIGXFSZ, SIG_IGN)
    for (stream, flags) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(stream, F_GETFD) < 0 && errno == EBADF {
      _ = open("/dev/null", flags)
    }
  }

  /// Writes to standard output. Where that cannot be, nothing else is of use: the process ends with
  /// an error.
  static func print(_ text: String, terminator: String = "\n") {
    print([UInt8]((text + terminator).utf8))
  }

  /// The same of bytes.
  static func print(_ bytes: [UInt8]) {
    do throws(SystemFault) {
      try Descriptor.write(bytes, to: STDOUT_FILENO)
    } catch {
      printError("error: cannot write to standard output: " + error.reason)
      exit(1)
    }
  }

  /// Writes to standard error. Where that cannot be, the work goes on and ``status(_:)`` tells.
  static func printError(_ text: String, terminator: String = "\n") {
    do throws(SystemFault) {
      try Descriptor.write([UInt8]((text + terminator).utf8), to: STDERR_FILENO)
    } catch {
      errorsAreLost.store(true, ordering: .relaxed)
    }
  }

  /// The exit status of work that ended with `status`: no success if a message was lost.
  static func status(_ status: Int32) -> Int32 {
    status == 0 && errorsAreLost.load(ordering: .relaxed) ? 1 : status
  }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  static var errorsGoToTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
