// State files of every earlier version of Dateline, with a row in every table.

import ArticleModel
import Foundation
import GRDB
import TestSupport

@testable import ArticleLibrary

/// Makes a state file of an earlier version, with a row in every table it had.
enum EarlierState {
  static let versions = EarlierStateForm.versions

  /// Writes the file of a version into a directory, and gives its path. There are `count` documents,
  /// the first of which is starred and gone.
  static func make(version: Int, in directory: String, count: Int = 400) throws -> String {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let path = directory + "/state.sqlite"
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.inTransaction {
        for step in EarlierStateForm.steps.prefix(version) { try db.execute(sql: step) }
        try db.execute(
          sql: """
            PRAGMA application_id = \(EarlierStateForm.application);
            PRAGMA user_version = \(version)
            """)
        try fill(db, version: version, count: count)
        return .commit
      }
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    try queue.close()
    return path
  }

  static func article(_ name: String) -> Article {
    var article = Article(
      headline: Headline(SafeText(line: name), origin: .document), format: .text)
    article.sections = [
      Section(kind: .body, title: "Text", blocks: [Block(.paragraph, SafeText(line: "\(name)."))])
    ]
    return article
  }

  private static func fill(_ db: Database, version: Int, count: Int) throws {
    let ids = PackedIDs.pack([1, 2])
    let text = Data(ArticleCoding.encode(article("Kept")))
    try db.execute(sql: "INSERT INTO root (path) VALUES (?)", arguments: [Data("/news".utf8)])
    for id in 1...count {
      try db.execute(
        sql: "INSERT INTO document VALUES (?, 1, ?, '', ?, 5, ?)",
        arguments: [id, Data("\(id).txt".utf8), id * 7, id == 1])
      try db.execute(
        sql: "INSERT INTO mark VALUES (?, ?, ?)", arguments: [id, id == 1 ? 3 : 1, id])
    }
    try db.execute(
      sql: """
        UPDATE meta SET value = ? WHERE key = 'sequence';
        INSERT INTO journal (change, articles, made) VALUES ('star', ?, 5);
        INSERT INTO position VALUES (1, 1, 2, 3, 4, 0.5);
        INSERT INTO visit VALUES (9, NULL, 1, 'Kept', NULL, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO trail VALUES (1, 9, 9);
        INSERT INTO session VALUES ('/news', 'session 1\nselected 2');
        INSERT INTO kept VALUES (1, ?);
        """, arguments: [count, ids, text])
    if version >= 2 {
      try db.execute(sql: "INSERT INTO search (name, text) VALUES ('Talks', 'talks')")
    }
    if version >= 3 {
      try db.execute(
        sql: """
          INSERT INTO followed VALUES (1, 5, ?, ?);
          INSERT INTO anchor VALUES (2);
          INSERT INTO opened VALUES (2, 6);
          INSERT INTO edition VALUES (2, ?, 6);
          """, arguments: [ids, ids, text])
    }
  }
}
