// What goes beyond the panes: layout, clipboard, other programs, the end.

import ArticleModel
import Screen

extension State {
  mutating func quit() {
    isSaveDue = true
    save()
    hasQuit = true
    outbox.append(.quit)
  }

  mutating func suspend() {
    isSaveDue = true
    save()
    outbox.append(.suspend)
  }

  mutating func resize(to size: Size) {
    let showedTwo = showsTwoPanes
    self.size = size
    if !showedTwo { showSelected() }
  }

  /// Shows beside a list that stood alone what is selected in it.
  private mutating func showSelected() {
    if showsTwoPanes, focus == .list { preview() }
  }

  mutating func toggleLayout() {
    guard size.columns >= Arrangement.leastForTwo else {
      message = "The window is too narrow for two panes."
      return
    }
    isLayoutToggled.toggle()
    touch()
    showSelected()
  }

  mutating func setColumnWidth(_ width: Int) {
    columnWidth = min(max(width, 20), 200)
    message = SafeText(line: "Text at most \(columnWidth) columns wide.")
    touch()
  }

  mutating func handOver(_ id: CommandID) {
    if id == .openOutside {
      guard let reading, focus == .text else {
        message = "Open an article first."
        return
      }
      outbox.append(
        .openOutside(
          url: reading.stored.article.url.flatMap { $0.isWebAddress ? $0 : nil },
          path: reading.stored.folder.appending(reading.stored.path)))
    } else if let text = copyText {
      outbox.append(.copy(text))
      message = "Copied."
    }
  }

  private var copyText: String? {
    if focus == .text, let stored = reading?.stored {
      let place = stored.article.url ?? stored.folder.appending(stored.path).shown
      return stored.article.headline.text.string + "\n" + place.string + "\n"
    }
    guard let row = list.selectedRow else { return nil }
    return row.headline.string + "\n" + row.folder.string + "/" + row.path.string + "\n"
  }
}
