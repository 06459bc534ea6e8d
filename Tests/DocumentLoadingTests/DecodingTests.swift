// Bytes of every age become text.

import ArticleModel
import Testing

@testable import DocumentLoading

@Suite struct DecodingTests {
  private func body(_ bytes: [UInt8]) throws -> String {
    try load(bytes).texts(.body).joined(separator: "\n")
  }

  private func utf16(_ text: String, isLittle: Bool) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { unit in
      isLittle ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
  }

  /// In other charsets ICU writes these for what it cannot read.
  @Test func `UTF-32 keeps its control characters, a line end among them`() {
    let text = "one\u{85}two\u{1A}\u{9D}three"
    let bytes = text.unicodeScalars.flatMap {
      [UInt8($0.value & 0xFF), UInt8($0.value >> 8), 0, 0]
    }
    #expect(TextDecoder.decode([0xFF, 0xFE, 0, 0] + bytes) == text)
  }

  @Test func byteOrderMarks() throws {
    let text = "The “harbour” of 北京 froze."
    #expect(try body([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == text)
    #expect(try body(utf16(text, isLittle: true)) == text)
    #expect(try body(utf16(text, isLittle: false)) == text)
    #expect(try body(utf16(text, isLittle: true).dropLast()).hasPrefix("The “harbour”"))
  }

  @Test(arguments: [true, false])
  func utf16WithoutAMarkIsKnownByItsZeros(isLittle: Bool) throws {
    let text = "Лёд в порту.\n\nUTF-16 text of the harbour, 北京."
    let article = try load(Array(utf16(text, isLittle: isLittle).dropFirst(2)))
    #expect(article.texts(.body) == ["Лёд в порту.", "UTF-16 text of the harbour, 北京."])
  }

  @Test func aTerminalsRecordIsText() throws {
    let record = String(repeating: "\u{1B}[31mls\u{0}\u{0}\u{1B}[0m\r\n", count: 40)
    #expect(try load(record).texts(.body).first?.hasPrefix("ls") == true)
  }

  @Test func damagedUTF8KeepsTheRest() throws {
    let text = "Škoda a žena šli přes řeku, říkali že je čas."
    var bytes = Array(text.utf8)
    bytes.insert(0xFF, at: 10)
    #expect(try body(bytes).contains("\u{FFFD}"))
    #expect(try body(bytes).contains("přes řeku"))
  }

  @Test func westernBytesAreWindows1252() throws {
    #expect(
      try body(Array("A caf".utf8) + [0xE9] + Array(" by the sea was closed.".utf8))
        == "A café by the sea was closed.")
    #expect(
      try body(
        [0x93] + Array("No".utf8) + [0x94] + Array(", he said of the harbour and its ice.".utf8))
        == "“No”, he said of the harbour and its ice.")
  }

  @Test func cyrillicOfOldMachinesIsDetected() throws {
    // Windows-1251
    let letters =
      "Портовое управление сообщило, что лед впервые за сорок лет закрыл северный бассейн."
    let bytes = letters.unicodeScalars.map { scalar -> UInt8 in
      scalar.value < 0x80 ? UInt8(scalar.value) : UInt8(scalar.value - 0x410 + 0xC0)
    }
    #expect(try body(bytes) == letters)
  }

  @Test(arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"])
  func everyLineEndEndsALine(end: String) throws {
    let article = try load(
      "A Headline of Its Own" + end + end + Fixture.body.joined(separator: end) + end)
    #expect(article.headline.text == "A Headline of Its Own")
    #expect(article.texts(.body) == Fixture.body)
  }

  @Test func sequencesOfTerminalsAreGone() throws {
    let article = try load(
      "\u{1B}]0;title\u{7}A \u{1B}[1mHeadline\u{1B}[0m\n\nText \u{9B}31mred\u{202E} and\u{0}\u{8} on.\n"
        + Fixture.lines)
    #expect(article.headline.text == "A Headline")
    #expect(article.texts(.body).first == "Text red and on.")
  }

  @Test(arguments: [
    Array("%PDF-1.7\nx".utf8), [0x89, 0x50, 0x4E, 0x47, 13, 10], [0x7F, 0x45, 0x4C, 0x46, 2, 1],
    [0x50, 0x4B, 3, 4, 20], Array("text\0with\0zeros\0all\0over\0it".utf8),
    (0..<512).map { UInt8($0 % 32) },
  ])
  func binaryIsRefused(bytes: [UInt8]) {
    #expect(throws: LoadFailure.binary) { _ = try load(bytes) }
  }

  @Test(arguments: [
    ("page.txt", "<!DOCTYPE html><html><p>x</html>", DocumentFormat.html),
    ("page", "  <html><body>x", .html), ("page.html", "<p>x</p>", .html),
    ("feed.xml", "<?xml version='1.0'?><rss><channel/></rss>", .feed),
    ("feed.txt", "<?xml version='1.0'?>\n<feed xmlns='x'/>", .feed),
    ("list.opml", "<opml/>", .opml),
    ("list.xml", "<?xml version='1.0'?><opml/>", .opml),
    ("feed.json", "{ \"version\": \"https://jsonfeed.org/version/1.1\" }", .feed),
    ("letter.eml", "From: a@b.c\nSubject: x\n\nHello", .mail),
  ])
  func otherFormatsAreNotYetRead(name: String, text: String, format: DocumentFormat) {
    #expect(throws: LoadFailure.notYetRead(format)) { _ = try load(text, as: name) }
  }

  @Test(arguments: ["page.html", "feed.xml", "letter.eml", "feed.json", "note", "note.md"])
  func theContentDecidesWhereTheNameMisleads(name: String) throws {
    let article = try load("Frozen Harbour\n\n" + Fixture.blocks, as: name)
    #expect(article.texts(.body) == Fixture.body)
  }

  @Test func jsonThatIsNoFeedIsPassedOver() throws {
    let document = Document(path: RawPath("package.json"), bytes: Array("{\"name\": 1}".utf8))
    #expect(try DocumentLoader.load(document).isEmpty)
  }

  @Test(arguments: [
    ("a.txt", NameVerdict.candidate(.text)), ("A.TXT", .candidate(.text)), ("a", .candidate(.text)),
    ("a.md", .candidate(.markdown)), ("a.markdown", .candidate(.markdown)),
    ("a.html", .candidate(.html)),
    ("a.htm", .candidate(.html)), ("a.xhtml", .candidate(.html)), ("a.rss", .candidate(.feed)),
    ("a.atom", .candidate(.feed)), ("a.rdf", .candidate(.feed)), ("a.xml", .candidate(.feed)),
    ("a.json", .candidate(.feed)), ("a.opml", .candidate(.opml)), ("a.eml", .candidate(.mail)),
    ("LICENSE", .ignored), ("SOURCE-LICENSE", .ignored), ("README.md", .candidate(.markdown)),
    (".hidden.txt", .ignored), (".git", .ignored), ("a.png", .ignored), ("a.txt~", .ignored),
    ("a~", .ignored), ("folder/a.txt", .candidate(.text)),
    ("Mr. Holmes returns", .candidate(.text)),
    ("第一", .candidate(.text)), ("", .ignored),
  ])
  func namesTellWhatToLookInto(name: String, verdict: NameVerdict) {
    #expect(DocumentLoader.verdict(onName: RawPath(name)) == verdict)
  }
}
