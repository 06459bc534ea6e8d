// The timeline of a story lists its reports by day, with the gaps between them.

import ArticleModel
import Screen

extension PageLayout {
  /// The newest headline, and under it how many reports, from when to when, and what is new.
  func head(of thread: StoryThread) -> [PageLine] {
    let rows = thread.reports.map(\.row)
    let unread = rows.count { !$0.marks.isRead }
    let count = counted(rows.count, "report")
    let parts = [unread > 0 ? SafeText(line: "\(count), \(unread) unread") : count, span(of: rows)]
    let followed = thread.followedSince.map { since in
      SafeText.joined([
        ornaments.followed, " ",
        FollowText.note(new: thread.newReports, since: since, today: today),
      ])
    }
    return [
      line(thread.headline, theme.strong),
      line(joined([parts[0], followed, parts[1]]), theme.faded),
    ]
  }

  private func span(of rows: [ArticleRow]) -> SafeText {
    // When undated reports came says nothing of the story's time, unless they are all.
    let dated = rows.compactMap { $0.published?.day }.sorted()
    let days = dated.isEmpty ? rows.map { day(of: $0) }.sorted() : dated
    guard let first = days.first, let last = days.last else { return .empty }
    let dates = [first, last].map { DateText.short($0, today: today) }
    return dates[0] == dates[1] ? dates[0] : SafeText(line: "\(dates[0]) to \(dates[1])")
  }

  private func day(of row: ArticleRow) -> CivilDay {
    row.published?.day ?? PublishedTime(epochSeconds: row.firstSeen).day
  }

  /// The reports under their days, each with its copies under it.
  func lines(of reports: [StoryThread.Report], from id: ArticleID?) -> [PageLine] {
    var lines: [PageLine] = []
    var entry = 0
    var before: CivilDay?
    var isUndated = false
    for (index, report) in reports.enumerated() {
      let day = day(of: report.row)
      if day != before || isUndated != (report.row.published == nil) {
        if before != nil, rows >= 10 { lines.append(Self.blank) }
        let last = isUndated ? nil : before
        isUndated = report.row.published == nil
        lines.append(heading(day, isUndated: isUndated, after: isUndated ? nil : last))
        before = day
      }
      lines += headline(
        report.row.headline, lead: lead(index + 1, mark(of: report.row)), note: note(on: report),
        entry: entry, style: style(of: report.row))
      entry += 1
      for copy in report.copies {
        let text = SafeText(line: "copy: \(copy.headline)")
        var line = self.line(text, theme.faded, indent: indent + (columns >= 24 ? 2 : 0))
        line.entry = entry
        line.isHeadline = true
        lines.append(line)
        entry += 1
      }
    }
    return lines
  }

  /// `15 February 2026 · 3 days later`.
  private func heading(_ day: CivilDay, isUndated: Bool, after before: CivilDay?) -> PageLine {
    let date =
      columns >= 30 || day.year != today.year
      ? DateText.long(day) : DateText.short(day, today: today)
    let named = isUndated ? SafeText(line: "Undated, first seen \(date)") : date
    let gap = before.flatMap { Gap.words(from: $0, to: day) }
    let text = joined([named, gap])
    var line = self.line(text)
    line.body =
      TextLayout.lines(
        of: text,
        spans: [
          StyleSpan(0..<named.scalarCount, theme.title),
          StyleSpan(named.scalarCount..<text.scalarCount, theme.faded),
        ], width: max(2, columns)
      ).first
    return line
  }

  /// The time of day, where it was filed, its desk and its copies, as far as there is room.
  private func note(on report: StoryThread.Report) -> SafeText {
    guard columns >= 36 else { return .empty }
    let time = report.row.published.flatMap { published in
      published.secondOfDay.map { seconds in
        let parts = [seconds / 3_600, seconds / 60 % 60].map { ($0 < 10 ? "0" : "") + String($0) }
        return SafeText(line: parts.joined(separator: ":"))
      }
    }
    let count = max(report.copies.count, report.row.copies)
    let copies = count == 0 ? nil : SafeText(line: "+\(count)")
    let choices = [
      joined([time, report.location, report.row.desk, copies]),
      joined([report.location ?? report.row.desk, copies]), joined([report.location]),
    ]
    return choices.first { TextLayout.width(of: $0) <= columns * 2 / 5 } ?? .empty
  }
}

/// The time in which nothing was reported.
private enum Gap {
  /// `3 days later`, or `nil` from one day to the next.
  static func words(from first: CivilDay, to last: CivilDay) -> SafeText? {
    let days = last.daysSinceEpoch - first.daysSinceEpoch
    switch days {
    case ..<2: return nil
    case ..<60: return SafeText(line: "\(days) days later")
    case ..<730: return SafeText(line: "\((days + 15) / 30) months later")
    default: return SafeText(line: "\((days + 182) / 365) years later")
    }
  }
}
