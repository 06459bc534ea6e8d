// Views over the panes: help, outline, trail, filter, nearest articles, peek.

import ArticleModel
import Screen

/// A line of the trail's tree.
struct TrailLine: Hashable {
  var visit: Visit
  var depth: Int
}

extension State {
  /// The trail as lines, children under their parents.
  var trailLines: [TrailLine] {
    var children: [Int64?: [Visit]] = [:]
    for visit in trail.visits.values { children[visit.parent, default: []].append(visit) }
    var lines: [TrailLine] = []
    var waiting = (children[nil] ?? []).sorted { $0.id < $1.id }.map {
      TrailLine(visit: $0, depth: 0)
    }
    while let line = waiting.popLast() {
      lines.append(line)
      let below = (children[line.visit.id] ?? []).sorted { $0.id > $1.id }
      waiting += below.map { TrailLine(visit: $0, depth: line.depth + 1) }
    }
    return lines
  }

  mutating func showTrail() {
    let current = trail.current ?? trail.lastFromList
    overlays.append(.trail(selected: trailLines.firstIndex { $0.visit.id == current } ?? 0))
  }

  mutating func showOutline() {
    overlays.append(.outline(selected: text.currentSection ?? 0))
  }

  /// A command while a view lies over the panes; says whether it was one of that view's.
  mutating func runInOverlay(_ id: CommandID) -> Bool {
    guard let overlay = overlays.last else { return false }
    let isForEveryView = id.traits.contains(.overViews)
    let leaves = [CommandID.reader(.close), .text(.back), .reader(.help)]
    if case .story(let page) = overlay, !leaves.contains(id),
      id == overlay.command || !isForEveryView
    {
      return inPage(page) { $0.update(id, $1, &$2) }
    }
    switch id {
    case .reader(.close), .text(.back): overlays.removeLast()
    case _ where id == overlay.command: overlays.removeLast()
    case .reader(.help): overlays.append(.help(top: 0))
    case _ where isForEveryView: return runFromView(id)
    case .motion(let motion):
      if case .peek = overlay { peekOn(id) } else { moveOverlay(overlay, motion) }
    case .article(.copy), .article(.openOutside):
      guard case .address(let link) = overlay else {
        sayNotHere()
        return true
      }
      handOver(link, id)
    case .list(.open), .text(.followLink): accept(overlay)
    case .text(.follow(let number)), .text(.section(let number)):
      accept(overlay.selecting(number - 1))
    case .article, .search, .list, .text, .reader: sayNotHere()
    }
    return true
  }

  /// Makes way for a command that does the same over every view; says whether it is done already.
  private mutating func runFromView(_ id: CommandID) -> Bool {
    if case .search = id {
      startLibrarySearch()
      return true
    }
    if id == .reader(.showQueue) { overlays.removeAll() }
    return false
  }

  /// Says of a key that does nothing in the topmost view how to leave it.
  mutating func sayNotHere() {
    let close = keymap.keyName(of: .reader(.close)) ?? "Esc"
    message = SafeText(line: "Not in this view; \(close) closes it.")
  }

  /// How many lines the topmost view can be moved over.
  func lineCount(of overlay: Overlay) -> Int {
    switch overlay {
    case .help: helpLines.count
    case .outline: reading?.stored.article.sections.count ?? 0
    case .trail: trailLines.count
    case .filter: FilterChoice.allCases.count
    case .nearest(let headline, _): headline.candidates.count
    case .peek, .address: 1
    case .story(let page): page.entryCount
    }
  }

  /// Moves in the view from which one peeks, and peeks at what is chosen there then.
  private mutating func peekOn(_ id: CommandID) {
    guard case .story(let page)? = overlays.dropLast().last, let peek = overlays.popLast() else {
      return sayNotHere()
    }
    inPage(page) { $0.update(id, $1, &$2) }
    if case .story(let moved)? = overlays.last, let row = moved.chosenArticle {
      ask(.peek, .article(row.id))
    }
    overlays.append(peek)
  }

  private mutating func moveOverlay(_ overlay: Overlay, _ motion: Motion) {
    let page = max(1, size.rows - 4)
    let step: Int =
      switch motion {
      case .down: 1
      case .up: -1
      case .halfPageDown: page / 2
      case .halfPageUp: -page / 2
      case .pageDown: page
      case .pageUp: -page
      case .top: -1_000_000
      case .bottom: 1_000_000
      }
    var last = lineCount(of: overlay) - 1
    if case .help = overlay { last -= overlayRows - 1 }
    let index = min(max(0, overlay.index + step), max(0, last))
    overlays[overlays.count - 1] = overlay.selecting(index)
  }

  private mutating func accept(_ overlay: Overlay) {
    guard overlay.index < lineCount(of: overlay) else { return }
    switch overlay {
    case .help: break
    case .outline(let selected):
      overlays.removeLast()
      inText { $0.goToSection(number: selected + 1, $1, &$2) }
    case .trail(let selected):
      let visit = trailLines[selected].visit.id
      overlays.removeAll()
      goTo(visit: visit)
    case .filter(let selected):
      overlays.removeLast()
      apply(FilterChoice.allCases[selected])
    case .nearest(let headline, let selected):
      overlays.removeAll()
      savePlace()
      fetch(headline.candidates[selected].id, .open(fromList: false))
    case .peek:
      overlays.removeLast()
      if case .story(let page)? = overlays.last {
        inPage(page) { $0.accept(&$2) }
      } else {
        inText { $0.followChosen($1, &$2) }
      }
    case .address: sayNotHere()
    case .story(let page): inPage(page) { $0.accept(&$2) }
    }
  }

  private mutating func apply(_ choice: FilterChoice) {
    if showsResults {
      limitResults(choice)
      return
    }
    switch choice {
    case .all: showOnly()
    case .unread: showOnly(unread: true)
    case .starred: showOnly(starred: true)
    case .queued: showOnly(queued: true)
    case .today, .week, .month, .year, .anyTime: showOnly(choice.dates)
    }
  }

  /// Takes a digit as the choice of a line that bears it; says whether it was one.
  mutating func choose(by key: Key) -> Bool {
    guard let overlay = overlays.last, let digit = key.typed?.properties.numericValue,
      digit >= 1, Int(digit) <= lineCount(of: overlay)
    else { return false }
    switch overlay {
    case .outline, .filter, .nearest: accept(overlay.selecting(Int(digit) - 1))
    case .story(let page): return inPage(page) { $0.accept(number: Int(digit), &$2) }
    case .help, .trail, .peek, .address: return false
    }
    return true
  }
}

/// What `f` offers.
enum FilterChoice: String, CaseIterable {
  case all = "All articles"
  case unread = "Unread"
  case starred = "Starred"
  case queued = "Queue"
  case today = "Today"
  case week = "Last 7 days"
  case month = "Last 30 days"
  case year = "This year"
  case anyTime = "Any time"

  /// The limit by date that it is; `nil` for none.
  var dates: DateLimit? { DateLimit(rawValue: rawValue) }

  /// Its word in the query language, after `is:`.
  var word: String {
    switch self {
    case .unread: "unread"
    case .starred: "starred"
    case .queued: "queued"
    default: ""
    }
  }
}

extension Overlay {
  /// The command that opens such a view, and closes it again.
  var command: CommandID? {
    switch self {
    case .help: .reader(.help)
    case .outline: .text(.outline)
    case .trail: .reader(.showTrail)
    case .filter: .list(.filter)
    case .nearest: nil
    case .peek, .address: .text(.peek)
    case .story(let page): page.command
    }
  }

  /// The line that is selected, or the first one shown.
  var index: Int {
    switch self {
    case .help(let index), .outline(let index), .trail(let index), .filter(let index): index
    case .nearest(_, let index): index
    case .peek, .address: 0
    case .story(let page): page.selected
    }
  }

  /// The same view with another line selected.
  func selecting(_ index: Int) -> Overlay {
    switch self {
    case .help: .help(top: index)
    case .outline: .outline(selected: index)
    case .trail: .trail(selected: index)
    case .filter: .filter(selected: index)
    case .nearest(let headline, _): .nearest(headline, selected: index)
    case .peek, .address, .story: self
    }
  }
}

extension Overlay {
  /// The same view with its stories changed, if it shows some.
  func changed(_ change: (inout StoryPage) -> Void) -> Overlay {
    guard case .story(var page) = self else { return self }
    change(&page)
    return .story(page)
  }
}
