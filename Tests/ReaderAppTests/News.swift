// The shelf that the frames are drawn from: a few articles of every form.

import ArticleModel

extension TestReader {
  /// Six articles, each naming others.
  static let news: [StoredArticle] = [
    article(
      1, "Negotiators Return to Geneva for a Second Day of Talks", desk: "World",
      day: (2026, 2, 18),
      related: [
        "Envoy Describes Night Raid", "University Told to Leave Robot Fair",
        "Harbour Pilots Reject Talks on Ice Test", "Zeppelin Docks",
      ]),
    article(
      2, "Envoy Describes Night Raid", desk: "World/Europe", day: (2026, 2, 12),
      related: [
        "Negotiators Return to Geneva for a Second Day of Talks", "How the Comet Was Caught",
      ]),
    article(
      3, "The Night the Harbour Froze", desk: "Culture", day: (2026, 2, 17),
      related: ["Envoy Describes Night Raid"], parts: ["The Ice", "The Thaw"]),
    article(4, "How the Comet Was Caught", desk: "Science", day: (2025, 2, 16)),
    article(
      5, "University Told to Leave Robot Fair", desk: "Science", day: (2026, 2, 16),
      related: ["How the Comet Was Caught"]),
    article(6, "北京の新しい図書館が開館 読者でにぎわう", desk: "Culture", day: nil),
  ]

  static func article(
    _ id: Int64, _ headline: SafeText, desk: SafeText, day: (Int, Int, Int)?,
    related: [SafeText] = [], parts: [SafeText] = [], paragraphs: Int = 6
  ) -> StoredArticle {
    var article = Article(headline: Headline(headline, origin: .document), format: .text)
    article.published = day.flatMap { CivilDay(year: $0.0, month: $0.1, day: $0.2) }
      .map(PublishedTime.init(day:))
    article.sections = [
      Section(
        kind: .summary, title: "Summary",
        blocks: [Block(.paragraph, SafeText(line: "What “\(headline)” is about, in one sentence."))]
      ),
      Section(kind: .body, title: "Body", blocks: body(of: id, paragraphs, first: "GENEVA – ")),
    ]
    for (number, part) in parts.enumerated() {
      article.sections.append(
        Section(
          kind: .part, title: part, blocks: body(of: id + Int64(number) * 10, 3, first: "")))
    }
    article.related = related.map { RelatedHeadline($0) }
    if !related.isEmpty {
      article.sections.append(
        Section(kind: .related, title: "Related", blocks: related.map { Block(.item, $0) }))
    }
    return StoredArticle(
      id: ArticleID(rawValue: id), article: article, folder: RawPath("/news"),
      path: RawPath("\(id).txt"), desk: desk, firstSeen: 1_771_000_000, words: 540)
  }

  private static func body(of id: Int64, _ count: Int, first: String) -> [Block] {
    (1...count).map { number in
      Block(
        .paragraph,
        SafeText(
          line: (number == 1 ? first : "")
            + "Paragraph \(number) of report \(id) tells how the matter went on: the delegations sat "
            + "down again, read what had been agreed the day before, and put three questions to the "
            + "chair, who answered two of them and kept the third for the evening."))
    }
  }
}
