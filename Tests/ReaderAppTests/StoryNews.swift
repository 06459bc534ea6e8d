// A story with its reports, copies and neighbours: what the views on stories are drawn from.

import ArticleModel
import ReaderApp
import Screen

extension TestReader {
  /// Talks in Geneva, from the first rumour to the second day, among other news.
  static let talks: [StoredArticle] = [
    report(
      21, "Negotiators Return to Geneva for a Second Day of Talks", desk: "World",
      day: (2026, 2, 18),
      [
        "GENEVA – Delegations from both capitals met again on Wednesday, and Ambassador Elena Marti "
          + "of Switzerland opened the session with a list of three open questions.",
        "The talks had begun on Tuesday behind closed doors, and neither side would say what had "
          + "been agreed in the first six hours.",
        "Elena Marti told reporters that the question of the ports was “no longer a question”, and "
          + "that Wednesday would be given to the exchange of prisoners.",
      ], related: ["Envoys Sit Down in Geneva", "The Night the Harbour Froze"]),
    report(
      22, "Envoys Sit Down in Geneva", desk: "World", day: (2026, 2, 17),
      [
        "GENEVA – The talks began on Tuesday behind closed doors, and neither side would say what "
          + "had been agreed in the first six hours.",
        "Ambassador Elena Marti of Switzerland sat at the head of the table.",
      ]),
    report(
      23, "Geneva Prepares a Hall, and Will Not Say for Whom", desk: "World/Europe",
      day: (2026, 2, 12),
      ["GENEVA – Carpets were rolled out on Thursday in a hall that had been closed since May."]),
    report(
      24, "Envoys sit down in Geneva", desk: "Wire", day: (2026, 2, 17),
      ["GENEVA – The talks began on Tuesday behind closed doors."]),
    report(
      25, "Rumour of Talks Sends Grain Prices Down", desk: "Business", day: (2026, 2, 11),
      ["CHICAGO – Wheat fell by a tenth on Wednesday on the rumour that envoys would meet."]),
    report(
      26, "The Night the Harbour Froze", desk: "Culture", day: (2026, 2, 16),
      ["ODESSA – Ice closed the harbour, and the pilots walked home over it."]),
    report(
      27, "How the Comet Was Caught", desk: "Science", day: (2025, 11, 3),
      ["DARMSTADT – The probe closed its lid at four in the morning."]),
  ]

  static func report(
    _ id: Int64, _ headline: SafeText, desk: SafeText, day: (Int, Int, Int),
    _ paragraphs: [String], related: [SafeText] = []
  ) -> StoredArticle {
    var stored = article(id, headline, desk: desk, day: day, related: related)
    stored.article.sections = stored.article.sections.map { section in
      guard section.kind == .body else { return section }
      return Section(
        kind: .body, title: "Body",
        blocks: paragraphs.map { Block(.paragraph, SafeText(line: $0)) })
    }
    return stored
  }

  static func id(_ number: Int64) -> ArticleID { ArticleID(rawValue: number) }

  /// The library's findings in them.
  static let talkStories: Stories = {
    var stories = Stories()
    let talks = StoryID(rawValue: 7)
    stories.threads[talks] = [id(21), id(22), id(23), id(25)]
    stories.copies[id(22)] = [id(24)]
    stories.locations = [
      id(21): "Geneva", id(22): "Geneva", id(23): "Geneva", id(25): "Chicago",
    ]
    stories.related[id(21)] = [
      (id(22), .same, ["Geneva", "talks", "Marti", "ports"]),
      (id(24), .duplicate, ["Geneva", "talks"]), (id(23), .same, ["Geneva", "hall"]),
      (id(26), .related, ["harbour"]),
    ]
    stories.repeated[id(21)] = [
      RepeatedBlock(
        section: 1, block: 1, source: id(22), headline: "Envoys Sit Down in Geneva",
        readAt: 1_770_900_000)
    ]
    stories.changes[id(21)] = changed
    return stories
  }()

  private static let changed = EditionChanges(
    oldHeadline: "Negotiators Meet Again in Geneva", oldTime: 1_771_300_000,
    paragraphs: [
      [.init(.kept, "What the talks are about, in one sentence.")],
      [
        .init(.kept, "GENEVA – Delegations from both capitals met again on Wednesday, and "),
        .init(.removed, "a Swiss diplomat "), .init(.added, "Ambassador Elena Marti "),
        .init(.kept, "opened the session with a list of "), .init(.removed, "two"),
        .init(.added, "three"), .init(.kept, " open questions."),
      ],
      [.init(.kept, "The talks had begun on Tuesday.")],
      [.init(.kept, "Neither side would say what had been agreed.")],
      [
        .init(
          .added,
          "Elena Marti told reporters that the question of the ports was no longer a question.")
      ],
    ])

  /// The briefing of a morning: the talks, followed since the eleventh, and the comet.
  static func brief(_ shelf: [StoredArticle]) -> Briefing {
    func rows(_ numbers: Int64...) -> [ArticleRow] {
      numbers.compactMap { number in shelf.first { $0.id == id(number) }.map { ArticleRow($0) } }
    }
    func day(_ number: Int) -> CivilDay? { CivilDay(year: 2026, month: 2, day: number) }
    return Briefing(
      stories: [
        BriefStory(
          id: StoryID(rawValue: 7),
          headline: "Negotiators Return to Geneva for a Second Day of Talks",
          articles: rows(21, 22, 23), desks: ["World"],
          passages: [
            ["Delegations from both capitals met again on Wednesday."],
            [
              "Elena Marti told reporters that the question of the ports was “no longer a question”."
            ],
          ], came: day(26), followedSince: 1_770_800_000),
        BriefStory(
          id: nil, headline: "The Night the Harbour Froze", articles: rows(26),
          desks: ["Culture"],
          passages: [["Ice closed the harbour, and the pilots walked home over it."]],
          came: day(25)),
        BriefStory(
          id: nil, headline: "How the Comet Was Caught", articles: rows(27), desks: ["Science"],
          passages: [["The probe closed its lid at four in the morning."]], came: day(9)),
      ])
  }

  /// A desk on the talks.
  static func onTalks(_ size: Size, isUnicode: Bool = true) -> TestReader {
    var stories = talkStories
    stories.briefing = brief(talks)
    return TestReader(size, shelf: talks, isUnicode: isUnicode, stories: stories)
  }
}
