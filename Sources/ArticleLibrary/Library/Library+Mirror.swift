// The index mirrors the marks of the state file, so that lists sort and filter by them.

import ArticleModel
import GRDB
import Glibc

extension Library {
  /// Brings the marks in the index up to those of the state file. A busy index is left for later:
  /// lists ask again, and so does every batch of a sync.
  ///
  /// Nothing that fails here is thrown: the index only sorts and filters by marks, what is on the
  /// disk in the state file stands.
  package func mirrorMarks() {
    guard (try? isMirrorBehind()) == true else { return }
    _ = try? index.writeUnlessBusy { try mirrorMarks(in: $0) }
  }

  /// The same for what is printed once: waits for whoever is writing, often these very marks, but no
  /// longer than a second.
  package func waitForMarks() {
    for _ in 0..<200 {
      guard (try? isMirrorBehind()) == true else { return }
      do {
        if try index.writeUnlessBusy({ try mirrorMarks(in: $0) }) != nil { return }
      } catch {
        return
      }
      usleep(5_000)
    }
  }

  func isMirrorBehind() throws -> Bool {
    let now = try state.read { try $0.integer("SELECT value FROM meta WHERE key = 'sequence'") }
    let applied = try index.read { try $0.integer("SELECT value FROM meta WHERE key = 'applied'") }
    return (now ?? 0) > (applied ?? 0)
  }

  /// Replays the changes of marks that the index has not seen, in its write transaction.
  func mirrorMarks(in db: Database) throws {
    let applied = try db.integer("SELECT value FROM meta WHERE key = 'applied'") ?? 0
    let now = try state.read { try $0.integer("SELECT value FROM meta WHERE key = 'sequence'") }
    guard let now, now > applied else { return }
    let writer = IndexWriter(db)
    var place = (sequence: applied, id: Int64.max)
    while true {
      let page = try state.read { try Self.marks(after: place, upTo: now, $0) }
      guard let last = page.last else { break }
      let absent = try writer.setMarks(page.map { ($0.id, $0.bits) })
      let kept = try absent.compactMap { try keptEntry($0.id, $0.bits) }
      if !kept.isEmpty { try writer.replace(kept) }
      place = (last.sequence, last.id)
    }
    try writer.finish()
    try db.run("UPDATE meta SET value = ? WHERE key = 'applied'", [now])
  }

  private struct Mark {
    var id: Int64
    var bits: MarkBits
    var sequence: Int64
  }

  /// Some marks in the order in which they were made. A mark that is made again meanwhile comes later,
  /// with a higher number.
  private static func marks(
    after place: (sequence: Int64, id: Int64), upTo last: Int64, _ state: Database
  ) throws -> [Mark] {
    let rows = try state.rows(
      """
      SELECT id, bits, sequence FROM mark WHERE (sequence, id) > (?, ?) AND sequence <= ?
      ORDER BY sequence, id LIMIT 20000
      """, [place.sequence, place.id, last])
    var marks: [Mark] = []
    while let row = try rows.next() {
      marks.append(
        Mark(
          id: row.integer(0), bits: MarkBits(row.integer(1)), sequence: row.integer(2)))
    }
    return marks
  }

  /// An article whose document is gone and whose text is kept, as the index wants it.
  func keptEntry(_ id: Int64, _ bits: MarkBits) throws -> IndexEntry? {
    guard bits.isKept else { return nil }
    let place = try state.read { db in
      try db.row(
        "SELECT root, path, firstSeen, hash FROM document WHERE id = ? AND gone = 1", [id]
      ).map { row in
        (row.integer(0), path: row.path(1), firstSeen: row.integer(2), hash: row.integer(3))
      }
    }
    guard let (root, path, firstSeen, hash) = place, let coded = try texts.kept(id),
      let article = ArticleCoding.decode(coded)
    else { return nil }
    return IndexEntry(
      id: id, root: root, path: path, hash: hash, firstSeen: firstSeen, bits: bits, isGone: true,
      prepared: PreparedArticle(article, WordTable()))
  }
}
