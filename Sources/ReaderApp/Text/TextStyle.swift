// Each kind of block and each run of a text has its style.

import ArticleModel
import Screen

extension Theme {
  func style(of kind: TextBlock.Kind) -> Style {
    switch kind {
    case .meta, .byline, .caption, .note: faded
    case .sectionTitle(level: 0): title
    case .headline, .sectionTitle, .heading: strong
    case .summary, .quote: quoted
    case .paragraph, .item, .verbatim, .related: .plain
    }
  }

  func style(of run: Run.Style) -> Style {
    switch run {
    case .emphasis: emphasis
    case .strong: strong
    case .code: .plain
    case .link: link
    }
  }
}
