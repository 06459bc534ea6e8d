// The style in which each kind of block is set.

import Screen

extension TextBlock.Kind {
  var style: Style {
    switch self {
    case .meta, .byline, .caption: .dim
    case .headline: .bold
    case .sectionTitle(level: 0): Style(.bold, foreground: TextTheme.accent)
    case .sectionTitle, .heading: .bold
    case .summary: .italic
    case .note: Style(.dim)
    case .paragraph, .item, .verbatim, .related: .plain
    case .quote: .italic
    }
  }
}
