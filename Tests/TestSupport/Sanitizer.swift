// Which sanitizer watches the tests, if one does.

import Glibc

/// The sanitizer under which `Tests/Sanitizers/run` has the tests run.
package enum Sanitizer {
  /// `address` or `thread`; `nil` without one.
  package static let name: String? = getenv("DATELINE_SANITIZER").map { String(cString: $0) }

  package static var isOn: Bool { name != nil }
}
