// The article beside the list follows the selection, and the list what it is limited to.

import ArticleModel
import Screen

extension State {
  mutating func selectionMoved() {
    touch()
    if focus == .list, showsTwoPanes { preview() }
  }

  /// Shows the selected article beside the list; `known` is shown at once, if that is the one.
  mutating func preview(with known: StoredArticle? = nil) {
    guard let id = list.selectedRow?.id else {
      // An article beside an empty list would seem to be of it.
      if list.isLoaded, list.awaited == nil {
        reading = nil
        if awaited?.purpose == .preview { awaited = nil }
      }
      return
    }
    if reading?.stored.id == id {
      if !hasLanded { landOnMatch() }
      if awaited?.purpose == .preview { awaited = nil }
    } else if let known, known.id == id {
      awaited = nil
      showBeside(known)
    } else if showReady(id) {
      landOnMatch()
    } else {
      fetch(id, .preview)
    }
    prefetch()
  }

  // MARK: The list's content

  mutating func showOnly(unread: Bool = false, starred: Bool = false, queued: Bool = false) {
    if focus == .text { leaveToList() }
    endSearch()
    inList { $0.limit(unread: unread, starred: starred, queued: queued, $1, &$2) }
  }

  mutating func showOnly(_ dates: DateLimit?) {
    inList { $0.limit(to: dates, $1, &$2) }
  }

  mutating func toggleScope() {
    guard !scopes.isEmpty else {
      message = Message.listIsWhole
      return
    }
    around.isWidened.toggle()
    list.desk = nil
    message = around.isWidened ? Message.wholeLibrary : Message.thisFolder
    ask(.counts, .facets(query))
    if showsResults {
      search?.home.desk = nil
      search?.home.isStale = true
    } else {
      inList { $0.reloadKeepingSelection($1, &$2) }
    }
  }
}
