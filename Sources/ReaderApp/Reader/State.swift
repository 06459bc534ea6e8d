// The state is all that the reader is at one moment, as a value.

package import ArticleModel
package import Screen
import Synchronization
import TextAnalysis

/// The reader's whole state. `update` changes it, `view` draws it, and nothing else is remembered.
package struct State {
  var around: Surroundings

  var lists = ListPane()
  var searching = SearchPane()
  /// The screen to come back to when the search being typed is given up.
  var searchStart: SearchStart?
  var text = TextPane()

  /// Views over the panes, the topmost last.
  var over = OverlayStack()
  var prompt = Prompt()
  /// The keys of a sequence that is not complete.
  var pending = PendingKeys()
  /// Keys that arrived while an article was being fetched: they are meant for it.
  var heldKeys: [Key] = []
  var message: SafeText?
  /// A line on the keyboard that must be seen: it stands over the line that is typed.
  var keyboardNotice: SafeText?
  var trail = Trail()
  var returns = Returns()
  /// The unread article that `Space` would open next, if the last key had it named; and the one that
  /// was named before the key at hand.
  var announced: ArticleID?
  var announcedBefore: ArticleID?
  /// The marks that keys asked for and that are not kept yet.
  var askedMarks: [MarkChange] = []
  /// The search that was kept or taken out last, if no mark was made since; and the one of which that
  /// was undone.
  var searchChange: SearchChange?
  var undoneSearchChange: SearchChange?
  /// True if the next unread article that was asked for is only to be named.
  var namesNextUnread = false
  /// True if the library changed since the reader had the folder looked through.
  var hasChangedSinceLook = false
  /// The last line on a folder that is not there.
  var syncLine: SafeText?
  /// True if the earlier visits were asked for, too.
  var hasWholeTrail = false
  var syncing: SyncLine?
  /// The questions about stories, and their answers.
  var stories = StoriesPane()

  /// Counts requests, so that an answer that is out of date is known.
  var requests = 0
  var awaited: AwaitedArticle?
  /// True if a position or a selection changed since the last save.
  var isSaveDue = false
  var isStarted = false
  /// True if the reader has come to its end.
  package internal(set) var hasQuit = false

  /// The lines that need not be drawn anew.
  let drawn = FrameCache()

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
    around = Surroundings(
      size: size, keymap: keymap, theme: Theme(isUnicode ? .unicode : .ascii), today: today,
      scopes: scopes, scopeName: scopeName)
    self.visitBase = visitBase
    self.opens = opens
    trail.reserve(from: visitBase)
  }

  let visitBase: Int64
  /// The article that is opened at once: the document that the reader was started on.
  let opens: ArticleID?
  /// The effects of the event at hand; `update` hands them over.
  var outbox: [Effect] = []
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
  /// The views that the article is opened from, topmost last.
  var views: [Overlay] = []
}

extension State {
  /// The size of the window, in cells.
  package var size: Size { around.size }
  /// The commands and their keys.
  package var keymap: Keymap { around.keymap }
  var theme: Theme { around.theme }
  var ornaments: Ornaments { around.theme.ornaments }
  var today: CivilDay { around.today }
  var scopes: [Scope] { around.scopes }
  var activeScopes: [Scope] { around.activeScopes }
  var columnWidth: Int { around.columnWidth }
  var arrangement: Arrangement { around.arrangement }
  var showsTwoPanes: Bool { around.showsTwoPanes }
  var textColumn: Rect { around.textColumn }

  var reading: Reading? {
    _read { yield text.reading }
    _modify { yield &text.reading }
  }

  var focus: Pane {
    get { around.focus }
    set { around.focus = newValue }
  }

  var list: ListState {
    _read { yield lists.list }
    _modify { yield &lists.list }
  }

  var search: SearchState? {
    _read { yield searching.search }
    _modify { yield &searching.search }
  }

  var overlays: [Overlay] {
    _read { yield over.views }
    _modify { yield &over.views }
  }

  /// The query of the list.
  var query: ListQuery { lists.query(around) }

  /// Articles that fit in the list pane, also while it is hidden.
  var listRows: Int { lists.visibleRows(around) }
}
