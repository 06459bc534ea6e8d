// Related headlines: choosing, peeking, following.

import ArticleModel

extension State {
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
    guard let reading, !reading.text.relatedBlocks.isEmpty else {
      message = "This article names no related headlines."
      return
    }
    let count = reading.text.relatedBlocks.count
    let next = reading.chosen.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    self.reading?.chosen = next
    bringOnScreen(block: reading.text.relatedBlocks[next], offset: 0)
  }

  mutating func followChosen() {
    guard let chosen = reading?.chosen else {
      message = SafeText(line: "Tab chooses a related headline.")
      return
    }
    follow(chosen)
  }

  mutating func peek() {
    guard let reading else { return }
    if reading.text.relatedBlocks.isEmpty {
      showNames()
      return
    }
    if reading.chosen == nil { choose(by: 1) }
    guard let chosen = self.reading?.chosen, let resolved = reading.resolved,
      resolved.indices.contains(chosen)
    else { return }
    let headline = resolved[chosen]
    if headline.status == .found, let candidate = headline.candidates.first {
      outbox.append(.peek(candidate.id))
    } else {
      follow(chosen)
    }
  }

  mutating func peeked(_ stored: StoredArticle?) {
    guard let stored else {
      message = "That article is no longer in the library."
      return
    }
    if case .story(let page)? = overlays.last {
      overlays.append(.peek(stored, because: page.because))
    } else {
      overlays.append(.peek(stored, because: sharedWords(with: stored)))
    }
  }
}
