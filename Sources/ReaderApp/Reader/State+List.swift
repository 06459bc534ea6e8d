// The reader gives the list pane its surroundings, and carries out its requests.

import ArticleModel
import Screen

extension State {
  /// Has the list pane do something, and carries out what comes of it.
  @discardableResult
  mutating func inList<Result>(
    _ change: (inout ListPane, Surroundings, inout ListOutcome) -> Result
  ) -> Result {
    var outcome = ListOutcome()
    let result = change(&lists, around, &outcome)
    carryOut(outcome) { $0.perform($1) }
    return result
  }

  private mutating func perform(_ request: ListRequest) {
    switch request {
    case .selectionMoved: selectionMoved()
    case .moreResults: fetchMoreResults()
    case .rowsCame: releaseHeldKeys()
    case .openSelected: openSelected()
    case .changeTab(let step): changeTab(by: step)
    case .showFilter: overlays.append(.filter(selected: 0))
    case .toggleScope: toggleScope()
    case .peekAtSelected: peekAtSelected()
    case .showStory: runStory(.thread)
    case .lookForChanges: hasChangedSinceLook = false
    case .moveRule(let columns): moveRule(by: columns)
    }
  }

  mutating func request(_ anchor: ListAnchor, _ placement: AwaitedRows.Placement) {
    inList { $0.request(anchor, placement, $1, &$2) }
  }

  /// Asks for the list anew, from its top.
  mutating func reload() {
    inList { $0.reload($1, &$2) }
  }

  /// Asks for the rows round the selection anew.
  mutating func reloadKeepingPlace() {
    inList { $0.reloadKeepingPlace($1, &$2) }
  }

  mutating func select(_ index: Int) {
    inList { $0.select(index, $1, &$2) }
  }
}
