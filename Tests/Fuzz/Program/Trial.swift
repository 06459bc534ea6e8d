// Trying one input on the target that the command line names.

import FuzzTargets
import Glibc
import TestSupport

#if DEBUG

enum Trial {
  static let target: FuzzTarget? = CommandLine.arguments.dropFirst().first.flatMap(FuzzTarget.named)

  /// True if the bug that each target has for the purpose is to be found.
  private static let isPlanted = getenv("FUZZ_PLANT") != nil

  /// Tries one input; a fault ends the program, as a crash does.
  static func attempt(_ bytes: [UInt8]) {
    do {
      guard let fault = try target?.fault(bytes, isPlanted) else { return }
      note("fault: \(fault)")
    } catch {
      note("fault: \(error)")
    }
    abort()
  }
}

#endif
