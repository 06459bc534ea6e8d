// A library's files under the fuzzer: whatever is in them, the library opens or says why not.

import ArticleLibrary
import ArticleModel
import GRDBSQLite
import Glibc
import TestSupport

#if DEBUG

extension FuzzTarget {
  /// `Library.open` on files that are the fuzzer's, damaged, or hold strange values; then all that may
  /// be asked of it. The planted bug shows a session's text as it stands.
  static let state = FuzzTarget("state", longest: 4_096) { bytes, isPlanted in
    let shared = try FuzzLibrary.shared.get()
    let directory = RawPath(shared.folder.path("tried"))
    defer { FileTree.remove(directory) }
    try FileTree.makeFolder(directory)
    var damage = Damage(bytes, files: shared.files)
    for file in damage.changed() {
      try FileTree.write(file.bytes, to: directory.appending(RawPath(file.name)))
    }
    for statement in damage.statements {
      StrangeValues.run(statement, in: directory.appending(RawPath("state.sqlite")))
    }
    return LibraryVisit(article: shared.article, isPlanted: isPlanted).fault(in: directory)
  }
}

/// Damage that is done to a library's files, out of the fuzzer's bytes.
private struct Damage {
  private var choices: Choices
  private var files: [FuzzLibrary.File]
  /// The statements that are run on the state file afterwards.
  private(set) var statements: [String] = []

  init(_ bytes: [UInt8], files: [FuzzLibrary.File]) {
    choices = Choices(bytes)
    self.files = files
  }

  mutating func changed() -> [FuzzLibrary.File] {
    let kind = choices.byte()
    let state = files.firstIndex { $0.name == "state.sqlite" } ?? 0
    switch kind % 8 {
    case 0: files[state].bytes = choices.all()
    case 1, 2: damage(state)
    case 4...: statements = (0..<4).map { _ in StrangeValues.statement(&choices) }
    default:
      let databases = files.indices.filter { files[$0].isDatabase }
      let place = databases[Int(choices.byte()) % databases.count]
      if choices.byte() % 4 == 0 { files.remove(at: place) } else { damage(place) }
    }
    return files
  }

  /// Cuts a file, or writes over some places of it, those of its first page more often.
  private mutating func damage(_ place: Int) {
    let size = files[place].bytes.count
    if choices.byte() % 8 == 0 {
      files[place].bytes.removeLast(Int(choices.number(bytes: 3)) % (size + 1))
    }
    for _ in 0..<16 where !choices.isEmpty {
      let isHead = choices.byte() & 1 == 0
      let start = Int(choices.number(bytes: 3)) % max(1, isHead ? 128 : size)
      let written = choices.take(Int(choices.byte()) % 17)
      for (offset, byte) in written.enumerated() where start + offset < files[place].bytes.count {
        files[place].bytes[start + offset] = byte
      }
    }
  }
}

/// Values that no Dateline writes, in the columns of the state file.
private enum StrangeValues {
  /// Every column of a library's state file, as `table SET column`.
  private static let columns: [String] = {
    guard let shared = try? FuzzLibrary.shared.get(),
      let file = shared.files.first(where: { $0.name == "state.sqlite" })
    else { return [] }
    let path = RawPath(shared.folder.path("columns.sqlite"))
    try? FileTree.write(file.bytes, to: path)
    return texts(
      """
      SELECT master.name || ' SET ' || info.name FROM sqlite_master AS master
      JOIN pragma_table_info(master.name) AS info WHERE master.type = 'table' ORDER BY 1
      """, in: path)
  }()

  private static let numbers = [
    "9223372036854775807", "-9223372036854775808", "-1", "0", "1", "2147483648", "1099511627776",
    "4611686018427387904", "1e308", "-1e308", "9e999", "0.5", "NULL", "''", "x''", "x'00'",
    "'9223372036854775807'", "CAST(x'ff1b5b41' AS TEXT)", "zeroblob(100000)", "random()",
  ]

  /// An update of one column, in one row or in all.
  static func statement(_ choices: inout Choices) -> String {
    guard !columns.isEmpty else { return "" }
    let column = columns[Int(choices.byte()) % columns.count]
    let choice = Int(choices.byte())
    let value: String
    if choice < 160 {
      value = numbers[choice % numbers.count]
    } else if choice < 200 {
      value = String(Int64(bitPattern: choices.number(bytes: 8)))
    } else {
      let digits = choices.take(choice % 24).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      value = choice % 2 == 0 ? "x'\(digits.joined())'" : "CAST(x'\(digits.joined())' AS TEXT)"
    }
    let table = column.prefix { $0 != " " }
    let isOfAll = choices.byte() % 2 == 0
    let condition = isOfAll ? "" : " WHERE rowid = (SELECT max(rowid) FROM \(table))"
    return "UPDATE OR REPLACE \(column) = \(value)\(condition)"
  }

  /// Runs a statement; what SQLite refuses is left.
  static func run(_ statement: String, in path: RawPath) {
    withDatabase(path) { sqlite3_exec($0, statement, nil, nil, nil) }
  }

  private static func texts(_ query: String, in path: RawPath) -> [String] {
    var texts: [String] = []
    withDatabase(path) { database in
      var statement: OpaquePointer?
      sqlite3_prepare_v2(database, query, -1, &statement, nil)
      while sqlite3_step(statement) == SQLITE_ROW {
        if let text = sqlite3_column_text(statement, 0) { texts.append(String(cString: text)) }
      }
      sqlite3_finalize(statement)
    }
    return texts
  }

  private static func withDatabase(_ path: RawPath, _ body: (OpaquePointer?) -> Void) {
    var database: OpaquePointer?
    if sqlite3_open(path.shown.string, &database) == SQLITE_OK { body(database) }
    sqlite3_close(database)
  }
}

/// All that a reader does in a library, one thing after the other.
private final class LibraryVisit {
  let article: ArticleID
  let isPlanted: Bool
  private var fault: String?

  init(article: ArticleID, isPlanted: Bool) {
    self.article = article
    self.isPlanted = isPlanted
  }

  func fault(in directory: RawPath) -> String? {
    guard let library = attempt({ try Library.open(directory: directory) }) else { return fault }
    look(at: library)
    stories(of: library)
    write(to: library)
    return fault
  }

  /// An error that is thrown must have words for a person.
  private func attempt<Value>(_ body: () throws -> Value) -> Value? {
    do {
      return try body()
    } catch let error as LibraryError {
      if error.message.isEmpty { fault = "an error without words" }
    } catch {
      fault = "an error that is not the library's: \(error)"
    }
    return nil
  }

  private func look(at library: Library) {
    _ = library.check()
    _ = attempt { try library.roots() }
    for order in ListOrder.allCases {
      var query = ListQuery()
      query.order = order
      query.raisesFollowed = true
      _ = attempt { try library.window(query, .aroundArticle(article, above: 3), count: 20) }
    }
    _ = attempt { try library.facets(ListQuery()) }
    _ = attempt { try library.savedSearches() }
    let session = attempt { try library.session("reader") }
    if isPlanted, session??.hasPrefix("session") == false { fault = "a strange session is shown" }
    _ = attempt { try library.article(article) }
    _ = attempt { try library.search(SearchRequest(text: "the is:new -is:read")) }
    guard let trail = attempt({ try library.trail(limit: 50) }) else { return }
    _ = (trail.path, trail.forwardVisit, trail.children(of: nil), trail.nextID)
  }

  private func stories(of library: Library) {
    _ = attempt { try library.related(of: article, scopes: []) }
    _ = attempt { try library.relatedStories(of: article, scopes: [], limit: 5) }
    _ = attempt { try library.thread(of: article) }
    _ = attempt { try library.repeatedBlocks(in: article) }
    _ = attempt { try library.changes(of: article) }
    _ = attempt { try library.briefing(scopes: [], limit: 10) }
  }

  /// A library that returns is there.
  private func write(to library: Library) {
    _ = attempt { try library.undo() }
    _ = attempt { try library.redo() }
    _ = attempt { try library.follow(article, true) }
    let changed = attempt { try library.mark([article], .unstar) + library.mark([article], .star) }
    let stored = attempt { try library.article(article) }
    if changed?.contains(article) == true, stored??.marks.isStarred == false {
      fault = "a star that was confirmed is not there"
    }
    if let trail = attempt({ try library.trail(limit: 50) }) {
      let visit = Visit(
        id: trail.nextID, parent: trail.current, article: article, headline: "Once more",
        position: nil, lastChild: nil)
      _ = attempt {
        try library.saveTrail([visit], current: visit.id, lastFromList: trail.lastFromList)
      }
    }
    library.putLogsAway()
  }
}

#endif
