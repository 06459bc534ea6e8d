// How words are written does not decide whether they are found, and alternatives are.

import ArticleModel
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

@Suite struct SearchWordsTests {
  /// A library of one document for each text, named by its number.
  private func fixture(_ texts: [String]) throws -> Fixture {
    let fixture = try Fixture()
    for (number, text) in texts.enumerated() { try fixture.write(text, to: "\(number).txt") }
    _ = try fixture.library.sync([fixture.scope()], progress: { _ in }, isCancelled: { false })
    return fixture
  }

  private func results(_ fixture: Fixture, _ query: String) throws -> SearchResults {
    try fixture.library.search(SearchRequest(text: SafeText(line: query)))
  }

  /// The numbers of the documents that are found as it was typed.
  private func found(_ fixture: Fixture, _ query: String) throws -> Set<Int> {
    let results = try results(fixture, query)
    #expect(results.correction == nil)
    return Set(results.matches.compactMap { Int($0.row.path.string.dropLast(4)) })
  }

  @Test(arguments: [
    ("2024年", "他们在2024年的秋天来到北京。", "他们在2023年的秋天来到北京。"),
    ("5日", "会谈将于5日举行。", "会谈将于6日举行。"), ("50人", "約50人以上が集まった。", "約60人以上が集まった。"),
    ("100万", "預算為 100 萬元，即100万円。", "預算為 200 萬元，即200万円。"),
    ("第5回", "彼は第5回大会に出た。", "彼は第6回大会に出た。"), ("5일", "회담은 5일부터 열린다.", "회담은 6일부터 열린다."),
    ("50人", "大约 50 人以上参加。", "大约 60 人以上参加。"), ("X線", "病院でX線検査を受けた。", "病院でY線検査を受けた。"),
    ("２０２４年度", "予算は2024年度のものだ。", "予算は2025年度のものだ。"), ("30歳", "彼女は30歳になった。", "彼女は31歳になった。"),
  ])
  func `a number with one ideograph is found`(query: String, text: String, other: String) throws {
    let fixture = try fixture([text + "\n", other + "\n"])
    #expect(try found(fixture, query) == [0])
  }

  @Test(arguments: [
    ("UN", "The U.N. met."), ("U.N.", "The UN met."), ("PhD", "She has a Ph.D. in law."),
    ("Ph.D.", "She has a PhD in law."), ("B52", "A B-52 flew past."), ("B-52", "A B52 flew past."),
    ("1234567", "They counted 1,234,567 birds."), ("1,234,567", "They counted 1234567 birds."),
    ("1.234.567", "They counted 1,234,567 birds."), ("1234567", "Sie zählten 1 234 567 Vögel."),
    ("offshore", "The off-shore wind blew."), ("off-shore", "The offshore wind blew."),
    ("cooperate", "They co-operate now."), ("e-mail", "An email came."),
    ("COVID19", "Covid-19 is back."),
    ("F16s", "Two F-16s took off."), ("\"UN envoy\"", "The U.N. envoy spoke."),
    ("\"U.N. envoy\"", "The UN envoy spoke."), ("\"off-shore wind\"", "The offshore wind blew."),
    ("JK Rowling", "J.K. Rowling wrote it."), ("title:U.N.", "UN Meets\n\nThey spoke at noon."),
  ])
  func `one word and its parts find each other`(query: String, text: String) throws {
    let fixture = try fixture([text + "\n", "Nobody knew why they stayed at home.\n"])
    #expect(try found(fixture, query) == [0])
  }

  @Test func `what is marked is what stands there`() throws {
    let fixture = try fixture(["The wind blew. An off-shore farm of the U.N. stood still.\n"])
    for (query, marked) in [("offshore", "off-shore"), ("UN", "U.N")] {
      let snippet = try #require(try results(fixture, query).matches.first?.snippet)
      let scalars = Array(snippet.text.string.unicodeScalars)
      #expect(snippet.hits.map { String(String.UnicodeScalarView(scalars[$0])) } == [marked])
    }
  }

  private static let signs: [(String, [Int])] = [
    ("C++", [0]), ("C#", [1]), ("C", [2]), ("c++", [0]), ("F#", [3]), ("A+", [4]), ("F", []),
  ]

  @Test(arguments: signs)
  func `a letter with signs is a word of its own`(query: String, numbers: [Int]) throws {
    let fixture = try fixture([
      "They wrote it in C++, which is old.\n", "They wrote it in C# for money.\n",
      "They wrote it in C, which is older.\n", "They wrote it in F#.\n", "It got an A+.\n",
    ])
    #expect(try found(fixture, query) == Set(numbers))
  }

  @Test(arguments: [
    ("\"mayor s office\"", "The mayor's office burned."),
    ("mayor s office fire", "A fire burned in the mayor’s office."),
    ("\"mayor's office\"", "The mayor´s office burned."),
    ("\"nation s first bank s vault\"", "The nation's first bank's vault burned."),
    ("\"mayor s off*\"", "The mayor's office burned."),
  ])
  func `a possessive without its apostrophe is found`(query: String, text: String) throws {
    let fixture = try fixture([text + "\n", "The office of the mayor burned.\n"])
    #expect(try found(fixture, query) == [0])
  }

  private static let desks = [
    "---\ntitle: Comet Seen\ndesk: Science\ntags: [space, ice]\n---\nIt came back at night.\n",
    "---\ntitle: Moon Landing\ndesk: Science\ntags: [space]\n---\nA comet was not seen.\n",
    "---\ntitle: Cup Final\ndesk: Sport\ntags: [ice]\n---\nThe comet of the league won.\n",
    "---\ntitle: Talks Go On\ndesk: World\n---\nThe moon shone over Geneva OR so they said.\n",
  ]

  private static let asked: [(String, [Int])] = [
    ("comet OR moon", [0, 1, 2, 3]), ("geneva OR cup", [2, 3]), ("(geneva OR cup) won", [2]),
    ("comet (title:moon OR desk:sport)", [1, 2]), ("title:comet", [0]),
    ("title:moon OR title:cup", [1, 2]),
    ("tag:ice", [0, 2]), ("tag:space -tag:ice", [1]),
    ("(tag:space tag:ice) OR desk:world", [0, 3]),
    ("comet -(league OR landing)", [0]), ("comet -(tag:ice desk:sport)", [0, 1]),
    ("desk:sport OR desk:world", [2, 3]), ("(moon OR (cup won))", [1, 2, 3]),
    ("\"geneva or so\"", [3]),
    ("geneva or so", [3]), ("OR geneva", [3]), ("geneva OR", [3]), ("(moon shone", [3]),
    ("moon) shone", [3]),
    ("comet OR -tag:ice", [0, 1, 2, 3]), ("title:com* OR cup", [0, 2]),
    ("is:starred OR geneva", [3]),
    ("before:2000 OR title:talks", [3]), ("-(comet OR moon)", []),
  ]

  @Test(arguments: asked)
  func `alternatives, groups, title and tag`(query: String, numbers: [Int]) throws {
    #expect(try found(try fixture(Self.desks), query) == Set(numbers))
  }

  @Test func `groups within groups and as many as fit are a query`() throws {
    let fixture = try fixture(Self.desks)
    for text in [
      String(repeating: "(a OR ", count: 160), String(repeating: "-(a OR is:read) ", count: 60),
      String(repeating: "(", count: 1_000), String(repeating: "moon OR ", count: 125),
      String(repeating: "(a (b OR (c -d) OR is:new)) ", count: 35),
    ] {
      _ = try results(fixture, text)
    }
    #expect(try found(fixture, String(repeating: "((", count: 90) + "geneva") == [3])
  }
}
