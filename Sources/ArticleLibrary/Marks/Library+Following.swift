// Followed stories: kept in the state file with their articles, so that a new index knows them again.

package import ArticleModel
import Foundation
import GRDB
import StoryMatching

/// A followed story, as the state file knows it.
struct FollowedStory {
  var story: StoryID
  /// Seconds since 1970.
  var since: Int64
  /// The articles that were there when it was followed, or when one of them was last opened.
  var seen: Set<ArticleID>
}

extension Library {
  /// Follows the story of an article or stops following; gives the story. An article that is alone
  /// founds a story of one.
  ///
  /// When it returns, the change is on the disk, and can be undone.
  package func follow(_ id: ArticleID, _ isFollowed: Bool) throws -> StoryID? {
    let change: MarkChange = isFollowed ? .follow : .unfollow
    return try state.write { db in
      let before = try db.integer("SELECT count(*) FROM followed")
      let story = try setFollowed(id, isFollowed, db)
      let after = try db.integer("SELECT count(*) FROM followed")
      if before != after { try Journal.add(change, [id.rawValue], db) }
      return story
    }
  }

  /// The same in a write transaction of the state file, without a note in the journal.
  @discardableResult
  func setFollowed(_ id: ArticleID, _ isFollowed: Bool, _ db: Database) throws -> StoryID? {
    guard let story = try story(of: id, founding: isFollowed) else { return nil }
    // Other readers of the library see by it that something changed.
    try db.run("UPDATE meta SET value = value + 1 WHERE key = 'sequence'")
    guard isFollowed else {
      try db.run("DELETE FROM followed WHERE story = ?", [story.rawValue])
      return story
    }
    let reports = try reports(of: story.rawValue).map(\.rawValue)
    let ids = reports.isEmpty ? [id.rawValue] : reports
    try keepTexts(ids)
    let members = PackedIDs.pack(ids)
    try db.run(
      "INSERT OR IGNORE INTO followed VALUES (?, ?, ?, ?)",
      [story.rawValue, Int64(Date().timeIntervalSince1970), members, members])
    return story
  }

  /// The followed ones among these stories.
  func follows(_ stories: [StoryID]) throws -> [StoryID: FollowedStory] {
    try state.read { db in
      let rows = try db.rows(
        """
        SELECT story, since, seen FROM followed
        WHERE story IN (SELECT value FROM json_each(?))
        """, [stories.map(\.rawValue).json])
      var found: [StoryID: FollowedStory] = [:]
      while let row = try rows.next() {
        let story = StoryID(rawValue: row.integer(0))
        found[story] = FollowedStory(
          story: story, since: row.integer(1),
          seen: Set(PackedIDs.unpack(row.bytes(2)).map(ArticleID.init(rawValue:))))
      }
      return found
    }
  }

  /// Followed stories that are looked at for what is new in them, and of each so many reports.
  private static let raisedStories = 20
  private static let raisedReports = 50

  /// The new reports of followed stories, story by story, the newest report of each first.
  func newOfFollowed() throws -> [[ArticleID]] {
    let followed = try state.read { db in
      var found: [(story: Int64, seen: Set<Int64>)] = []
      let rows = try db.rows(
        "SELECT story, seen FROM followed ORDER BY since DESC LIMIT \(Self.raisedStories)")
      while let row = try rows.next() {
        found.append((row.integer(0), Set(PackedIDs.unpack(row.bytes(1)))))
      }
      return found
    }
    guard !followed.isEmpty else { return [] }
    return try readIndex { db in
      try followed.map { known in
        try Int64.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT id FROM article INDEXED BY articleThread WHERE thread = ? AND fold = 0
              ORDER BY recency, id LIMIT \(Self.raisedReports)
              """), arguments: [known.story]
        ).filter { !known.seen.contains($0) }.map(ArticleID.init(rawValue:))
      }.filter { !$0.isEmpty }
    }
  }

  /// How many reports of a followed story came since it was last looked at.
  func newReports(_ followed: FollowedStory) throws -> Int {
    try reports(of: followed.story.rawValue).count { !followed.seen.contains($0) }
  }

  /// Notes that articles were opened: nothing that is there now of their stories is new any more.
  ///
  /// A failure here is not thrown: only counts of what is new depend on it.
  func noteOpened(_ ids: [ArticleID]) {
    let isAny = try? state.read { try $0.integer("SELECT 1 FROM followed LIMIT 1") } != nil
    guard isAny == true else { return }
    let stories = try? readIndex { db in
      Set(
        try Int64.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT thread FROM article
              WHERE id IN (SELECT value FROM json_each(?)) AND thread IS NOT NULL
              """), arguments: [ids.map(\.rawValue).json]))
    }
    let followed = try? follows((stories ?? []).map { StoryID(rawValue: $0) })
    for (story, known) in followed ?? [:] {
      guard let reports = try? reports(of: story.rawValue), !known.seen.isSuperset(of: reports)
      else { continue }
      try? state.write { db in
        try db.run(
          "UPDATE followed SET seen = ? WHERE story = ?",
          [PackedIDs.pack(reports.map(\.rawValue)), story.rawValue])
      }
    }
  }

  private func reports(of story: Int64) throws -> [ArticleID] {
    try readIndex { db in
      try Int64.fetchAll(
        db.cachedStatement(
          sql: "SELECT id FROM article INDEXED BY articleThread WHERE thread = ? AND fold = 0"),
        arguments: [story]
      ).map(ArticleID.init(rawValue:))
    }
  }

  /// The story that an article is in.
  private func story(of id: ArticleID, founding: Bool) throws -> StoryID? {
    let found = try readIndex { db -> (isThere: Bool, thread: Int64?) in
      let rows = try db.rows("SELECT thread FROM article WHERE id = ?", [id.rawValue])
      guard let row = try rows.next() else { return (false, nil) }
      return (true, row.optionalInteger(0))
    }
    if let thread = found.thread { return StoryID(rawValue: thread) }
    guard found.isThere, founding else { return nil }
    let isTaken = try readIndex {
      try $0.integer("SELECT 1 FROM article WHERE thread = ?", [id.rawValue]) != nil
    }
    // Taken by the articles that the story of this one was once founded with.
    let name = ThreadIdentity.names(of: [[id]], known: isTaken ? [id.rawValue] : []) { _ in nil }[0]
    // A sync that is writing just now finds it by the state file.
    _ = try index.writeUnlessBusy { db in
      try db.run("UPDATE article SET thread = ? WHERE id = ?", [name, id.rawValue])
    }
    return StoryID(rawValue: name)
  }
}
