// To keep a search beside the desks, or to take it out, can be undone like a mark.

import ArticleModel

enum SearchChange: Hashable {
  case kept(name: SafeText, text: SafeText)
  case takenOut(name: SafeText, text: SafeText)

  var name: SafeText {
    switch self {
    case .kept(let name, _), .takenOut(let name, _): name
    }
  }

  var keeps: Bool {
    if case .kept = self { return true }
    return false
  }

  var inverse: SearchChange {
    switch self {
    case .kept(let name, let text): .takenOut(name: name, text: text)
    case .takenOut(let name, let text): .kept(name: name, text: text)
    }
  }

  var words: SafeText {
    SafeText(line: "“\(name)” is \(keeps ? "kept beside the desks" : "no longer kept")")
  }
}
