// Generated articles, kept for the next run.

import ArticleModel
import Glibc
import TestSupport

/// A folder of generated articles with what peers make of it beside it.
struct BenchmarkCorpus {
  /// Raised when the generator makes other texts.
  private static let version = 2
  private static let seed: UInt64 = 2_026

  let generator: CorpusGenerator
  /// The folder of the articles, of the library and of the peers' files.
  let cache: String
  /// The size of all documents.
  let bytes: Int

  var count: Int { generator.count }
  var news: String { cache + "/news" }
  var library: String { cache + "/library" }

  /// Finds a corpus of `count` articles in $TMPDIR, or generates it.
  init(count: Int) throws {
    generator = CorpusGenerator(seed: Self.seed, count: count)
    let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    cache = "\(temporary)/dateline-benchmark-\(count)"
    let marker = cache + "/corpus"
    let found = (try? FileTree.text(marker))?.split(separator: " ").compactMap { Int($0) } ?? []
    if found.count == 2, found[0] == Self.version {
      bytes = found[1]
      return
    }
    FileTree.remove(RawPath(cache))
    bytes = try Self.generate(generator, into: cache + "/news")
    try FileTree.write(Array("\(Self.version) \(bytes)".utf8), to: RawPath(marker))
  }

  /// Writes a corpus and says how quickly; gives the bytes written.
  @discardableResult
  static func generate(_ generator: CorpusGenerator, into folder: String) throws -> Int {
    note("generating \(generator.count) articles in \(folder)")
    var bytes = 0
    let time = try ContinuousClock().measure { bytes = try generator.write(to: folder) }
    let rate = Int(Double(generator.count) / (time / .seconds(1)))
    note("  \(megabytes(bytes)), \(rate) documents/s")
    return bytes
  }

  /// Writes a corpus of its own into a folder that someone names.
  static func write(count: Int, to folder: String) throws {
    try generate(CorpusGenerator(seed: seed, count: count), into: folder)
  }

  /// The running text of some articles, wrapped: what `less` shows.
  func wrappedText(articles: Int, columns: Int) -> String {
    (0..<articles).map { index in
      generator.document(index % count).text.split(
        separator: "\n", omittingEmptySubsequences: false
      )
      .map { Self.wrap($0, columns) }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private static func wrap(_ line: Substring, _ columns: Int) -> String {
    var wrapped = ""
    var column = 0
    for word in line.split(separator: " ") {
      if column > 0, column + 1 + word.count > columns {
        wrapped += "\n"
        column = 0
      } else if column > 0 {
        wrapped += " "
        column += 1
      }
      wrapped += word
      column += word.count
    }
    return wrapped
  }
}
