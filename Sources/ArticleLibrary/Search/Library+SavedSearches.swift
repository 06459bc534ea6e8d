// Searches that are kept.

package import ArticleModel
import GRDB

extension Library {
  /// The searches that are kept, in the order in which they were saved, without their counts.
  package func savedSearches() throws -> [SavedSearch] {
    try state.read { db in
      let rows = try db.rows("SELECT id, name, text FROM search ORDER BY id")
      var searches: [SavedSearch] = []
      while let row = try rows.next() {
        searches.append(
          SavedSearch(
            id: row.integer(0), name: SafeText(line: row.text(1)),
            text: SafeText(line: row.text(2))))
      }
      return searches
    }
  }

  /// The searches that are kept, with how many articles each finds and how many of them are unread.
  package func searchNews() throws -> [SearchNews] {
    try savedSearches().map { search in
      var search = search
      search.counts = try count(SearchRequest(text: search.text))
      let unread = SafeText(line: "(\(search.text)) is:unread")
      return SearchNews(search: search, unread: try count(SearchRequest(text: unread)))
    }
  }

  /// Keeps a search; one of the same name gives way to it.
  package func saveSearch(name: SafeText, text: SafeText) throws {
    try state.write { db in
      try db.run("DELETE FROM search WHERE name = ?", [name.string])
      try db.run("INSERT INTO search (name, text) VALUES (?, ?)", [name.string, text.string])
    }
  }

  /// Takes out a search that was kept.
  package func removeSearch(_ id: Int64) throws {
    try state.write { try $0.run("DELETE FROM search WHERE id = ?", [id]) }
  }

  /// Moves what the logs hold into the files, as far as nobody is in the way: the next start would
  /// have to read them from their beginning.
  package func putLogsAway() {
    // Lists show the index's marks, should the disk be read-only by the next start.
    mirrorMarks()
    for file in [state, index] { file.checkpoint() }
  }
}
