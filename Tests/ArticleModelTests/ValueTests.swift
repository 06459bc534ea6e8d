// Identifiers, hashes, days and paths: the small values that all else is keyed by.

import ArticleModel
import Testing

@Suite struct ValueTests {
  @Test(arguments: [0, 1, 31, 32, 1_099_511_627_775, 81_985_529_216_486_895])
  func anIdentifierReadsBack(raw: Int64) throws {
    let id = ArticleID(rawValue: raw)
    #expect(id.text.utf8.count == 8)
    #expect(id.rawValue >= 0 && id.rawValue < ArticleID.count)
    #expect(ArticleID(text: id.text) == id)
  }

  @Test(arguments: [
    "", "abc", "k3v9q2m", "k3v9q2m77", "k3v9q2mi", "K3V9Q2M7", "k3v9q2m\u{301}", "héllo",
  ])
  func whatIsNoIdentifierIsNone(text: String) {
    #expect(ArticleID(text: text) == nil)
  }

  @Test func orderFollowsTheText() {
    let ids = [0, 5, 1 << 20, 1 << 39].map { ArticleID(rawValue: $0) }
    #expect(ids.sorted() == ids)
    #expect(ids.map(\.text).sorted() == ids.map(\.text))
  }

  @Test func hashesAreTheSameOnEveryMachine() {
    // FNV-1a of the empty text and of "a", before the finaliser.
    #expect(StableHash().value == 0xcbf2_9ce4_8422_2325)
    var hash = StableHash()
    hash.add([0x61])
    #expect(hash.value == 0xaf63_dc4c_8601_ec8c)
    #expect(StableHash.of("a") != StableHash.of("b"))
    #expect(StableHash.of("harbour") == StableHash.of("harbour"))
  }

  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2026, 2, 18, 20_502),
    (1, 1, 1, -719_162),
    (9999, 12, 31, 2_932_896), (1900, 3, 1, -25_508),
  ])
  func daysCountFromTheEpoch(year: Int, month: Int, day: Int, count: Int) throws {
    let civil = try #require(CivilDay(year: year, month: month, day: day))
    #expect(civil.daysSinceEpoch == count)
    #expect(CivilDay(daysSinceEpoch: count) == civil)
  }

  @Test func everyDayReadsBack() {
    for days in stride(from: -719_162, through: 2_932_896, by: 997) {
      let civil = CivilDay(daysSinceEpoch: days)
      #expect(civil.daysSinceEpoch == days)
      #expect(PublishedTime(iso: civil.text)?.day == civil)
    }
  }

  @Test(arguments: [
    (2023, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (0, 1, 1),
    (10_000, 1, 1),
  ])
  func daysThatAreNone(year: Int, month: Int, day: Int) {
    #expect(CivilDay(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [
    ("2026-02-18", "2026-02-18", 1_771_372_800),
    ("2026-02-18T10:00:00Z", "2026-02-18T10:00:00Z", 1_771_408_800),
    ("2026-02-18 10:00+01:00", "2026-02-18T10:00:00+01:00", 1_771_405_200),
    ("2026-02-18T10:00:00.123-0530", "2026-02-18T10:00:00-05:30", 1_771_428_600),
    ("2026-02-18t10:00", "2026-02-18T10:00:00Z", 1_771_408_800),
  ])
  func timesAreRead(iso: String, text: String, seconds: Int64) throws {
    let time = try #require(PublishedTime(iso: iso))
    #expect(time.text == text)
    #expect(time.epochSeconds == seconds)
  }

  @Test(arguments: [
    "", "2026", "2026-2-18", "2026-02-30", "2026-02-18T", "2026-02-18T1:00", "2026-02-18T25:61",
    "2026-02-18T10:00 somewhere", "18.02.2026", "２０２６-02-18",
  ])
  func timesThatAreNone(iso: String) {
    #expect(PublishedTime(iso: iso) == nil)
  }

  @Test func instantsReadBack() {
    for seconds: Int64 in [0, -1, 1_771_372_800, 253_402_300_799] {
      #expect(PublishedTime(epochSeconds: seconds).epochSeconds == seconds)
    }
  }

  @Test func pathsKeepTheirBytes() {
    let path = RawPath(bytes: Array("a/./b//c.TXT".utf8) + [0xFF])
    #expect(path.components.map(\.bytes.count) == [1, 1, 6])
    #expect(path.shown.string.hasSuffix("\u{FFFD}"))
    #expect(RawPath("x/y.tar.GZ").fileExtension == "gz")
    #expect(RawPath(".profile").fileExtension == "")
    #expect(RawPath("a/b").parent == RawPath("a"))
    #expect(RawPath("/b").parent == RawPath("/"))
    #expect(RawPath("b").parent == RawPath(""))
    #expect(RawPath("a").appending(RawPath("b")) == RawPath("a/b"))
    #expect(RawPath("a/").appending(RawPath("b")) == RawPath("a/b"))
    #expect(RawPath("").appending(RawPath("b")) == RawPath("b"))
  }

  @Test(arguments: [
    ("/a/b", "/a", "b"), ("/a", "/a", ""), ("/a/b/c", "/a/", "b/c"), ("b", "", "b"),
    ("/b", "/", "b"),
  ])
  func insideAFolder(path: String, folder: String, rest: String) {
    #expect(RawPath(path).relative(to: RawPath(folder)) == RawPath(rest))
  }

  @Test(arguments: [("/ab", "/a"), ("/", "/a"), ("a", "b"), ("/a", "/a/b")])
  func outsideAFolder(path: String, folder: String) {
    #expect(RawPath(path).relative(to: RawPath(folder)) == nil)
  }

  @Test func aPathWithEscapesShowsNone() {
    #expect(RawPath("a\u{1B}[31m\nb").shown == "a b")
  }

  // MARK: Scopes

  private static let news = RawPath("/news")
  /// `World` with a byte in its name that is not shown.
  private static let twin = RawPath(bytes: Array("Wor".utf8) + [0x07] + Array("ld".utf8))

  @Test(arguments: [
    (news, RawPath(""), RawPath("World/a.txt"), true),
    (news, RawPath("World"), RawPath("World/a.txt"), true),
    (news, RawPath("World"), RawPath("Worldwide/a.txt"), false),
    (news, RawPath("World"), RawPath("World"), true),
    (news, RawPath("World/a.txt"), RawPath("World/a.txt"), true),
    (news, RawPath("World/a.txt"), RawPath("World/a.txt.txt"), false),
    (news, RawPath("World"), twin.appending(RawPath("a.txt")), false),
    (news, twin, twin.appending(RawPath("a.txt")), true),
    (RawPath("/newspaper"), RawPath(""), RawPath("World/a.txt"), false),
    (RawPath("/"), RawPath(""), RawPath("World/a.txt"), true),
    (RawPath("/news/World"), RawPath(""), RawPath("World/a.txt"), true),
  ])
  func `a scope holds what lies in its folder`(
    _ root: RawPath, _ inside: RawPath, _ path: RawPath, _ isHeld: Bool
  ) {
    let scopes = [Scope(root: 1, rootPath: root, inside: inside)]
    #expect(scopes.hold(folder: "/news", path: path) == isHeld)
    let elsewhere = Scope(root: 2, rootPath: RawPath("/elsewhere"))
    #expect((scopes + [elsewhere]).hold(folder: "/news", path: path) == isHeld)
  }

  @Test func `without scopes every article is held`() {
    #expect([Scope]().hold(folder: "/news", path: RawPath("a.txt")))
  }

  // MARK: Related stories

  private func ranking(_ areNear: [Bool]) -> [RelatedStory] {
    areNear.enumerated().map { index, isNear in
      let row = ArticleRow(key: RowKey(id: ArticleID(rawValue: Int64(index))), headline: "")
      return RelatedStory(row: row, score: 0.1, kind: .related, isNear: isNear)
    }
  }

  @Test(arguments: [
    ([], [], true), ([true, false, true, false], [0, 2], true), ([false], [0], false),
    ([false, false, false, false], [0, 1, 2], false),
  ])
  func `people are shown what is near, else the nearest`(
    _ areNear: [Bool], _ shown: [Int64], _ isNear: Bool
  ) {
    let stories = ranking(areNear).shown
    #expect(stories.map(\.row.id.rawValue) == shown)
    #expect(stories.areNear == isNear)
  }
}
