// Related headlines and links are chosen, peeked at and followed.

import ArticleModel
import Screen

extension TextPane {
  private static let noTargets: SafeText = Message.noLinks

  mutating func follow(_ number: Int, _ out: inout TextOutcome) {
    guard let reading else { return }
    let count = reading.stored.article.related.count
    guard number < count else {
      out.say(
        count == 0
          ? Message.noRelatedHeadlines
          : Message.relatedHeadlines(count))
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
      out.request(.open(candidate.id))
    case .nearest: out.request(.showNearest(headline))
    case .missing:
      out.request(.showNearArticle)
    }
  }

  mutating func choose(by step: Int, _ around: Surroundings, _ out: inout TextOutcome) {
    guard let reading else { return }
    let targets = reading.targets
    guard !targets.isEmpty else {
      out.say(Self.noTargets)
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
    bringOnScreen(block: start.block, offset: start.offset, around, &out)
  }

  mutating func followChosen(_ around: Surroundings, _ out: inout TextOutcome) {
    switch reading?.chosen {
    case .related(let number)?: follow(number, &out)
    case .link(let link)?: out.request(.follow(link, peeks: false))
    case nil:
      let key = around.key(.text(.nextLink))
      out.say(
        reading?.targets.isEmpty == true
          ? Self.noTargets : Message.choosesLink(key: key))
    }
  }

  // MARK: Peeking

  /// Shows in a few lines where something leads: what is chosen, else what is at hand. The place
  /// in the text stays.
  mutating func peek(_ around: Surroundings, _ out: inout TextOutcome) {
    if reading?.chosen == nil {
      let atHand = targetAtHand(around)
      reading?.chosen = atHand
    }
    switch reading?.chosen {
    case .related(let number)?: peek(atRelated: number, around, &out)
    case .link(let link)?: out.request(.follow(link, peeks: true))
    case nil: showNames(&out)
    }
  }

  /// A link of the paragraph being read, else the first that is on screen, else a related headline
  /// there.
  private func targetAtHand(_ around: Surroundings) -> TextTarget? {
    guard let reading, let top = topPlace else { return nil }
    let rows = around.textColumn.rows
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

  private mutating func peek(
    atRelated number: Int, _ around: Surroundings, _ out: inout TextOutcome
  ) {
    guard let reading, let resolved = reading.resolved?[safe: number] else { return }
    if resolved.status == .found, let candidate = resolved.candidates.first {
      out.ask(.peek, .article(candidate.id))
    } else if resolved.status == .missing,
      let address = reading.stored.article.related[safe: number]?.url
    {
      out.request(.showAddress(TextLink(text: resolved.headline, address: address)))
    } else {
      follow(number, &out)
    }
  }
}
