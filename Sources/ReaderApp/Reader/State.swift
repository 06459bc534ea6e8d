// All that the reader is at one moment, as a value.

package import ArticleModel
package import Screen
import Synchronization
import TextAnalysis

/// The two panes.
package enum Pane: String, Hashable, Sendable {
  case list, text
}

/// The reader's whole state. `update` changes it, `view` draws it, and nothing else is remembered.
package struct State {
  package internal(set) var size: Size
  package let keymap: Keymap
  let ornaments: Ornaments
  let today: CivilDay

  /// What limits lists, and what it is called; empty for the whole library.
  let scopes: [Scope]
  let scopeName: SafeText
  /// Whether `w` widened the lists to the whole library.
  var isWidened = false

  /// What the list pane shows: a list, or in its place what a search found.
  var list = ListState()
  var search: SearchState?
  /// What the reader comes back to when the search being typed is given up.
  var searchStart: SearchStart?
  var facets = Facets() { didSet { tabsRevision = Revision() } }
  var savedSearches: [SavedSearch] = [] { didSet { tabsRevision = Revision() } }
  /// The search that is always kept: what is new since the last visit.
  var newSearch = SavedSearch(id: 0, name: "New", text: "is:new") {
    didSet { tabsRevision = Revision() }
  }
  /// Of what the tabs are made of.
  private(set) var tabsRevision = Revision()
  var reading: Reading?
  /// Articles beside the selection that were fetched ahead.
  var neighbours = Neighbours()
  var focus = Pane.list
  /// Whether the reader asked for the other layout than the width suggests.
  var isLayoutToggled = false
  /// The widest that the text column may be, in cells.
  var columnWidth = State.defaultColumnWidth

  /// Views over the panes, the topmost last.
  var overlays: [Overlay] = []
  var input: InputLine?
  /// The keys of a sequence that is not complete.
  var pendingKeys: [Key] = []
  /// Keys that arrived while an article was being fetched: they are meant for it.
  var heldKeys: [Key] = []
  var message: SafeText?
  var trail = Trail()
  /// Whether the earlier visits were asked for, too.
  var hasWholeTrail = false
  var syncing: SyncLine?
  /// What is known and asked for about stories.
  var stories = StoriesState()

  /// Counts requests, so that an answer that is out of date is known.
  var requests = 0
  var awaited: AwaitedArticle?
  /// Whether a position or a selection changed since the last save.
  var isSaveDue = false
  var isStarted = false
  package internal(set) var hasQuit = false

  /// What need not be drawn anew.
  let drawn = DrawnParts()

  static let defaultColumnWidth = 72

  /// A reader that has not begun yet: `update` with `started` begins it.
  ///
  /// - Parameters:
  ///   - size: of the window.
  ///   - today: where dates without a year belong.
  ///   - scopes: the folders that limit the lists, none for the whole library.
  ///   - scopeName: what they are called.
  ///   - isUnicode: whether ornaments outside ASCII can be shown.
  ///   - keymap: the commands and their keys.
  ///   - visitBase: from where its visits are counted, unlike every other reader's.
  ///   - opens: an article to be opened at once.
  package init(
    size: Size, today: CivilDay, scopes: [Scope], scopeName: SafeText, isUnicode: Bool = true,
    keymap: Keymap = Keymap(), visitBase: Int64 = 1, opens: ArticleID? = nil
  ) {
    self.size = size
    self.today = today
    self.scopes = scopes
    self.scopeName = scopeName
    self.keymap = keymap
    ornaments = isUnicode ? .unicode : .ascii
    self.visitBase = visitBase
    self.opens = opens
    trail.reserve(from: visitBase)
  }

  let visitBase: Int64
  /// The article that is opened at once: the document that the reader was started on.
  let opens: ArticleID?
  /// What the event at hand asks of the world; `update` hands it over.
  var outbox: [Effect] = []
}

/// What a sync that runs has done so far.
struct SyncLine: Hashable {
  var done: Int
  var total: Int?
}

/// An article that was asked for, and what is to happen when it comes.
struct AwaitedArticle: Hashable {
  enum Purpose: Hashable {
    /// To be shown beside the list.
    case preview
    /// To be read: a new visit, under the current one or under the list.
    case open(fromList: Bool)
    /// A visit that is on the trail already.
    case visit(Int64)
    /// The article on screen, whose document may have changed.
    case refresh
    /// The article that was on screen when the last session ended.
    case restore(visit: Int64?, Position?)
  }

  var request: Int
  var article: ArticleID
  var purpose: Purpose
}

/// A list with the rows near the selection.
struct ListState: Hashable {
  /// What the lists are limited to, the scope aside.
  var desk: SafeText?
  var unreadOnly = false
  var starredOnly = false
  var queuedOnly = false
  var dates: DateLimit?
  var order = ListOrder.newest
  /// Which stories show only their newest article.
  var folding = StoryFolding()

  /// Where the reader was in the list before `f` or the queue limited it: the way back leads there.
  var before: ListPlace?

  var rows: [ArticleRow] = [] { didSet { revision = Revision() } }
  /// Of the rows: what was drawn of one need not be compared with them again.
  private(set) var revision = Revision()
  var isStart = true
  var isEnd = true
  /// Whether the reader chose a row; until then the selection stays at the head of the list, also
  /// while articles stream in.
  var isTouched = false
  /// Whether rows have come at all.
  var isLoaded = false
  var selected = 0
  /// The row at the top of the pane.
  var top = 0
  /// The request for rows that is under way, and how its answer is to be placed.
  var awaited: AwaitedRows?
  /// Whether the library changed while a request was under way.
  var isStale = false

  var selectedRow: ArticleRow? { rows.indices.contains(selected) ? rows[selected] : nil }
}

/// Something at one moment, unlike every other moment's: what was made of it need not be compared with
/// it again. It adds nothing to what a thing is.
struct Revision: Hashable {
  private static let last = Atomic(0)
  let number = last.add(1, ordering: .relaxed).newValue

  static func == (_: Revision, _: Revision) -> Bool { true }
  func hash(into _: inout Hasher) {}
}

/// A place in a list.
struct ListPlace: Hashable {
  var key: RowKey
  var rowsAbove: Int
  var order: ListOrder
}

/// How rows that were asked for are to be placed.
struct AwaitedRows: Hashable {
  enum Placement: Hashable {
    /// Select the first row.
    case first
    /// Select the last row.
    case last
    /// Select a row, with so many rows above it.
    case keep(ArticleID?, rowsAbove: Int)
    /// Leave the selection where it has been moved by then; it was on this row when rows were asked for,
    /// or, `nil`, nobody had moved it yet.
    case stay(ArticleID?)
    /// Put the rows before or after those that are there, and move the selection on by this much.
    case prepend(move: Int)
    case append(move: Int)
  }

  var request: Int
  var placement: Placement
}

/// The article in the text pane.
struct Reading {
  var stored: StoredArticle
  var text: ArticleText
  /// Where its related headlines lead; `nil` until that is known.
  var resolved: [ResolvedHeadline]?
  /// The visit on the trail; `nil` while it only stands beside the list.
  var visit: Int64?
  /// The top of the pane: a block, and a scalar in it.
  var topBlock = 0
  var topOffset = 0
  /// The block being read: where `[ ] { }` start from and the cursor stands.
  var focusBlock = 0 {
    didSet { isPointedAt = false }
  }
  /// Whether that block is pointed at: it was gone to, and could not come to stand at the top.
  var isPointedAt = false
  /// What `Tab` chose.
  var chosen: TextTarget?
  var find: FindState?
  /// The related headline to be followed as soon as it is known where it leads.
  var wantsFollow: Int?
  /// The blocks of the column that repeat what was read elsewhere, while that is shown.
  var repeats: [Int: RepeatedBlock] = [:]
  /// The column at the width it was last drawn at.
  var column: TextColumn

  init(_ stored: StoredArticle, width: Int, dot: SafeText) {
    self.stored = stored
    text = ArticleText(stored, dot: dot)
    column = TextColumn(text, width: width)
  }
}

/// The matches of something in the text.
struct FindState: Hashable {
  struct Match: Hashable {
    var block: Int
    var range: Range<Int>
  }

  /// What is looked for.
  enum Source: Hashable {
    /// Words typed to be found in this text.
    case words(SafeText)
    /// All that the search of the library looked for.
    case search(SearchQuery)
  }

  var source: Source
  var matches: [Match]
  var current: Int
}

/// A view over the panes.
enum Overlay: Hashable {
  case help(top: Int)
  case outline(selected: Int)
  case trail(selected: Int)
  /// Ways to limit the list.
  case filter(selected: Int)
  /// The articles nearest to a related headline that the library does not hold.
  case nearest(ResolvedHeadline, selected: Int)
  /// An article in a few lines, with the words that it shares with the one it is near to.
  case peek(StoredArticle, because: [SafeText])
  /// Where a link leads that leads to no article here.
  case address(TextLink)
  /// A view on stories.
  case story(StoryPage)
}

/// A line being typed.
struct InputLine: Hashable {
  enum Purpose: Hashable {
    /// Search the library; the results follow each key.
    case search
    /// Find in the text; where the text stood when it began.
    case find(topBlock: Int, topOffset: Int)
    case command
  }

  var purpose: Purpose
  var text: [Unicode.Scalar] = []
  /// Scalars before the cursor.
  var cursor = 0

  mutating func moveToEnd() {
    cursor = text.count
  }

  var string: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    return String(view)
  }
}
