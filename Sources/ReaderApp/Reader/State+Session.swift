// The reader gives its view as a session, and takes one over when it starts.

import ArticleModel

extension State {
  /// The session as it stands.
  var session: Session {
    let list = search.map { $0.isShown ? $0.home : self.list } ?? self.list
    return Session(
      focus: focus, selected: list.selectedRow?.id, rowsAbove: list.selected - list.top,
      desk: list.desk, unreadOnly: list.unreadOnly, starredOnly: list.starredOnly,
      queuedOnly: list.queuedOnly, dates: list.dates, order: list.order,
      isWidened: around.isWidened,
      isLayoutToggled: around.isLayoutToggled,
      columnWidth: columnWidth, listColumns: around.listColumns,
      article: reading?.stored.id, visit: reading?.visit,
      position: position, folding: list.folding)
  }

  /// Takes over what a session kept of the view; the articles are asked for by the caller.
  mutating func restore(_ session: Session) {
    focus = session.focus
    list.desk = session.desk
    list.unreadOnly = session.unreadOnly
    list.starredOnly = session.starredOnly
    list.queuedOnly = session.queuedOnly
    list.dates = session.dates
    list.order = session.order
    list.folding = session.folding
    around.isWidened = session.isWidened
    around.isLayoutToggled = session.isLayoutToggled
    around.columnWidth = min(max(session.columnWidth, 20), 200)
    around.listColumns = session.listColumns
  }
}
