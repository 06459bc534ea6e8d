// The state file knows the followed threads, and names that no index could find again.

import ArticleModel
import Foundation
import GRDB

/// The names of stories as they outlive the index.
///
/// A story's name is the id of an article that it was founded with, the least one: a new index gives it
/// the same name. If an article of a lesser id joined since, the name is noted as an anchor; of
/// followed stories all articles are known.
struct StoryIdentity {
  private let state: DatabaseFile
  /// The articles of each followed story.
  let followed: [Int64: [Int64]]
  private let anchors: Set<Int64>
  private let names: [Int64: Int64]

  init(_ state: DatabaseFile) throws {
    self.state = state
    (followed, anchors) = try state.read { db in
      var followed: [Int64: [Int64]] = [:]
      let rows = try db.rows("SELECT story, members FROM followed")
      while let row = try rows.next() { followed[row.integer(0)] = PackedIDs.unpack(row.bytes(1)) }
      let anchors = try Int64.fetchAll(db.cachedStatement(sql: "SELECT story FROM anchor"))
      return (followed, Set(anchors))
    }
    var names: [Int64: Int64] = [:]
    for (story, members) in followed.sorted(by: { $0.key < $1.key }) {
      for id in members { names[id] = story }
    }
    self.names = names
  }

  var followedNames: Set<Int64> { Set(followed.keys) }

  /// The name of the story that an article was in, as far as the state file knows.
  func name(of id: Int64) -> Int64? { names[id] ?? (anchors.contains(id) ? id : nil) }

  /// Notes what changed: the articles of followed stories, and the least id of each thread by its
  /// name.
  func keep(_ members: [Int64: [Int64]], names least: [Int64: Int64]) throws {
    let wanted = Set(least.filter { $0.key != $0.value }.keys)
    let changed = members.filter { Set($0.value) != Set(followed[$0.key] ?? []) }
    let new = wanted.subtracting(anchors)
    // Names of threads that are gone for now are kept: their articles may come back.
    let dropped = anchors.subtracting(wanted).intersection(least.keys)
    guard !changed.isEmpty || !new.isEmpty || !dropped.isEmpty else { return }
    try state.write { db in
      for (story, ids) in changed {
        try db.run(
          "UPDATE followed SET members = ? WHERE story = ?", [PackedIDs.pack(ids), story])
      }
      for name in new { try db.run("INSERT OR IGNORE INTO anchor VALUES (?)", [name]) }
      for name in dropped { try db.run("DELETE FROM anchor WHERE story = ?", [name]) }
    }
  }
}

extension StoryIdentity {
  /// Gives the followed stories in the index the names that they have here, where an article was
  /// forgotten after which one was called.
  func nameFollowed(in index: DatabaseFile) throws {
    guard !followed.isEmpty else { return }
    try index.write { db in
      for (story, members) in followed {
        let isKnown = try db.integer("SELECT 1 FROM article WHERE thread = ?", [story]) != nil
        if isKnown { continue }
        try db.run(
          """
          UPDATE article SET thread = ?1 WHERE thread IN (
            SELECT thread FROM article WHERE id IN (SELECT value FROM json_each(?2)))
          """, [story, members.json])
      }
    }
  }
}

/// Ids in a blob, 8 bytes each, big-endian.
enum PackedIDs {
  static func pack(_ ids: some Sequence<Int64>) -> Data {
    var bytes: [UInt8] = []
    for id in ids { withUnsafeBytes(of: id.bigEndian) { bytes.append(contentsOf: $0) } }
    return Data(bytes)
  }

  static func unpack(_ bytes: [UInt8]) -> [Int64] {
    stride(from: 0, to: bytes.count - 7, by: 8).map { start in
      bytes[start..<start + 8].reduce(0) { $0 << 8 | Int64($1) }
    }
  }
}
