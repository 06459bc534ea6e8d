// The reader changes its layout, hands an article to other programs, and ends.

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
    keepingInSight {
      let showedTwo = $0.showsTwoPanes
      $0.around.size = size
      $0.outdate(by: .resized)
      if !showedTwo { $0.showSelected() }
    }
  }

  /// Takes the accent that can be read on the terminal's background.
  mutating func setBackdrop(_ backdrop: Backdrop) {
    guard around.theme.backdrop != backdrop else { return }
    around.theme = Theme(ornaments, on: backdrop)
    lists.drawn.forget()
    drawn.forget()
    text.restyle(around)
  }

  /// Changes the room for the text; what was pointed at in it, or its end, stays on screen.
  private mutating func keepingInSight(_ change: (inout State) -> Void) {
    let id = reading?.stored.id
    let anchor = text.anchor(around)
    change(&self)
    guard reading?.stored.id == id else { return }
    inText { $0.keepInSight(anchor, $1, &$2) }
  }

  /// Shows beside a list that stood alone what is selected in it.
  private mutating func showSelected() {
    if showsTwoPanes, focus == .list { preview() }
  }

  mutating func toggleLayout() {
    guard size.columns >= Arrangement.leastForTwo else {
      message = Message.tooNarrowForTwo
      return
    }
    keepingInSight {
      $0.around.isLayoutToggled.toggle()
      $0.touch()
      $0.showSelected()
    }
  }

  /// Gives the list beside the text more room, or less.
  mutating func moveRule(by columns: Int) {
    guard let list = arrangement.list, arrangement.text != nil else {
      message = Message.noRule(key: around.key(.reader(.toggleLayout)))
      return
    }
    keepingInSight {
      $0.around.listColumns = list.columns + columns
      // As wide as it can be, and no wider: a step back is seen at once.
      $0.around.listColumns = $0.arrangement.list?.columns
      $0.touch()
    }
  }

  mutating func setColumnWidth(_ width: Int) {
    around.columnWidth = min(max(width, 20), 200)
    message = Message.width(columnWidth)
    touch()
  }

  /// Opens the article being read in another program.
  mutating func openOutside() {
    guard let reading, focus == .text else {
      message = Message.openFirst
      return
    }
    outbox.append(
      .openOutside(
        url: reading.stored.article.url.flatMap { $0.isWebAddress ? $0 : nil },
        path: reading.stored.folder.appending(reading.stored.path)))
  }

  /// Opens the document of the article that is read, or selected, in the editor.
  mutating func edit() {
    if focus == .text, let stored = reading?.stored {
      guard !stored.isGone else {
        message = Message.nothingToEdit
        return
      }
      outbox.append(.edit(stored.folder.appending(stored.path)))
    } else if let row = list.selectedRow {
      guard !row.isGone else {
        message = Message.nothingToEdit
        return
      }
      outbox.append(.edit(RawPath(row.folder.string).appending(row.rawPath)))
    } else {
      message = Message.noArticleChosen
    }
  }

  mutating func copy() {
    guard let text = copyText else { return }
    outbox.append(.copy(text))
    message = Message.copied
  }

  private var copyText: SafeText? {
    if focus == .text, let stored = reading?.stored {
      let place = stored.article.url ?? stored.folder.appending(stored.path).shown
      return SafeText.joined([stored.article.headline.text, "\n", place, "\n"])
    }
    guard let row = list.selectedRow else { return nil }
    return SafeText.joined([row.headline, "\n", row.folder, "/", row.path, "\n"])
  }
}
