// The stack draws the topmost view, names it and hints at its keys.

import ArticleModel
import Screen

extension OverlayStack {
  /// The place of the topmost view; `nil` if there is none.
  func place(_ around: Surroundings) -> Rect? {
    guard let view = views.last else { return nil }
    if case .story(let page) = view { return page.pane(around) }
    return pane(of: view, around)
  }

  func draw(_ content: OverlayContent, _ around: Surroundings, on grid: inout Grid) {
    for view in views.suffix(isPeeking ? 2 : 1) {
      view.draw(in: pane(of: view, around), content, around, on: &grid)
    }
  }

  /// The place of a view; a peek lies over the view whose row it tells about.
  private func pane(of view: Overlay, _ around: Surroundings) -> Rect {
    if case .peek = view, isPeeking, case .story(let page) = views[views.count - 2] {
      let under = page.pane(around)
      return under.columns < 60 ? around.overlayPane : under
    }
    return around.overlayPane
  }

  /// The title of the topmost view; an address leaves the line under it in sight.
  func title() -> SafeText? {
    guard let view = views.last else { return nil }
    switch view {
    case .story(let page): return page.title
    case .peek: return Title.peek
    case .address: return nil
    case .nearest: return Title.nearest
    case .help, .outline, .trail, .filter, .desks, .searches: return view.heading
    }
  }

  /// Hints at the keys of the topmost view.
  func hints(_ content: OverlayContent, _ around: Surroundings) -> [String] {
    let close = "\(around.key(.reader(.close), else: "Esc")) close"
    let open = around.key(.list(.open), else: "Enter")
    switch views.last {
    case .help: return [close]
    case .story(let page): return page.hints(around) + [close]
    case .peek: return ["\(open) read", close]
    case .address:
      let keys = [(CommandID.article(.openOutside), "open outside"), (.article(.copy), "copy")]
      let hints = keys.compactMap { id, word in
        around.keymap.keyName(of: id).map { "\($0) \(word)" }
      }
      return hints + [close]
    case .trail where content.trail.visits.isEmpty: return [close]
    case .searches(let searches, _) where searches.isEmpty: return [close]
    case .outline, .trail, .filter, .nearest, .desks, .searches, nil:
      return ["\(open) choose", close]
    }
  }
}
