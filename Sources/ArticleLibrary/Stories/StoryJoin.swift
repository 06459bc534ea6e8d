// A few new articles get their place in a large library, one by one.

import ArticleModel
import Foundation
import GRDB
import StoryMatching

/// New articles with their vectors, copies and threads, until the next batch looks at all together.
final class StoryJoin {
  private let relations: RelationsRun
  private let progress: RelationsRun.Progress

  private static let slice = 32
  private static let matchLimit = 40

  init(_ run: RelationsRun, _ progress: RelationsRun.Progress) {
    relations = run
    self.progress = progress
  }

  func run() throws {
    let index = relations.library.index
    guard let frequencies = try relations.library.frequencies() else { return }
    var last = progress.related
    while true {
      try relations.check()
      let page = try index.withWriter { db in
        try Int64.fetchAll(
          db.cachedStatement(
            sql: "SELECT docno FROM article WHERE docno > ? ORDER BY docno LIMIT \(Self.slice)"),
          arguments: [last])
      }
      guard let end = page.last else { break }
      try index.write { db in
        let finder = StoryFinder(db, frequencies)
        var touched: Set<Int64> = []
        for text in try StoredText.fetch(page, db) {
          if let thread = try add(text, finder, db) { touched.insert(thread) }
        }
        try db.setMeta("related", end)
        try db.setMeta("threaded", try db.meta("threaded") + Int64(page.count))
        // Before the index has them: killed in between, the same articles join once more.
        try keep(touched, db)
      }
      last = end
    }
    try index.write { try $0.setMeta("broken", 0) }
  }

  /// Gives an article all that it has of its own; gives the thread that it joined.
  private func add(
    _ text: StoredText, _ finder: StoryFinder, _ db: Database
  ) throws -> Int64? {
    guard let count = finder.counted(text) else { return nil }
    var profile = finder.profile(of: count)
    let source = try finder.source()
    let answer = try RelatedStories(source: source, frequencies: finder.frequencies).answer(
      for: profile, articleCount: finder.articleCount(), limit: Self.matchLimit)
    profile.figures = answer.figures
    let record = StoryRecord(
      day: count.day, figures: answer.figures, wordHash: count.wordHash, print: count.print,
      vector: profile.vector.bytes)
    try db.run("INSERT OR REPLACE INTO story VALUES (?, ?)", [count.docno, Data(record.bytes)])
    try StoryLists(db: db).add(count.docno, profile.vector)
    for key in count.named {
      try db.run("INSERT OR IGNORE INTO named VALUES (?, ?)", [Int64(key), count.docno])
    }
    let known = answer.matches.filter { $0.number <= progress.related || $0.number < count.docno }
    try fold(count.docno, known, db)
    return try join(profile, known, finder, db)
  }

  /// Folds an article with the nearest text of which it is a copy, and of whose other copies, too.
  private func fold(_ docno: Int64, _ matches: [RelatedStories.Match], _ db: Database) throws {
    let roots = try db.column("root", of: matches.map(\.number) + [docno])
    var refused: Set<Int64> = []
    for match in matches where match.kind == .duplicate {
      guard roots[match.number] == roots[docno], !refused.contains(match.number) else { continue }
      let group = try CopyFolding(db).group(of: match.number)
      let traits = try EditionTraits.fetch(group + [docno], db)
      guard let own = traits[docno] else { return }
      if group.allSatisfy({ traits[$0]?.isCopy(of: own) == true }) {
        return try CopyFolding(db).fold(group + [docno])
      }
      refused.formUnion(group)
    }
  }

  private func join(
    _ profile: StorySource.Profile, _ matches: [RelatedStories.Match], _ finder: StoryFinder,
    _ db: Database
  ) throws -> Int64? {
    let threads = try db.column(
      "thread", of: matches.map(\.number) + [profile.number])
    let candidates = matches.map {
      ThreadCandidate(number: $0.number, thread: threads[$0.number], kinship: $0.kinship)
    }
    let join = try ThreadJoin.of(profile, candidates) { thread in
      try finder.profiles(Self.members(of: thread, db))
    }
    var name: Int64
    switch join {
    case .alone: return nil
    case .thread(let thread): name = thread
    case .article(let number):
      let ids = try Self.ids([number, profile.number], db)
      name = ids.min() ?? 0
      while try db.integer("SELECT 1 FROM article WHERE thread = ?", [name]) != nil { name += 1 }
      try db.run("UPDATE article SET thread = ? WHERE docno = ?", [name, number])
    }
    try db.run("UPDATE article SET thread = ? WHERE docno = ?", [name, profile.number])
    return name
  }

  private static func members(of thread: Int64, _ db: Database) throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT docno FROM article INDEXED BY articleThread WHERE thread = ?
          ORDER BY recency LIMIT \(ThreadJoin.memberLimit)
          """), arguments: [thread])
  }

  private static func ids(_ docnos: [Int64], _ db: Database) throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT id FROM article WHERE docno IN (SELECT value FROM json_each(?))"),
      arguments: [docnos.json])
  }

  /// Notes in the state file the articles of followed stories, and names that a new index would not
  /// give.
  private func keep(_ touched: Set<Int64>, _ db: Database) throws {
    guard !touched.isEmpty else { return }
    let identity = try StoryIdentity(relations.library.state)
    let followed = identity.followedNames
    var least: [Int64: Int64] = [:]
    var members: [Int64: [Int64]] = [:]
    for thread in touched {
      let ids = try Int64.fetchAll(
        db.cachedStatement(sql: "SELECT id FROM article WHERE thread = ?"), arguments: [thread])
      least[thread] = ids.min()
      if followed.contains(thread) { members[thread] = ids }
    }
    try identity.keep(members, names: least)
  }
}

/// Folds copies under the newest of them, within each root.
struct CopyFolding {
  let db: Database

  init(_ db: Database) {
    self.db = db
  }

  /// An article and all that are folded with it.
  func group(of docno: Int64) throws -> [Int64] {
    let head = try db.column("copyOf", of: [docno])[docno] ?? docno
    return try [head] + IndexWriter(db).copies(of: head)
  }

  /// Folds these articles, and no others with them.
  func fold(_ docnos: [Int64]) throws {
    let rows = try db.rows(
      """
      SELECT docno, id, recency, root, deskTop FROM article
      WHERE docno IN (SELECT value FROM json_each(?))
      """, [docnos.json])
    let found = try rows.collected { row in
      (
        docno: row.integer(0),
        key: RowKey(
          time: -row.integer(2), id: ArticleID(rawValue: row.integer(1))),
        root: row.integer(3), desk: row.text(4)
      )
    }
    let writer = IndexWriter(db)
    for (_, group) in Dictionary(grouping: found, by: \.root) {
      guard let newest = group.min(by: { $0.key < $1.key }) else { continue }
      for copy in group {
        if copy.docno == newest.docno {
          try writer.setFold(copy.docno, of: nil, .none)
        } else {
          try writer.setFold(
            copy.docno, of: newest.docno, copy.desk == newest.desk ? .inDesk : .inRoot)
        }
      }
    }
    try writer.finish()
  }
}
