// The built program for the tests that run it.

import ArticleModel
import Screen
import TestSupport
import Testing

/// The program as built beside the tests, and the one switch for all tests that run its reader.
enum TheProgram {
  /// True if the program has its reader and its library.
  static let isWhole = path != nil && commands.contains("sync")
  static let path = BuiltProgram.path

  static let canRunInTmux = isWhole && Tmux.isInstalled

  private static let commands: String = {
    guard let path else { return "" }
    return (try? ChildProcess.run([path, "--help"]))?.text ?? ""
  }()

  /// Sizes from a wide terminal to one in a corner.
  static let sizes = [
    Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12),
    Size(columns: 20, rows: 5),
  ]

  /// The program with a library of its own in `folder`.
  static func with(_ folder: TemporaryFolder, in directory: String? = nil) throws
    -> DatelineProgram
  {
    DatelineProgram(
      path: try #require(path), library: folder.path("library"), directory: directory)
  }
}
