// The briefing lists stories, not articles, each with its news.

import ArticleModel
import Screen

extension PageLayout {
  /// Sentences that a story is told in; whoever wants more opens it.
  private static let mostSentences = 5

  /// The number of stories, and since when they are new.
  func details(of briefing: Briefing) -> [PageLine] {
    guard !briefing.stories.isEmpty else { return [] }
    let articles = briefing.stories.reduce(0) { $0 + $1.articles.count }
    let count = briefing.stories.count
    let stories = SafeText(
      line: "\(count)\(briefing.isMore ? "+" : "") \(count == 1 ? "story" : "stories")")
    let day = PublishedTime(epochSeconds: briefing.since).day
    let last = day == today ? "earlier today" : DateText.short(day, today: today)
    let since = briefing.since > 0 ? SafeText(line: "new since \(last)") : nil
    return [line(joined([stories, counted(articles, "article"), since]), theme.faded)]
  }

  /// That nothing is new, and since when; and what would stand here.
  func words(forNothingNew briefing: Briefing) -> SafeText {
    let day = PublishedTime(epochSeconds: briefing.since).day
    let last = day == today ? "earlier today" : "on \(DateText.long(day))"
    let since = briefing.since > 0 ? " since your visit \(last)" : ""
    return Message.nothingNew(since: since)
  }

  func lines(of briefing: Briefing) -> [PageLine] {
    briefing.stories.enumerated().flatMap { index, story in
      let gap = index > 0 && rows >= 6 ? [Self.blank] : []
      return gap + lines(of: story, entry: index)
    }
  }

  private func lines(of story: BriefStory, entry: Int) -> [PageLine] {
    let isRead = story.isRead
    var lines = headline(
      story.headline, lead: lead(entry + 1, isRead ? ornaments.read : ornaments.unread),
      note: .empty, entry: entry, style: isRead ? .plain : theme.strong,
      most: rows >= 6 ? 3 : 1)
    lines.append(detail(about(story), entry: entry))
    // A line of its own for each report: one may contradict the other.
    var left = Self.mostSentences
    for passage in story.passages where left > 0 {
      let more = passage.count > left ? SafeText.joined([" ", ornaments.ellipsis]) : .empty
      let laid = TextLayout.lines(
        of: SafeText.joined(Array(passage.prefix(left)), separator: " ") + more,
        style: isRead ? theme.faded : .plain, width: max(2, columns - indent))
      lines += laid.map { PageLine(body: $0, indent: indent, entry: entry) }
      left -= passage.count
    }
    return lines
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
