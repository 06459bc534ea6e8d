// The briefing lists stories, not articles, each with its news.

import ArticleModel
import Screen

extension PageLayout {
  /// Sentences that a story is told in; whoever wants more opens it.
  private static let mostSentences = 5

  /// How many stories and reports are new in all, and what came since.
  func details(of briefing: Briefing) -> [PageLine] {
    var details: [PageLine] = []
    if !briefing.stories.isEmpty {
      let count = briefing.storyCount
      let stories = SafeText(line: "\(count) \(count == 1 ? "story" : "stories")")
      let articles = counted(briefing.articleCount, "article")
      details.append(line(joined([stories, articles, "all desks"]), theme.faded))
    }
    if briefing.arrived > 0 { details.append(line(Message.arrived(briefing.arrived))) }
    return details
  }

  func lines(of briefing: Briefing) -> [PageLine] {
    var day: CivilDay?
    return briefing.stories.enumerated().flatMap { index, story in
      var lines = index > 0 && rows >= 6 ? [Self.blank] : []
      if let came = story.came, came != day {
        day = came
        lines.append(line(name(of: came), theme.title))
        if rows >= 10 { lines.append(Self.blank) }
      }
      return lines + self.lines(of: story, entry: index)
    }
  }

  /// `Today`, `Yesterday`, `16 February 2026`: when stories came.
  private func name(of day: CivilDay) -> SafeText {
    switch today.daysSinceEpoch - day.daysSinceEpoch {
    case 0: "Today"
    case 1: "Yesterday"
    default: DateText.long(day)
    }
  }

  private func lines(of story: BriefStory, entry: Int) -> [PageLine] {
    let isRead = story.isRead
    var lines = headline(
      story.headline, lead: lead(entry + 1, isRead ? ornaments.read : ornaments.unread),
      note: .empty, entry: entry, style: isRead ? .plain : theme.strong,
      most: rows >= 6 ? 3 : 1)
    lines.append(detail(about(story), entry: entry))
    // Each begins on a line of its own: one report may contradict the other.
    for (place, sentence) in story.sentences.prefix(Self.mostSentences).enumerated() {
      let isCut = place == Self.mostSentences - 1 && story.sentences.count > Self.mostSentences
      let more = isCut ? SafeText.joined([" ", ornaments.ellipsis]) : .empty
      lines += self.sentence(sentence + more, isRead: isRead, entry: entry)
    }
    return lines
  }

  /// A sentence behind a bullet, where there is room for one.
  private func sentence(_ text: SafeText, isRead: Bool, entry: Int) -> [PageLine] {
    let hang = columns >= 36 ? 2 : 0
    let laid = TextLayout.lines(
      of: text, style: isRead ? theme.faded : .plain, width: max(2, columns - indent - hang))
    return laid.enumerated().map { index, line in
      PageLine(
        bullet: index == 0 && hang > 0 ? ornaments.bullet : .empty, body: line,
        indent: indent + hang, entry: entry)
    }
  }

  /// `◆ 3 new since 12 Feb · World, Science`.
  private func about(_ story: BriefStory) -> SafeText {
    let count = story.articles.count
    let desks = SafeText.joined(Array(story.desks.prefix(4)), separator: ", ")
    guard let since = story.followedSince else {
      return joined([story.isRead ? "read" : SafeText(line: "\(count) new"), desks])
    }
    let note = FollowText.note(new: count, since: since, today: today)
    return joined([SafeText.joined([ornaments.followed, " ", note]), desks])
  }
}

extension BriefStory {
  /// True if all of it was read since the briefing was made.
  fileprivate var isRead: Bool { articles.allSatisfy(\.marks.isRead) }
}
