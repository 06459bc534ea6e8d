// recoll, the desktop's full-text search: the same folder, asked by its command.

import ArticleModel
import TestSupport

/// An index that `recollindex` made, asked by `recollq`.
struct RecollPeer {
  /// How long the indexing took; `nil` if an earlier run did it.
  let indexing: Duration?
  private let folder: String

  /// `nil` if it is not installed.
  init?(_ corpus: BenchmarkCorpus) throws {
    guard BuiltProgram.ofSystem("recollindex") != nil, BuiltProgram.ofSystem("recollq") != nil
    else { return nil }
    let folder = corpus.cache + "/recoll"
    self.folder = folder
    guard !FileTree.exists(folder + "/indexed") else {
      indexing = nil
      return
    }
    note("recoll indexes")
    FileTree.remove(RawPath(folder))
    try FileTree.makeFolder(RawPath(folder))
    try FileTree.write(
      Array("topdirs = \(corpus.news)\nskippedPaths =\n".utf8),
      to: RawPath(folder + "/recoll.conf"))
    indexing = try ContinuousClock().measure {
      _ = try ChildProcess.run(
        ["recollindex", "-c", folder], environment: ["HOME": folder], within: 7_200)
    }
    try FileTree.write([], to: RawPath(folder + "/indexed"))
  }

  /// The whole of `recollq` for ten results, five times for each query.
  func search(_ queries: [String]) throws -> Figures {
    var figures = Figures()
    for query in queries {
      for _ in 0..<5 {
        figures.add(
          try ContinuousClock().measure {
            _ = try ChildProcess.run(
              ["recollq", "-c", folder, "-n", "10", query], environment: ["HOME": folder])
          })
      }
    }
    return figures
  }
}
