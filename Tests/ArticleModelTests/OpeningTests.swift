// The dateline, and a headline made of the first sentence, are found where they stand.

import ArticleModel
import Testing

@Suite struct OpeningTests {
  private static func article(
    _ headline: Headline, summary: [SafeText] = [], body: [SafeText], dateline: Dateline? = nil
  ) -> Article {
    var article = Article(headline: headline, format: .text)
    article.dateline = dateline
    if !summary.isEmpty {
      article.sections.append(
        Section(kind: .summary, title: "Summary", blocks: summary.map { Block(.paragraph, $0) }))
    }
    article.sections.append(
      Section(kind: .body, title: "Body", blocks: body.map { Block(.paragraph, $0) }))
    return article
  }

  private static let geneva = Dateline(text: "GENEVA (AP)", location: "Geneva", agency: "AP")

  @Test(arguments: ["–", "—", "-", "--", ":"])
  func `a dateline goes to its dash`(_ dash: String) {
    let article = Self.article(
      Headline("Talks End", origin: .document), summary: ["The talks end."],
      body: [SafeText(line: "GENEVA (AP) \(dash) They ended.")], dateline: Self.geneva)
    #expect(
      article.datelineStretch
        == BlockStretch(section: 1, block: 0, range: 0..<12 + dash.unicodeScalars.count))
  }

  @Test func `a body that opens otherwise has no dateline to show`() {
    let article = Self.article(
      Headline("Talks End", origin: .document), body: ["GENEVA (AP) has talks."],
      dateline: Self.geneva)
    #expect(article.datelineStretch == nil)
  }

  @Test func `a derived headline is found behind the dateline, with its stop`() {
    let article = Self.article(
      Headline("The talks end", origin: .derived),
      body: ["GENEVA (AP) – The talks end. Nobody won."], dateline: Self.geneva)
    #expect(article.headlineStretch == BlockStretch(section: 0, block: 0, range: 14..<28))
  }

  @Test func `a derived headline that was cut is found in the summary`() {
    let article = Self.article(
      Headline("The talks, which…", origin: .derived), summary: ["The talks, which nobody won."],
      body: ["GENEVA – They ended."])
    #expect(article.headlineStretch == BlockStretch(section: 0, block: 0, range: 0..<16))
  }

  @Test(arguments: [Headline.Origin.document, .metadata, .related, .filename])
  func `a headline of its own is shown though the text begins with it`(_ origin: Headline.Origin) {
    let article = Self.article(
      Headline("The talks end", origin: origin), body: ["The talks end. Nobody won."])
    #expect(article.headlineStretch == nil)
  }

  @Test func `a derived headline that the text does not hold is shown`() {
    let article = Self.article(
      Headline("The talks end", origin: .derived), body: ["They ended. Nobody won."])
    #expect(article.headlineStretch == nil)
  }
}
