// The last part of a sync: what is new gets its place among the stories.

import ArticleModel
import Foundation
import GRDB
import StoryMatching
import Synchronization
import TextAnalysis

/// Finds vectors, copies and threads of the articles that have none yet.
///
/// It begins when all texts can be searched, writes in short transactions, and may be killed at any
/// moment: what it had not yet got to is told by `meta.related`, and the next sync goes on.
///
/// A small library, or one that has grown much, is threaded anew as a whole, whatever order its
/// articles came in; into a large one a few new articles join one by one.
package final class RelationsRun {
  let library: Library
  let spool: StorySpool
  let check: () throws -> Void

  /// A run after a sync that wrote to `spool` what it counted; `check` is asked some times a second,
  /// and what it throws ends the run.
  package init(_ library: Library, _ spool: StorySpool, check: @escaping () throws -> Void) {
    self.library = library
    self.spool = spool
    self.check = check
  }

  /// The progress of matching, as the index notes it.
  struct Progress {
    var related: Int64 = 0
    var isBroken = false
    var newest: Int64 = 0
    var pending = 0
    var count = 0
    var epoch: Int64?
    var epochCount = 0
    /// How many articles joined since the last batch.
    var joined = 0
    var scale = StoryScale()

    var isBehind: Bool { newest > related || isBroken }

    /// True if the frequencies are to be counted anew: they are of another library by now.
    var wantsEpoch: Bool {
      guard epoch != nil else { return true }
      return count <= scale.tinyCount || count >= epochCount * 2 || count * 4 < epochCount
    }

    var wantsBatch: Bool {
      wantsEpoch || count <= scale.smallCount || pending > max(500, count / 200)
        || joined + pending > count / 10
    }
  }

  /// Says whether there was anything to do.
  package func run() throws -> Bool {
    var progress = try library.index.withWriter(Self.progress)
    progress.scale = library.memory.withLock(\.scale)
    guard progress.isBehind else { return false }
    if progress.wantsBatch {
      try StoryBatch(self, progress).run()
    } else {
      try StoryJoin(self, progress).run()
    }
    library.forgetStories()
    return true
  }

  private static func progress(_ db: Database) throws -> Progress {
    var progress = Progress()
    progress.related = try db.meta("related")
    progress.isBroken = try db.meta("broken") != 0
    progress.newest = try db.integer("SELECT max(docno) FROM article") ?? 0
    guard progress.isBehind else { return progress }
    progress.joined = Bounded.count(try db.meta("threaded"))
    progress.count = Bounded.count(try db.integer("SELECT sum(total) FROM tally") ?? 0)
    progress.pending = Int(
      try db.integer("SELECT count(*) FROM article WHERE docno > ?", [progress.related]) ?? 0)
    let rows = try db.rows("SELECT number, articles FROM epoch ORDER BY number DESC LIMIT 1")
    if let row = try rows.next() {
      progress.epoch = row.integer(0)
      progress.epochCount = row.count(1)
    }
    return progress
  }

  // MARK: Texts that the sync did not count

  /// Counts the terms of articles from their stored texts, for the spool.
  func count(_ docnos: [Int64]) throws {
    for start in stride(from: 0, to: docnos.count, by: 512) {
      let page = Array(docnos[start..<min(docnos.count, start + 512)])
      let texts = try library.index.withWriter { try StoredText.fetch(page, $0) }
      let work = SharedWork(texts.count, by: 64) { range -> [StoryCount] in
        let (table, words) = (WordTable(), StoryWords())
        return range.compactMap { texts[$0].counted(table, words) }
      }
      for count in try work.finish(check: check).joined() { spool.add(count) }
    }
  }
}

/// An article as the index holds it, to be counted once more.
struct StoredText: Sendable {
  var docno: Int64
  var coded: [UInt8]

  static func fetch(_ docnos: [Int64], _ db: Database) throws -> [StoredText] {
    let rows = try db.rows(
      """
      SELECT docno, article FROM body
      WHERE docno IN (SELECT value FROM json_each(?)) ORDER BY docno
      """, [docnos.json])
    var texts: [StoredText] = []
    while let row = try rows.next() {
      texts.append(
        StoredText(
          docno: row.integer(0), coded: row.bytes(1)))
    }
    return texts
  }

  /// The counts that a sync would have made of it, in the same way.
  func counted(_ table: WordTable, _ words: StoryWords) -> StoryCount? {
    guard let article = ArticleCoding.decode(coded),
      let reading = ArticleTerms(article, table, words).reading
    else { return nil }
    return StoryCount(
      docno: docno, day: StoryDay(article.published), sketch: reading.sketch,
      wordHash: reading.identity.wordHash, print: reading.identity.print,
      named: article.related.map { NamedHeadline.key($0.headline.string) })
  }
}

extension Database {
  /// A number that the index keeps under a name.
  func meta(_ key: String) throws -> Int64 {
    try integer("SELECT value FROM meta WHERE key = ?", [key]) ?? 0
  }

  func setMeta(_ key: String, _ value: Int64) throws {
    try run("UPDATE meta SET value = ? WHERE key = ?", [value, key])
  }
}
