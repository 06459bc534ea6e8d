// The views over the panes lie one upon the other, and the topmost one has the keys.

import ArticleModel
import Screen

struct OverlayStack {
  /// The topmost last.
  var views: [Overlay] = []

  /// True if a peek lies over another view, which stays in sight.
  var isPeeking: Bool {
    if case .peek? = views.last { return views.count > 1 }
    return false
  }

  /// The view on stories that lies on top.
  var topPage: StoryPage? {
    if case .story(let page)? = views.last { return page }
    return nil
  }
}

/// The parts of the rest of the reader that views over the panes show.
struct OverlayContent {
  var sections: [Section] = []
  var currentSection: Int?
  var trail = Trail()
  var filters: [FilterLine] = []
  /// How many articles the list could show, and how many of them are unread.
  var total = 0
  var unread = 0
  /// The keys of the view that the help was opened over.
  var keysBelow: [HelpLine] = []
}

/// A limit of the list that can be chosen.
struct FilterLine {
  var choice: FilterChoice
  var isOn: Bool
  /// Articles that it leaves; `nil` where nobody counted them.
  var count: Int?
}

/// The requests of views over the panes to the rest of the reader.
enum OverlayRequest {
  case page(StoryPageRequest)
  case startSearch
  /// Words are to be looked for in the help.
  case startFindInHelp
  /// The selection of the list moves on under a peek.
  case peekOn(Motion)
  case goToSection(Int)
  case goToVisit(Int64)
  case apply(FilterChoice)
  /// A desk is to be shown in the list; `nil` shows them all.
  case showDesk(SafeText?)
  case showSearch(SavedSearch)
  /// An article is to be opened that was chosen in these views.
  case open(ArticleID, from: [Overlay])
  /// Follow what is chosen in the text.
  case followChosen
}

typealias OverlayOutcome = Outcome<OverlayRequest>

extension OverlayStack {
  /// Does what a command asks for while a view lies over the panes; says whether it was one of that
  /// view's.
  mutating func update(
    _ id: CommandID, _ content: OverlayContent, _ around: Surroundings, _ out: inout OverlayOutcome
  ) -> Bool {
    guard let view = views.last else { return false }
    let isForEveryView = id.traits.contains(.overViews)
    let leaves = [CommandID.reader(.close), .text(.back), .reader(.help)]
    if case .story(let page) = view, !leaves.contains(id),
      id == view.command || !isForEveryView
    {
      return inPage(page, around, &out) { $0.update(id, $1, &$2) }
    }
    switch id {
    case .reader(.close), .text(.back): views.removeLast()
    case _ where id == view.command: views.removeLast()
    case .reader(.help): views.append(.help(top: 0))
    case .search(.search) where view.isHelp: out.request(.startFindInHelp)
    case .search(.nextMatch) where view.isHelp, .search(.previousMatch) where view.isHelp:
      findNext(forward: id == .search(.nextMatch), content, around, &out)
    case _ where isForEveryView: return makeWay(for: id, &out)
    case .motion(let motion):
      if case .peek = view {
        peekOn(motion, around, &out)
      } else {
        move(view, motion, content, around)
      }
    case .article(let command): update(view, command, around, &out)
    case .list(.open), .text(.followLink): accept(view, content, around, &out)
    case .text(.follow(let number)), .text(.section(let number)):
      let count = lineCount(of: view, content, around)
      if number <= count {
        accept(view.selecting(number - 1), content, around, &out)
      } else {
        out.say(Message.rows(count))
      }
    case .search, .list, .text, .reader: sayNotHere(around, &out)
    }
    return true
  }

  /// Makes way for a command that does the same over every view; says whether it is done already.
  private mutating func findNext(
    forward: Bool, _ content: OverlayContent, _ around: Surroundings, _ out: inout OverlayOutcome
  ) {
    guard case .help(let top, let words)? = views.last, !words.isEmpty else {
      out.say(
        Message.findsInHelp(
          find: around.key(.search(.search)), close: around.key(.reader(.close))))
      return
    }
    _ = findInHelp(words, from: forward ? top + 1 : top - 1, forward: forward, content, around)
  }

  private mutating func makeWay(for id: CommandID, _ out: inout OverlayOutcome) -> Bool {
    if case .search = id {
      out.request(.startSearch)
      return true
    }
    if id == .reader(.showQueue) { views.removeAll() }
    return false
  }

  /// Hands the address that is shown to another program, or copies it.
  private func update(
    _ view: Overlay, _ command: ArticleCommand, _ around: Surroundings, _ out: inout OverlayOutcome
  ) {
    guard case .address(let link) = view, [.copy, .openOutside].contains(command) else {
      sayNotHere(around, &out)
      return
    }
    if command == .copy {
      out.effect(.copy(link.address))
      out.say(Message.copied)
    } else if link.address.isWebAddress {
      out.effect(.openOutside(url: link.address, path: RawPath("")))
    } else {
      out.say(Message.onlyWebAddresses)
    }
  }

  /// Says of a key that does nothing in the topmost view how to leave it.
  func sayNotHere(_ around: Surroundings, _ out: inout OverlayOutcome) {
    let close = around.key(.reader(.close), else: "Esc")
    out.say(Message.notInThisView(close: close))
  }

  /// Has the topmost view, which is one on stories, do something.
  @discardableResult
  private mutating func inPage<Result>(
    _ page: StoryPage, _ around: Surroundings, _ out: inout OverlayOutcome,
    _ change: (inout StoryPage, Surroundings, inout StoryPageOutcome) -> Result
  ) -> Result {
    var page = page
    var outcome = StoryPageOutcome()
    let result = change(&page, around, &outcome)
    views[views.count - 1] = .story(page)
    for step in outcome.steps {
      switch step {
      case .effect(let effect): out.effect(effect)
      case .say(let text): out.say(text)
      case .save: out.save()
      case .request(.close): views.removeLast()
      case .request(.sayNotHere): sayNotHere(around, &out)
      case .request(let request): out.request(.page(request))
      }
    }
    return result
  }

  /// Moves in the view from which one peeks, and peeks at what is chosen there then.
  private mutating func peekOn(
    _ motion: Motion, _ around: Surroundings, _ out: inout OverlayOutcome
  ) {
    guard views.count > 1 else {
      out.request(.peekOn(motion))
      return
    }
    guard case .story(let page)? = views.dropLast().last, let peek = views.popLast() else {
      sayNotHere(around, &out)
      return
    }
    _ = inPage(page, around, &out) { $0.update(.motion(motion), $1, &$2) }
    if case .story(let moved)? = views.last, let row = moved.chosenArticle {
      out.ask(.peek, .article(row.id))
    }
    views.append(peek)
  }

  private mutating func move(
    _ view: Overlay, _ motion: Motion, _ content: OverlayContent, _ around: Surroundings
  ) {
    let page = max(1, around.size.rows - 4)
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
    var last = lineCount(of: view, content, around) - 1
    if case .help = view { last -= Overlay.rows(around) - 1 }
    let index = min(max(0, view.index + step), max(0, last))
    views[views.count - 1] = view.selecting(index)
  }

  /// The number of lines that a view can be moved over.
  /// True if digits choose among the rows of the topmost view.
  func hasNumberedRows(_ content: OverlayContent, _ around: Surroundings) -> Bool {
    switch views.last {
    case .outline, .filter, .nearest: true
    case .story(let page): page.entryCount > 0
    case .searches: true
    case .help, .trail, .peek, .address, .desks, nil: false
    }
  }

  /// Moves to the row of a number, counted from 1, or to the last one; in the help to that line.
  mutating func goToRow(_ number: Int, _ content: OverlayContent, _ around: Surroundings) {
    guard let view = views.last else { return }
    var last = lineCount(of: view, content, around) - 1
    if case .help = view { last -= Overlay.rows(around) - 1 }
    let index = min(max(0, number - 1), max(0, last))
    if case .story(var page) = view {
      page.goToRow(number)
      views[views.count - 1] = .story(page)
    } else {
      views[views.count - 1] = view.selecting(index)
    }
  }

  private func lineCount(of view: Overlay, _ content: OverlayContent, _ around: Surroundings) -> Int
  {
    view.lineCount(content, around)
  }

  private mutating func accept(
    _ view: Overlay, _ content: OverlayContent, _ around: Surroundings, _ out: inout OverlayOutcome
  ) {
    guard view.index < lineCount(of: view, content, around) else { return }
    switch view {
    case .help: sayNotHere(around, &out)
    case .outline(let selected):
      views.removeLast()
      out.request(.goToSection(selected + 1))
    case .trail(let selected):
      views.removeAll()
      out.request(.goToVisit(content.trail.lines[selected].visit.id))
    case .filter(let selected):
      views.removeLast()
      out.request(.apply(FilterChoice.allCases[selected]))
    case .desks(let desks, let selected):
      views.removeAll()
      out.request(.showDesk(selected == 0 ? nil : desks[selected - 1].path))
    case .searches(let searches, let selected):
      views.removeAll()
      out.request(.showSearch(searches[selected].search))
    case .nearest(let headline, let selected):
      let chosenIn = views.dropLast() + [view]
      views.removeAll()
      out.request(.open(headline.candidates[selected].id, from: Array(chosenIn)))
    case .peek:
      views.removeLast()
      if let page = topPage {
        inPage(page, around, &out) { $0.accept(&$2) }
      } else {
        out.request(.followChosen)
      }
    case .address: sayNotHere(around, &out)
    case .story(let page): inPage(page, around, &out) { $0.accept(&$2) }
    }
  }

  /// Takes a digit as the choice of a line that bears it; says whether it was one.
  mutating func choose(
    by key: Key, _ content: OverlayContent, _ around: Surroundings, _ out: inout OverlayOutcome
  ) -> Bool {
    guard let view = views.last, let digit = key.typed?.properties.numericValue, digit >= 1,
      Int(digit) <= lineCount(of: view, content, around)
    else { return false }
    switch view {
    case .outline, .filter, .nearest: accept(view.selecting(Int(digit) - 1), content, around, &out)
    case .story(let page): return inPage(page, around, &out) { $0.accept(number: Int(digit), &$2) }
    case .searches: accept(view.selecting(Int(digit) - 1), content, around, &out)
    case .help, .trail, .peek, .address, .desks: return false
    }
    return true
  }
}
