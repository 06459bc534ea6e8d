// The text pane holds the article in it and does the commands on it.

import ArticleModel
import Screen

/// The pane in which articles are read.
struct TextPane {
  var reading: Reading?
  /// Articles beside the selection that were fetched ahead.
  var previews = PreviewCache()
  /// True if paragraphs that repeat what was read elsewhere are dim.
  var dimsRepeats = true
  /// The repeated paragraphs of articles that were opened in this session.
  var known = KnownRepeats()
}

/// The requests of the text pane to the rest of the reader.
enum TextRequest {
  /// Go on to the next article that is unread.
  /// A page further down the article's end came in sight.
  case reachedEnd
  /// A page down was asked for at the article's end.
  case pastEnd
  /// Open an article that this one leads to.
  case open(ArticleID)
  case openNeighbour(by: Int)
  /// Go to another report of the story.
  case openReport(by: Int)
  case back
  /// The command is asked for that the text is given to.
  case askForPipe
  /// Find out where a link leads, and go or peek there.
  case follow(TextLink, peeks: Bool)
  case showAddress(TextLink)
  /// Offer the articles nearest to a related headline that leads to none.
  case showNearest(ResolvedHeadline)
  /// A related headline leads nowhere: what is near the article is shown instead.
  case showNearArticle
  case showNames([SafeText])
  case showOutline
  case showChanges
  /// Show who names the article.
  case showNaming
  case setColumnWidth(Int)
}

typealias TextOutcome = Outcome<TextRequest>

extension TextPane {
  /// Does what a command asks for. There is an article; it is being read, where the table says that
  /// the command needs that.
  mutating func update(_ command: TextCommand, _ around: Surroundings, _ out: inout TextOutcome) {
    switch command {
    case .previousSection: goToSection(forward: false, around, &out)
    case .nextSection: goToSection(forward: true, around, &out)
    case .section(let number): goToSection(number: number, around, &out)
    case .previousParagraph: goToParagraph(forward: false, around, &out)
    case .nextParagraph: goToParagraph(forward: true, around, &out)
    case .outline: out.request(.showOutline)
    case .follow(let number): follow(number - 1, &out)
    case .nextLink: choose(by: 1, around, &out)
    case .previousLink: choose(by: -1, around, &out)
    case .followLink: followChosen(around, &out)
    case .peek: peek(around, &out)
    case .nextArticle: out.request(.openNeighbour(by: 1))
    case .previousArticle: out.request(.openNeighbour(by: -1))
    case .wider: out.request(.setColumnWidth(around.columnWidth + 4))
    case .narrower: out.request(.setColumnWidth(around.columnWidth - 4))
    case .defaultWidth: out.request(.setColumnWidth(Surroundings.defaultColumnWidth))
    case .back: out.request(.back)
    case .pipe: out.request(.askForPipe)
    case .previousNew: goToNew(forward: false, around, &out)
    case .nextNew: goToNew(forward: true, around, &out)
    case .toggleNew: toggleRepeats(around, &out)
    case .nextReport: out.request(.openReport(by: 1))
    case .previousReport: out.request(.openReport(by: -1))
    case .changes: out.request(.showChanges)
    case .naming: out.request(.showNaming)
    case .names: showNames(&out)
    }
  }

  // MARK: Showing

  /// Puts an article in the pane: at a position, or, if that is `nil`, at its top. One that was
  /// left at its end opens there if `keepsEnd`; one that is opened anew opens at its top then, as
  /// there is nothing left to read.
  mutating func show(
    _ stored: StoredArticle, at position: Position?, keepsEnd: Bool, _ around: Surroundings,
    _ out: inout TextOutcome
  ) {
    reading = laidOut(stored, at: position, keepsEnd: keepsEnd, around)
    if stored.article.related.isEmpty {
      reading?.resolved = []
    } else {
      askForHeadlines(of: stored.id, around, &out)
    }
  }

  private func askForHeadlines(of id: ArticleID, _ around: Surroundings, _ out: inout TextOutcome) {
    out.ask(.relatedHeadlines, .relatedHeadlines(id, scopes: around.activeScopes))
  }

  /// An article as it stands in the pane when it is shown; for the parameters see `show`.
  func laidOut(
    _ stored: StoredArticle, at position: Position?, keepsEnd: Bool, _ around: Surroundings
  ) -> Reading {
    let pane = around.textColumn
    var next = Reading(stored, width: pane.columns, theme: around.theme)
    if let position {
      next.topBlock = next.text.blockIndex(of: position)
      next.topOffset = position.offset
    }
    next.focusBlock = next.topBlock
    if next.top != .start {
      if !keepsEnd, next.column.showsEnd(from: next.top, rows: pane.rows) { next.setTop(.start) }
      next.clampTop(rows: pane.rows)
    }
    return next
  }

  /// Lays out an article that came ahead, as far as it will be seen.
  mutating func keepPreview(
    _ stored: StoredArticle, _ resolved: [ResolvedHeadline], generation: Int, _ around: Surroundings
  ) {
    guard generation == previews.generation else { return }
    var next = laidOut(stored, at: stored.position, keepsEnd: false, around)
    next.resolved = resolved
    _ = next.column.move(next.top, by: around.textColumn.rows)
    previews.add(next)
  }

  /// Shows a document that changed, with its reader where they were.
  mutating func refresh(
    with stored: StoredArticle, _ around: Surroundings, _ out: inout TextOutcome
  ) {
    guard var current = reading, current.stored.id == stored.id else { return }
    let position = self.position(around)
    let isSame = current.stored.article == stored.article
    let isGoneSince = current.stored.isGone != stored.isGone
    current.stored = stored
    reading = current
    if !isSame || isGoneSince {
      let visit = current.visit
      if !isSame { known.forget(stored.id) }
      show(stored, at: position, keepsEnd: true, around, &out)
      reading?.visit = visit
      dimRepeats()
      if !isSame, stored.isRevised, around.focus == .text { sayRevised(around, &out) }
    } else if !stored.article.related.isEmpty {
      askForHeadlines(of: stored.id, around, &out)
    }
    guard let old = current.find else { return }
    find(old.source, near: nil, around, &out)
    if let count = reading?.find?.matches.count {
      reading?.find?.current = max(0, min(old.current, count - 1))
    }
  }

  /// Says that the article is another one than was read.
  func sayRevised(_ around: Surroundings, _ out: inout TextOutcome) {
    out.say(
      Message.revised(key: around.key(.text(.changes), else: "changes")))
  }

  /// Takes in where the related headlines lead.
  mutating func take(_ headlines: [ResolvedHeadline], of id: ArticleID, _ out: inout TextOutcome) {
    guard reading?.stored.id == id else { return }
    reading?.resolved = headlines
    if let wanted = reading?.wantsFollow {
      reading?.wantsFollow = nil
      follow(wanted, &out)
    }
  }

  /// Marks what was marked when the article was left, so far as it is there still.
  mutating func restore(_ marks: TextMarks) {
    guard let reading else { return }
    self.reading?.soughtLast = marks.soughtLast
    if reading.text.blocks.indices.contains(marks.focusBlock) {
      self.reading?.focusBlock = marks.focusBlock
      self.reading?.isPointedAt = marks.isPointedAt
    }
    if let chosen = marks.chosen, reading.targets.contains(chosen) {
      self.reading?.chosen = chosen
    }
  }

  // MARK: The place

  /// The place of the reader in the article on screen.
  func position(_ around: Surroundings) -> Position? {
    guard let reading, let top = topPlace else { return nil }
    let block = reading.text.blocks[top.block]
    return Position(
      section: block.section, block: block.block, offset: reading.topOffset,
      blockHash: StableHash.of(block.text.string),
      fraction: reading.column.fractionShown(from: top, rows: around.textColumn.rows))
  }

  /// Lays the text out for its pane, if that has another width than before.
  mutating func layOut(_ around: Surroundings) {
    let columns = around.textColumn.columns
    guard let reading, reading.column.width != max(2, columns) else { return }
    let column = TextColumn(reading.text, width: columns, theme: around.theme)
    self.reading?.column = column
    clampTop(around)
  }

  /// Lays the text out with other styles.
  mutating func restyle(_ around: Surroundings) {
    previews.forget()
    guard let reading else { return }
    self.reading?.column = TextColumn(
      reading.text, width: reading.column.width, theme: around.theme)
  }

  /// The part of the text that stays on screen while its room changes.
  enum Anchor: Equatable {
    case point(block: Int, offset: Int)
    case end
    case top
  }

  /// The match or link on screen, or the end of the article; one that fits whole is read from its
  /// top.
  func anchor(_ around: Surroundings) -> Anchor {
    guard let reading, let top = topPlace else { return .top }
    if let point = reading.pointedAt, isOnScreen(point, around) {
      return .point(block: point.block, offset: point.offset)
    }
    let showsEnd = reading.column.showsEnd(from: top, rows: around.textColumn.rows)
    return top != .start && showsEnd ? .end : .top
  }

  /// Brings on screen again what was there before the room changed.
  mutating func keepInSight(_ anchor: Anchor, _ around: Surroundings, _ out: inout TextOutcome) {
    layOut(around)
    switch anchor {
    case .point(let block, let offset): bringOnScreen(block: block, offset: offset, around, &out)
    case .end:
      if let column = reading?.column { setTop(column.lowestTop(rows: around.textColumn.rows)) }
    case .top: return
    }
  }

  private func isOnScreen(_ point: (block: Int, offset: Int), _ around: Surroundings) -> Bool {
    guard let reading else { return false }
    let (column, rows) = (reading.column, around.textColumn.rows)
    let place = column.place(ofBlock: point.block, offset: point.offset)
    return place >= reading.top && column.distance(from: reading.top, to: place, limit: rows) < rows
  }
}
