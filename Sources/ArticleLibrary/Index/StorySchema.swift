// The tables of the index that hold what stories are found by.

/// The stories' part of `index.sqlite`.
///
/// - `article.thread` is the story's name, null for an article that is alone; `copyOf` the row of the
///   newest edition under which it is folded, and `fold` where: see `Fold`.
/// - `story.bytes` is a `StoryRecord`. Rows are made in the order of `docno` when a sync's texts are in:
///   `meta.related` is the last that was looked at, `meta.broken` says that an article went
///   which belonged to others.
/// - `epoch` has the frequencies that made all the vectors, and of how many articles.
/// - `storyList` and `storyRecent` say which articles have a term among their heaviest: see
///   `StoryLists`. Both, and `named`, may tell of articles that are gone.
/// - `named` says which article names a headline as related, by a hash of its key.
enum StorySchema {
  static let tables = """
    INSERT INTO meta VALUES ('related', 0), ('broken', 0), ('threaded', 0);
    CREATE INDEX articleThread
      ON article (thread, recency, id, root, isRead, isStarred, isQueued, fold)
      WHERE thread IS NOT NULL;
    CREATE INDEX articleCopy ON article (copyOf) WHERE copyOf IS NOT NULL;
    CREATE INDEX articleNew
      ON article (thread, recency, id, root, isRead, firstSeen, fold) WHERE isRead = 0;
    CREATE TABLE story (docno INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE epoch (
      number INTEGER PRIMARY KEY AUTOINCREMENT, articles INTEGER NOT NULL,
      frequencies BLOB NOT NULL);
    CREATE TABLE storyList (first INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE storyRecent (
      key INTEGER, docno INTEGER, PRIMARY KEY (key, docno)) WITHOUT ROWID;
    CREATE TABLE named (key INTEGER, docno INTEGER, PRIMARY KEY (key, docno)) WITHOUT ROWID;
    """
}

/// The list in which an article is folded under its newest edition.
///
/// Copies are folded within a root. In the list of a desk an article stays if the newest edition
/// is of another desk; in a folder's list, if it lies in another folder.
enum Fold: Int64, Sendable {
  /// Nowhere.
  case none
  /// In the lists of its root.
  case inRoot
  /// In those of its desk too.
  case inDesk

  /// A stored value; any other counts as `none`.
  init(_ value: Int64) { self = Fold(rawValue: value) ?? .none }
}

/// How many articles of a folder and desk are folded.
struct FoldTally {
  private(set) var total: Int64 = 0
  private(set) var unread: Int64 = 0
  private(set) var totalInDesk: Int64 = 0
  private(set) var unreadInDesk: Int64 = 0

  mutating func add(_ fold: Fold, isRead: Bool, _ sign: Int64) {
    guard fold != .none else { return }
    total += sign
    unread += isRead ? 0 : sign
    guard fold == .inDesk else { return }
    totalInDesk += sign
    unreadInDesk += isRead ? 0 : sign
  }
}
