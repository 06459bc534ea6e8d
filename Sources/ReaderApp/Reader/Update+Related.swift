// Related headlines and links: choosing, peeking, following.

import ArticleModel
import Screen

extension State {
  private static let noTargets: SafeText = "No link here, and no related headline."

  mutating func follow(_ number: Int) {
    guard let reading else { return }
    let count = reading.stored.article.related.count
    guard number < count else {
      message =
        count == 0
        ? "This article names no related headlines."
        : SafeText(line: "This article names \(count) related headline\(count == 1 ? "" : "s").")
      return
    }
    guard let resolved = reading.resolved, resolved.indices.contains(number) else {
      self.reading?.wantsFollow = number
      return
    }
    let headline = resolved[number]
    switch headline.status {
    case .found:
      guard let candidate = headline.candidates.first else { return }
      savePlace()
      fetch(candidate.id, .open(fromList: false))
    case .nearest: overlays.append(.nearest(headline, selected: 0))
    case .missing:
      message = SafeText(line: "Not here, and nothing near it: “\(headline.headline)”")
    }
  }

  mutating func choose(by step: Int) {
    guard let reading else { return }
    let targets = reading.targets
    guard !targets.isEmpty else {
      message = Self.noTargets
      return
    }
    let next: Int
    if let chosen = reading.chosen, let index = targets.firstIndex(of: chosen) {
      next = (index + step + targets.count) % targets.count
    } else if step > 0 {
      let top = (reading.topBlock, reading.topOffset)
      next = targets.firstIndex { reading.start(of: $0) >= top } ?? 0
    } else {
      next = targets.count - 1
    }
    self.reading?.chosen = targets[next]
    let start = reading.start(of: targets[next])
    bringOnScreen(block: start.block, offset: start.offset)
  }

  mutating func followChosen() {
    switch reading?.chosen {
    case .related(let number)?: follow(number)
    case .link(let link)?: follow(link, peeks: false)
    case nil:
      let key = keymap.keyName(of: .text(.nextLink)) ?? ""
      message =
        reading?.targets.isEmpty == true
        ? Self.noTargets : SafeText(line: "\(key) chooses a link or a related headline.")
    }
  }

  // MARK: Peeking

  /// Shows in a few lines where something leads: what is chosen, else what is at hand. The place
  /// in the text stays.
  mutating func peek() {
    if reading?.chosen == nil {
      let atHand = targetAtHand
      reading?.chosen = atHand
    }
    switch reading?.chosen {
    case .related(let number)?: peek(atRelated: number)
    case .link(let link)?: follow(link, peeks: true)
    case nil: showNames()
    }
  }

  /// A link of the paragraph being read, else the first that is on screen, else a related headline
  /// there.
  private var targetAtHand: TextTarget? {
    guard let reading, let top = topPlace else { return nil }
    let rows = textColumn.rows
    let isShown = { (target: TextTarget) -> Bool in
      let start = reading.start(of: target)
      let place = reading.column.place(ofBlock: start.block, offset: start.offset)
      return place >= top && reading.column.distance(from: top, to: place, limit: rows) < rows
    }
    let foot = min(reading.text.blocks.count, top.block + rows)
    let links = ([reading.focusBlock] + Array(top.block..<foot)).flatMap { index in
      (reading.text.blocks[safe: index]?.links(at: index) ?? []).map(TextTarget.link)
    }
    return links.first(where: isShown)
      ?? reading.text.relatedBlocks.indices.map(TextTarget.related).first(where: isShown)
  }

  private mutating func peek(atRelated number: Int) {
    guard let reading, let resolved = reading.resolved?[safe: number] else { return }
    if resolved.status == .found, let candidate = resolved.candidates.first {
      ask(.peek, .article(candidate.id))
    } else if resolved.status == .missing,
      let address = reading.stored.article.related[safe: number]?.url
    {
      overlays.append(.address(TextLink(text: resolved.headline, address: address)))
    } else {
      follow(number)
    }
  }

  mutating func peeked(_ stored: StoredArticle?) {
    guard let stored else {
      message = "That article is no longer in the library."
      return
    }
    if case .peek? = overlays.last { overlays.removeLast() }
    if case .story(let page)? = overlays.last {
      overlays.append(.peek(stored, because: page.because))
    } else {
      overlays.append(.peek(stored, because: sharedWords(with: stored)))
    }
  }

  // MARK: Links

  /// Asks which article of the library a link leads to.
  private mutating func follow(_ link: TextLink, peeks: Bool) {
    guard let id = reading?.stored.id else { return }
    ask(.link(link.address, text: link.text, from: id), .link(link, peeks: peeks))
  }

  /// Opens the article to which a link leads, or peeks at it; if there is none, shows its address.
  mutating func follow(_ link: TextLink, to row: ArticleRow?, peeks: Bool) {
    guard let row else {
      overlays.append(.address(link))
      return
    }
    if peeks {
      ask(.peek, .article(row.id))
    } else {
      savePlace()
      fetch(row.id, .open(fromList: false))
    }
  }

  /// Hands the address that is shown to another program, or copies it.
  mutating func handOver(_ link: TextLink, _ id: CommandID) {
    if id == .article(.copy) {
      outbox.append(.copy(link.address.string))
      message = "Copied."
    } else if link.address.isWebAddress {
      outbox.append(.openOutside(url: link.address, path: RawPath("")))
    } else {
      message = "Only web addresses are opened outside."
    }
  }
}
