// A small library with something in every table, made once, and its files as they lie at rest.

import ArticleIntake
import ArticleLibrary
import ArticleModel
import Glibc
import Synchronization
import TestSupport

#if DEBUG

/// A library over a folder of a few articles, in a temporary folder that goes when the program ends.
final class FuzzLibrary: Sendable {
  static let shared = Result { try FuzzLibrary() }

  let library: Library
  /// The files of another library over the same articles, closed.
  let files: [File]
  /// An article of it.
  let article: ArticleID
  /// A folder of their own for copies of those files, if possible in memory.
  let folder: TemporaryFolder

  struct File: Sendable {
    var name: String
    var bytes: [UInt8]

    var isDatabase: Bool { name.hasSuffix(".sqlite") }
  }

  private init() throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    let path = folder.rawPath
    Leftover.path.withLock { $0 = path }
    atexit { Leftover.path.withLock { $0.map(FileTree.remove) } }
    try Self.writeArticles(folder)
    library = try Self.made(folder, "library")
    article = try Self.use(try Self.made(folder, "used"), folder)
    // The library that was used is closed by now: its logs are empty.
    files = try FileTree.names(in: RawPath(folder.path("used"))).map { name in
      let bytes = try FileTree.read(folder.path("used/" + name.shown.string))
      return File(name: name.shown.string, bytes: bytes)
    }
  }

  private static func writeArticles(_ folder: TemporaryFolder) throws {
    for document in CorpusGenerator(seed: 4, count: 10).documents {
      try folder.write("news/" + document.path, document.text)
    }
    try folder.write(
      "news/World/geneva.txt",
      "Second Day of Talks\n\nGENEVA – The well-known envoys met 1,200 people.\n")
    try folder.write("news/World/beijing.txt", "港口封冻\n\n新华社北京2月18日电 港务局周二表示，北部港池首次封冻。\n")
    try folder.write("news/thai.txt", "ภาษาไทยไม่มีช่องว่าง\n\nالقاهرة – قال المكتب إن الحوض مغلق.\n")
  }

  private static func made(_ folder: TemporaryFolder, _ name: String) throws -> Library {
    let library = try Library.open(directory: RawPath(folder.path(name)))
    let scope = try library.scope(of: RawPath(folder.path("news")))
    _ = try library.sync([scope], progress: { _ in }, isCancelled: { false })
    return library
  }

  /// Leaves something in every table that a reader writes to; gives an article that it has opened.
  private static func use(_ library: Library, _ folder: TemporaryFolder) throws -> ArticleID {
    let ids = try library.window(ListQuery(), .first, count: 50).rows.map(\.id)
    guard let first = ids.first, let last = ids.last else { throw SystemFailure("no article", "") }
    let position = Position(section: 1, block: 0, offset: 7, blockHash: 3, fraction: 0.25)
    for change in [MarkChange.read, .star, .queue] { _ = try library.mark([first, last], change) }
    _ = try library.undo()
    _ = try library.follow(first, true)
    try library.savePosition(position, of: first)
    let visits = [
      Visit(
        id: 1, parent: nil, article: last, headline: "Earlier", position: position, lastChild: 2),
      Visit(id: 2, parent: 1, article: first, headline: "Later", position: nil, lastChild: nil),
    ]
    try library.saveTrail(visits, current: 2, lastFromList: 1)
    try library.saveSearch(name: "Talks", text: "talks is:unread")
    try library.saveSession("session 1\nfocus list\nabove 2", "reader")
    // A document that is read and then changes, and one that is starred and goes.
    try folder.write("news/World/geneva.txt", "Second Day of Talks\n\nGENEVA – They met nobody.\n")
    folder.remove("news/thai.txt")
    let scope = try library.scope(of: RawPath(folder.path("news")))
    _ = try library.mark(ids, .read)
    _ = try library.mark(ids, .star)
    _ = try library.sync([scope], progress: { _ in }, isCancelled: { false })
    library.putLogsAway()
    return first
  }
}

/// A folder to be removed when the program ends.
private enum Leftover {
  static let path = Mutex<RawPath?>(nil)
}

#endif
