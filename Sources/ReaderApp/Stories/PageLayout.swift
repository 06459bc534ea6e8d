// The views on stories are laid out as lines with marks, dates and places.

import ArticleModel
import Screen

/// Makes the lines of a view for a room.
struct PageLayout {
  let columns: Int
  let rows: Int
  let today: CivilDay
  let theme: Theme
  /// True if digits choose the entries.
  var hasNumbers = true

  var ornaments: Ornaments { theme.ornaments }

  /// True if there is room for a second line about an article.
  private var hasDetails: Bool { rows >= 10 }

  /// The head above the lines.
  func head(of page: StoryPage) -> [PageLine] {
    switch page.content {
    case .related(let headline, _): title(page.title, of: headline)
    case .timeline(let thread, _): head(of: thread)
    case .briefing(let briefing): [line(page.title, theme.strong)] + details(of: briefing)
    case .changes(let changes): [line(page.title, theme.strong)] + details(of: changes)
    case .naming(let headline, _): title(Title.namingHead, of: headline)
    case .names(let headline, _): title(Title.namesHead, of: headline)
    case .nothing(_, _, let headline, _): title(page.title, of: headline)
    case .followed(let threads):
      [
        line(page.title, theme.strong),
        line(
          SafeText(line: threads.count == 1 ? "1 story" : "\(threads.count) stories"), theme.faded),
      ]
    case .mentions(_, let rows):
      [
        line(page.title, theme.strong),
        line(counted(rows.count, "article") + ", oldest first", theme.faded),
      ]
    }
  }

  func lines(of page: StoryPage) -> [PageLine] {
    if let words = words(forNone: page.content) {
      return TextLayout.lines(of: words, width: max(2, columns)).map { PageLine(body: $0) }
    }
    return switch page.content {
    case .related(_, let stories):
      remark(on: stories) + lines(of: stories)
    case .timeline(let thread, let id): lines(of: thread.reports, from: id)
    case .briefing(let briefing): lines(of: briefing)
    case .changes(let changes): lines(of: changes)
    case .naming(_, let rows): lines(of: rows)
    case .names(_, let names): lines(of: names)
    case .followed(let threads): lines(of: threads)
    case .mentions(_, let rows):
      lines(of: rows.map { StoryThread.Report(row: $0) }, from: nil)
    case .nothing: []
    }
  }

  /// How near the stories are, where they are not near enough to need no words.
  private func remark(on stories: [RelatedStory]) -> [PageLine] {
    if stories.areNear { return [] }
    return remark(stories.shareWords ? Message.nearestStories : Message.nearestInTime)
  }

  /// The words of a view without entries: that there are none, and where they would come from.
  private func words(forNone content: StoryPage.Content) -> SafeText? {
    switch content {
    case .related(_, let stories) where stories.isEmpty: Message.noRelated
    case .briefing(let briefing) where briefing.stories.isEmpty: Message.nothingNew
    case .naming(_, let rows) where rows.isEmpty:
      Message.nobodyNames
    case .names(_, let names) where names.isEmpty: Message.noNames
    case .mentions(_, let rows) where rows.isEmpty: Message.noMentions
    case .followed(let threads) where threads.isEmpty: Message.noFollowed
    case .nothing(_, _, _, let reason): reason
    default: nil
    }
  }

  private func title(_ title: SafeText, of headline: SafeText) -> [PageLine] {
    [line(title, theme.strong), line(headline, theme.faded)]
  }

  // MARK: Parts

  /// A line of its own, cut where it is too long.
  func line(_ text: SafeText, _ style: Style = .plain, indent: Int = 0) -> PageLine {
    PageLine(
      body: TextLayout.truncated(
        text, to: max(1, columns - indent), style: style, ellipsis: ornaments.ellipsis),
      indent: indent)
  }

  static var blank: PageLine { PageLine() }

  /// Texts parted by dots, those that are empty left out.
  func joined(_ parts: [SafeText?]) -> SafeText {
    SafeText.joined(
      parts.compactMap(\.self).filter { !$0.isEmpty },
      separator: SafeText.joined([" ", ornaments.dot, " "]))
  }

  func counted(_ count: Int, _ word: String) -> SafeText {
    SafeText(line: "\(count) \(word)\(count == 1 ? "" : "s")")
  }

  func mark(of row: ArticleRow) -> SafeText { row.marks.isRead ? ornaments.read : ornaments.unread }

  /// Columns before a headline, for a number and a mark.
  var indent: Int { columns >= 24 ? 4 : 3 }

  func lead(_ number: Int?, _ mark: SafeText) -> SafeText {
    let digit = number.flatMap { $0 <= 9 && hasNumbers ? SafeText(line: "\($0)") : nil }
    let gap = SafeText(text: columns >= 24 ? " " : "")
    return SafeText.joined([digit ?? SafeText(text: " "), gap, mark])
  }

  /// A headline on at most two lines, with a note at the right of the last.
  func headline(
    _ text: SafeText, lead: SafeText, note: SafeText, entry: Int, style: Style,
    indent: Int? = nil, most: Int? = nil
  ) -> [PageLine] {
    let indent = indent ?? self.indent
    let noteWidth = TextLayout.width(of: note)
    let room = max(2, columns - indent - (noteWidth > 0 ? noteWidth + 2 : 0))
    var laid = TextLayout.lines(of: text, style: style, width: room)
    let most = most ?? (hasDetails ? 2 : 1)
    if laid.count > most {
      let rest = text.slice(scalars: laid[most - 1].range.lowerBound..<text.scalarCount)
      laid = Array(laid.prefix(most - 1))
      laid.append(
        TextLayout.truncated(rest, to: room, style: style, ellipsis: ornaments.ellipsis))
    }
    return laid.enumerated().map { index, body in
      PageLine(
        lead: index == 0 ? lead : .empty, body: body,
        note: index == laid.count - 1 ? note : .empty, indent: indent, entry: entry,
        isHeadline: true)
    }
  }

  /// A faded line under a headline.
  func detail(_ text: SafeText, entry: Int) -> PageLine {
    var line = self.line(text, theme.faded, indent: indent)
    line.entry = entry
    return line
  }

  func date(of row: ArticleRow) -> SafeText {
    guard columns >= 36 else { return .empty }
    if let published = row.published { return DateText.short(published.day, today: today) }
    let seen = PublishedTime(epochSeconds: row.firstSeen).day
    return SafeText(line: "seen \(DateText.short(seen, today: today))")
  }

  func style(of row: ArticleRow) -> Style { row.marks.isRead ? .plain : theme.strong }

  // MARK: Related stories, names, who names

  private func lines(of stories: [RelatedStory]) -> [PageLine] {
    stories.enumerated().flatMap { index, story in
      let words = shared(story.because)
      let kind: SafeText =
        switch story.kind {
        case .duplicate: "copy"
        case .same: "same story"
        case .related: "related"
        }
      let place: SafeText? = story.isOutside ? "outside this folder" : story.row.desk
      // A narrow column has no room for the date beside the headline: it leads the line below.
      let day = columns < 36 ? day(of: story.row) : nil
      let head = headline(
        story.row.headline, lead: lead(index + 1, mark(of: story.row)), note: date(of: story.row),
        entry: index, style: style(of: story.row))
      guard hasDetails else { return head }
      // A narrow column has no room for the shared words on one line with the rest.
      guard columns < 40 else {
        return head + [detail(joined([kind, place, words]), entry: index)]
      }
      let lines = [joined([day, kind, columns < 30 ? nil : place]), words].filter { !$0.isEmpty }
      return head + lines.map { detail($0, entry: index) }
    }
  }

  /// A faded remark on as many lines as it needs.
  private func remark(_ text: SafeText) -> [PageLine] {
    TextLayout.lines(of: text, style: theme.faded, width: max(2, columns)).map {
      PageLine(body: $0)
    }
  }

  /// As many of the shared words as a line holds.
  private func shared(_ words: [SafeText]) -> SafeText {
    var words = WordPairs.joined(words).prefix(5)
    let room = columns < 40 ? columns - indent : columns / 2
    var text = SafeText.joined(Array(words), separator: ", ")
    while words.count > 1, TextLayout.width(of: text) > room {
      words.removeLast()
      text = SafeText.joined(Array(words), separator: ", ")
    }
    return text
  }

  private func day(of row: ArticleRow) -> SafeText? {
    row.published.map { DateText.short($0.day, today: today) }
  }

  private func lines(of rows: [ArticleRow]) -> [PageLine] {
    rows.enumerated().flatMap { index, row in
      headline(
        row.headline, lead: lead(index + 1, mark(of: row)), note: date(of: row), entry: index,
        style: style(of: row))
    }
  }

  private func lines(of threads: [StoryThread]) -> [PageLine] {
    threads.enumerated().flatMap { index, thread in
      let unread = thread.reports.count { !$0.row.marks.isRead }
      let note = FollowText.note(
        new: thread.newReports, since: thread.followedSince, today: today)
      let count = thread.reports.count
      let words = SafeText(line: "\(count) report\(count == 1 ? "" : "s"), \(unread) unread")
      return headline(
        thread.headline, lead: lead(index + 1, unread > 0 ? ornaments.unread : ornaments.read),
        note: .empty, entry: index, style: unread > 0 ? theme.strong : .plain)
        + [detail(joined([note, words]), entry: index)]
    }
  }

  private func lines(of names: [SafeText]) -> [PageLine] {
    names.enumerated().flatMap { index, name in
      headline(
        name, lead: lead(index + 1, .empty), note: .empty, entry: index, style: .plain,
        indent: 2)
    }
  }
}
