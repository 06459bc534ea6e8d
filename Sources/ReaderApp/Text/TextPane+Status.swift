// The status line says where in the article its reader is, as far as there is room.

import ArticleModel
import Screen

extension TextPane {
  /// The parts of the status line from the longest form to the shortest: marks, the match that is
  /// shown, the section, how far, and where the paragraph was read before.
  func statusForms(_ around: Surroundings) -> [[SafeText]] {
    guard let reading else { return [[]] }
    let signs = signs(of: reading, around)
    let progress = progress(in: reading, around)
    guard let section = currentSection else { return [signs + progress] }
    let number = SafeText(line: "\(section + 1)/\(reading.stored.article.sections.count)")
    let title = reading.stored.article.sections[section].title
    let whole = SafeText(line: "\(number) \(title)")
    let cut = SafeText(line: "\(number) \(around.shortened(title, to: Self.shortTitle))")
    let least = signs + [number] + progress.prefix(1)
    let last = [
      least, signs + [number], signs + progress.prefix(1), signs.isEmpty ? [number] : signs,
    ]
    let usual = [signs + [whole] + progress, signs + [cut] + progress, signs + [number] + progress]
    guard let repeated = repeatNote(around, headline: max(12, around.size.columns / 3)) else {
      return usual + last
    }
    // A paragraph that was read elsewhere says so, rather than its section's name.
    let shorter = [Self.shortTitle, Self.shortTitle / 2].compactMap {
      repeatNote(around, headline: $0).map { least + [$0] }
    }
    return [usual[0] + [repeated], least + [repeated]] + shorter + last
  }

  /// The cells of a section's title where there is little room.
  private static let shortTitle = 16

  /// The marks of the article, and the match that is shown.
  private func signs(of reading: Reading, _ around: Surroundings) -> [SafeText] {
    var parts: [SafeText] = []
    if reading.stored.marks.isStarred { parts.append(around.ornaments.star) }
    if reading.stored.marks.isQueued { parts.append(around.ornaments.queued) }
    if let find = reading.find {
      let count = find.matches.count
      parts.append(
        SafeText(line: count == 0 ? "not found" : "match \(find.current + 1)/\(count)"))
    }
    return parts
  }

  /// How far the reader is, and the minutes that are left: `Top`, a share of the article's characters
  /// above the window, or `End`.
  private func progress(in reading: Reading, _ around: Surroundings) -> [SafeText] {
    guard let top = topPlace else { return [] }
    let showsEnd = reading.column.showsEnd(from: top, rows: around.textColumn.rows)
    if showsEnd { return [top == .start ? "All" : "End"] }
    let share = reading.column.share(before: top)
    let left = max(1, Int((Double(reading.stored.words) * (1 - share) / 200).rounded(.up)))
    let minutes: SafeText = "\(left) min left"
    guard top != .start else { return ["Top", minutes] }
    // A number that changes with every line draws the eye, and costs as many bytes as a few words.
    let lines = (reading.text.charactersBefore.last ?? 0) / reading.column.width
    let step = max(1, 200 / max(1, lines))
    return [SafeText(line: "\(Int(share * 100) / step * step)%"), minutes]
  }
}
