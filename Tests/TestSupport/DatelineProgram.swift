// The built program with a library of its own, as a person or a script would use it.

import Foundation
package import Screen

/// `dateline`, run with one library directory.
///
///     let dateline = DatelineProgram(path: program, library: folder.path("library"))
///     let rows = try dateline.list(["Articles"])
package struct DatelineProgram: Sendable {
  package let path: String
  package let library: String
  /// The folder in which it is run.
  package let directory: String?

  package init(path: String, library: String, directory: String? = nil) {
    self.path = path
    self.library = library
    self.directory = directory
  }

  package var environment: [String: String] { ["DATELINE_LIBRARY": library] }

  /// Runs a command to its end, whatever its exit status.
  package func run(
    _ arguments: [String], input: [UInt8] = [], within seconds: Double = 300
  ) throws -> ProcessOutput {
    try ChildProcess.run(
      [path] + arguments, environment: environment, directory: directory, input: input,
      within: seconds)
  }

  /// Runs a command that must succeed, and gives what it printed.
  package func output(_ arguments: [String], within seconds: Double = 300) throws -> String {
    let output = try run(arguments, within: seconds)
    guard output.status == .exited(0) else {
      throw CommandFailure(
        description: "dateline \(arguments): \(output.status)\n\(output.errorText)")
    }
    return output.text
  }

  /// `list --json`, read.
  package func list(_ arguments: [String] = []) throws -> [ListedArticle] {
    let lines = try output(["list", "--json"] + arguments).split(separator: "\n")
    return try lines.map { try JSONDecoder().decode(ListedArticle.self, from: Data($0.utf8)) }
  }

  /// `show --json`, read.
  package func show(_ article: String) throws -> PrintedArticle {
    let text = try output(["show", "--json", "--", article])
    return try JSONDecoder().decode(PrintedArticle.self, from: Data(text.utf8))
  }

  /// The reader under a pseudo-terminal.
  package func reader(
    _ arguments: [String], size: Size, environment changes: [String: String] = [:]
  ) throws -> Pty {
    try Pty(
      [path] + arguments, size: size, environment: environment.merging(changes) { $1 },
      directory: directory)
  }

  /// The reader in tmux.
  package func readerInTmux(_ arguments: [String], size: Size) throws -> Tmux {
    try Tmux(
      size: size, command: [path] + arguments, environment: environment, directory: directory)
  }
}

/// A command that should have succeeded.
package struct CommandFailure: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) {
    self.description = description
  }
}

/// A line of `list --json`.
package struct ListedArticle: Decodable, Hashable, Sendable {
  package var id: String
  package var path: String
  package var headline: String
  package var desk: String?
  package var published: String?
  package var read: Bool
  package var starred: Bool
  package var queued: Bool
  /// Copies that are folded under it.
  package var duplicates: Int
  /// The story that it is in.
  package var thread: String?
}

/// The output of `show --json`, as far as tests read it.
package struct PrintedArticle: Decodable, Sendable {
  package struct Headline: Decodable, Sendable {
    package var text: String
    package var origin: String
  }

  package struct Block: Decodable, Sendable {
    package var kind: String
    package var text: String
  }

  package struct Section: Decodable, Sendable {
    package var kind: String
    package var title: String
    package var blocks: [Block]
  }

  package struct Candidate: Decodable, Sendable {
    package var id: String
    package var path: String
    package var headline: String
  }

  package struct Related: Decodable, Sendable {
    package var headline: String
    package var status: String
    package var candidates: [Candidate]
  }

  package var headline: Headline
  package var sections: [Section]
  package var related: [Related]
}

/// JSON that is compared.
package enum CanonicalJSON {
  /// An object on one line, its keys in order, without those in `ignored`.
  package static func line(_ text: some StringProtocol, without ignored: Set<String> = []) -> String
  {
    guard
      var object = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
    else { return String(text) }
    for key in ignored { object[key] = nil }
    let data = try? JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? String(text)
  }
}
