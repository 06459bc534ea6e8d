// A body's elements become its sections.

import ArticleModel

enum SectionReader {
  /// The body, and a part for each heading, of the level that the heading has among the others.
  static func read(
    _ elements: [Element], prose: Prose, asksTypography: Bool = true
  ) -> [Section] {
    let base =
      elements.compactMap { element -> Int? in
        if case .heading(let level) = element.kind { level } else { nil }
      }.min() ?? 1
    var sections = [Section(kind: .body, title: "Body")]
    for (index, element) in elements.enumerated() {
      var level: Int?
      if case .heading(let marked) = element.kind {
        level = min(6, marked - base + 1)
      } else if asksTypography, HeadingLine.isHeading(elements, at: index, prose: prose) {
        level = 1
      }
      if let level {
        sections.append(Section(kind: .part, title: element.text, level: level))
      } else {
        sections[sections.count - 1].blocks.append(element.block)
      }
    }
    return sections.filter { $0.kind == .part || !$0.blocks.isEmpty }
  }
}
