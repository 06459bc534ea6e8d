// The reader gives the views their content, and carries out their requests.

import ArticleModel
import Screen

extension State {
  /// Has the views do something, and carries out what comes of it.
  mutating func inViews<Result>(
    _ change: (inout OverlayStack, Surroundings, inout OverlayOutcome) -> Result
  ) -> Result {
    var outcome = OverlayOutcome()
    let result = change(&over, around, &outcome)
    carryOut(outcome) { $0.perform($1) }
    return result
  }

  private mutating func perform(_ request: OverlayRequest) {
    switch request {
    case .page(let request): perform(request)
    case .startSearch: startLibrarySearch()
    case .startFindInHelp:
      prompt.line = InputLine(purpose: .help(top: overlays.last?.index ?? 0))
    case .peekOn(let motion): peekOn(motion)
    case .goToSection(let number): inText { $0.goToSection(number: number, $1, &$2) }
    case .goToVisit(let id): goTo(visit: id)
    case .apply(let choice): apply(choice)
    case .showDesk(let desk): showDesk(desk)
    case .showSearch(let search):
      if focus == .text { leaveToList() }
      searchLibrary(for: search.text, saved: search.id)
    case .open(let id, let views): openRelated(id, from: views)
    case .followChosen where focus == .list: openSelected()
    case .followChosen: inText { $0.followChosen($1, &$2) }
    }
  }

  /// The content of the views on screen.
  var overlayContent: OverlayContent {
    var content = OverlayContent()
    content.total = lists.facets.total
    content.unread = lists.facets.unread
    if overlays.last?.isHelp == true, let below = overlays.dropLast().last {
      content.keysBelow = below.keys.compactMap { id, words in
        keymap.commands.first { $0.id == id }.map {
          HelpLine(keys: $0.keyNames.joined(separator: "  "), summary: words)
        }
      }
    }
    // A peek leaves in sight what it lies over.
    for overlay in overlays.suffix(2) {
      switch overlay {
      case .outline:
        content.sections = reading?.stored.article.sections ?? []
        content.currentSection = text.currentSection
      case .trail: content.trail = trail
      case .filter: content.filters = FilterChoice.allCases.map(line(of:))
      case .help, .nearest, .peek, .address, .story, .desks, .searches: continue
      }
    }
    return content
  }

  private func line(of choice: FilterChoice) -> FilterLine {
    let facets = lists.facets
    let count: Int? =
      switch choice {
      // Of what a search found, nobody counted what is starred.
      case _ where showsResults: nil
      case .all: facets.total
      case .unread: facets.unread
      case .starred: facets.starred
      case .queued: facets.queued
      case .today, .week, .month, .year, .anyTime: nil
      }
    return FilterLine(choice: choice, isOn: isOn(choice), count: count)
  }

  /// Peeks at the article that is selected in the list.
  mutating func peekAtSelected() {
    guard let row = list.selectedRow else { return }
    ask(.peek, .article(row.id))
  }

  private mutating func peekOn(_ motion: Motion) {
    guard focus == .list else {
      message = Message.notInThisView(close: around.key(.reader(.close), else: "Esc"))
      return
    }
    inList { $0.move(motion, $1, &$2) }
    peekAtSelected()
  }

  /// The line of a desk in the view of the desks, of which the first is all.
  func place(of desk: SafeText?, in desks: [DeskCount]) -> Int {
    desk.flatMap { name in desks.firstIndex { $0.path == name } }.map { $0 + 1 } ?? 0
  }

  private mutating func showDesk(_ desk: SafeText?) {
    if focus == .text { leaveToList() }
    endSearch()
    list.desk = desk
    reload()
  }

  mutating func showTrail() {
    let current = trail.current ?? trail.lastFromList
    let selected = trail.lines.firstIndex { $0.visit.id == current } ?? 0
    overlays.append(.trail(selected: selected))
  }

  mutating func showOutline() {
    overlays.append(.outline(selected: text.currentSection ?? 0))
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
}
