// Documents of one kind of bad input, at any size: what is read in more than linear time shows in them.

/// A kind of bad input.
package struct HostileFamily: Sendable {
  package let name: String
  /// The name of the file.
  package let fileName: String
  private let make: @Sendable (Int) -> [UInt8]

  init(
    _ name: String, as fileName: String = "family.txt", _ make: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.name = name
    self.fileName = fileName
    self.make = make
  }

  /// A document of about this many bytes.
  package func document(bytes: Int) -> [UInt8] { make(bytes) }

  package static let all: [HostileFamily] = letters + marks + lines + lists + bytes
}

// MARK: - Makers

/// A text again and again, up to a number of bytes; `head` stands before it once.
private func again(_ unit: String, head: String = "") -> @Sendable (Int) -> [UInt8] {
  again(Array(unit.utf8), head: Array(head.utf8))
}

private func again(_ unit: [UInt8], head: [UInt8] = []) -> @Sendable (Int) -> [UInt8] {
  { bytes in
    var document = head
    document.reserveCapacity(bytes + unit.count)
    while document.count < bytes { document += unit }
    return document
  }
}

/// Numbered texts, each made by `unit`.
private func counted(
  head: String = "", _ unit: @escaping @Sendable (Int) -> String
) -> @Sendable (Int) -> [UInt8] {
  { bytes in
    var document = Array(head.utf8)
    var number = 0
    while document.count < bytes {
      document += Array(unit(number).utf8)
      number += 1
    }
    return document
  }
}

/// Half of the bytes one text, the other half another.
private func halves(_ first: String, _ second: String) -> @Sendable (Int) -> [UInt8] {
  { bytes in again(first)(bytes / 2) + again(second)(bytes / 2) }
}

/// A word that the number decides, of letters alone.
private func word(_ number: Int) -> String {
  var rest = number &* 7_919 &+ 13
  var letters = ""
  repeat {
    letters.unicodeScalars.append(Unicode.Scalar(UInt8(0x61 + rest % 26)))
    rest /= 26
  } while rest > 0
  return letters
}

private func title(_ number: Int) -> String {
  "\(word(number).capitalizedFirst) Council Weighs \(word(number / 3).capitalizedFirst) Plan"
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

private let body = """
  Summary of the matter in one sentence.

  GENEVA – The council met on Tuesday to hear what had been found there by others, and adjourned.
  A second paragraph followed the first one, and it told of what was to come in the spring.


  """

// MARK: - Families

extension HostileFamily {
  /// One line of one kind of letter.
  private static let letters = [
    HostileFamily("one letter", again("a")),
    HostileFamily("one capital", again("A")),
    HostileFamily("Chinese", again("中文新闻报道港口")),
    HostileFamily("Chinese with stops", again("中文新闻报道港口。")),
    HostileFamily("kana", again("ニュースをよむ")),
    HostileFamily("Hangul", again("뉴스를읽는다")),
    HostileFamily("Thai", again("ข่าวท่าเรือวันนี้")),
    HostileFamily("one Thai letter", again("ก")),
    HostileFamily("Khmer", again("ព័ត៌មានថ្ងៃនេះ")),
    HostileFamily("Tibetan", again("གསར་འགྱུར")),
    HostileFamily("Hebrew words", again("חדשות הנמל היום ")),
    HostileFamily("Hebrew unbroken", again("חדשות")),
    HostileFamily("Arabic words", again("أخبار الميناء اليوم ")),
    HostileFamily("right to left and back", again("abc חדש 12 ")),
    HostileFamily("nested directions", again("a(ח[1{ב")),
    HostileFamily("Devanagari", again("समाचार बन्दरगाह ")),
    HostileFamily("Cyrillic unbroken", again("новости")),
    HostileFamily("digits", again("0123456789")),
    HostileFamily("emoji", again("👍🏽")),
    HostileFamily("emoji joined", again("👩‍👩‍👧‍👦")),
    HostileFamily("emoji joined without end", again("👩‍")),
    HostileFamily("flags", again("🇨🇭")),
    HostileFamily("combining marks", again("\u{301}", head: "a")),
    HostileFamily("letters with many marks", again("a\u{301}\u{316}\u{324}\u{330}")),
    HostileFamily("variation selectors", again("a\u{FE0F}")),
    HostileFamily("joiners", again("\u{200D}", head: "a")),
    HostileFamily("soft hyphens", again("a\u{AD}")),
    HostileFamily("zero-width spaces", again("a\u{200B}")),
    HostileFamily("conjoining jamo", again("\u{1100}", head: "a")),
  ]

  /// One line of one kind of sign.
  private static let marks = [
    HostileFamily("quotation marks", again("\"")),
    HostileFamily("curly quotation marks", again("“a” ")),
    HostileFamily("opening quotation marks", again("“")),
    HostileFamily("apostrophes", again("a'")),
    HostileFamily("brackets", again("(")),
    HostileFamily("brackets in pairs", again("[a](")),
    HostileFamily("links", again("[a b](http://x.y/z) ")),
    HostileFamily("addresses", again("http://example.com/a?b=c&d ")),
    HostileFamily("one long address", again("/a", head: "http://example.com")),
    HostileFamily("hyphens", again("-")),
    HostileFamily("dashes between words", again("word – ")),
    HostileFamily("hyphens between letters", again("a-")),
    HostileFamily("stops", again(".")),
    HostileFamily("initials", again("A. ")),
    HostileFamily("abbreviations", again("Mr. A. B. said no. ")),
    HostileFamily("commas", again("a,")),
    HostileFamily("colons", again("a: ")),
    HostileFamily("underscores", again("_a_ ")),
    HostileFamily("asterisks", again("*")),
    HostileFamily("backquotes", again("`a")),
    HostileFamily("less-than signs", again("x <a ")),
    HostileFamily("ampersands", again("&amp; ")),
    HostileFamily("bars", again("|a")),
    HostileFamily("spaces", again(" ", head: "a")),
    HostileFamily("spaces before a word", { again(" ", head: "a")($0) + Array("b\n".utf8) }),
    HostileFamily("ideographic spaces", again("\u{3000}", head: "a")),
    HostileFamily("tabs", again("\t", head: "a")),
    HostileFamily("words and tabs", again("a\t")),
    HostileFamily(
      "names", counted { "\(word($0).capitalizedFirst) \(word($0 / 2).capitalizedFirst) " }),
    HostileFamily("one name", again("Ada Berg ")),
    HostileFamily("capitalised words", again("Word ")),
    HostileFamily("different words", counted { word($0) + " " }),
    HostileFamily("sentences", counted { "The \(word($0)) was closed on Monday. " }),
    HostileFamily("words of a search", again("a b ")),
  ]

  /// Lines of one kind.
  private static let lines = [
    HostileFamily("line ends", again("\n", head: "a")),
    HostileFamily("carriage returns", again("a\r")),
    HostileFamily("both line ends", again("a\r\n")),
    HostileFamily("line separators", again("a\u{2028}")),
    HostileFamily("short lines", again("a\n")),
    HostileFamily("short paragraphs", again("a\n\n")),
    HostileFamily(
      "wrapped lines",
      counted { "The \(word($0)) council met to hear of what was found there by\n" }),
    HostileFamily(
      "paragraphs", counted { "The \(word($0)) council met on Tuesday, and it adjourned.\n\n" }),
    HostileFamily(
      "long lines", counted { String(repeating: "word \(word($0)) ", count: 800) + "\n" }),
    HostileFamily("headings of hashes", counted { "# \(title($0))\n\n" }),
    HostileFamily(
      "sections of Markdown", as: "family.md", counted { "# \(title($0))\n\nText of it.\n\n" }),
    HostileFamily(
      "headings in capitals",
      counted { "\(title($0).uppercased())\n\nThe text goes on, and it ends here.\n\n" }),
    HostileFamily("underlines", counted { "\(title($0))\n=====\n" }),
    HostileFamily("rules", again("---\n\n")),
    HostileFamily("one long rule", again("=", head: "Title\n")),
    HostileFamily(
      "datelines", counted { "\(word($0).uppercased()), Feb. 18 (AP) – The council met.\n" }),
    HostileFamily("starts of datelines", again("GENEVA, ")),
    HostileFamily("ideographic datelines", again("新华社日内瓦2月18日电（记者")),
    HostileFamily("dates", again("18 February 2026\n")),
    HostileFamily("dates in a line", again("18 February 2026 ")),
    HostileFamily("bylines", counted { "By \(word($0).capitalizedFirst) Berg\n" }),
    HostileFamily("keys of front matter", counted { "\(word($0)): value\n" }),
    HostileFamily("fenced keys", counted(head: "---\ntitle: x\n") { "\(word($0)): value\n" }),
    HostileFamily("fenced tags", counted(head: "---\ntags:\n") { "- \(word($0))\n" }),
    HostileFamily("a long title", again("word ", head: "Title: ")),
    HostileFamily("fences", again("---\n")),
    HostileFamily("fences of code", again("```\na\n")),
    HostileFamily("one open fence", again("a {\n", head: "```\n")),
    HostileFamily("source code", again("  if (a == b) { return c; }\n")),
    HostileFamily("verse", counted { "The \(word($0)) of the sea\n" }),
  ]

  /// Lists and what ends an article.
  private static let lists = [
    HostileFamily("items", counted { "- the \(word($0)) of it\n" }),
    HostileFamily(
      "nested items", as: "family.md", counted { String(repeating: " ", count: $0 % 400) + "- a\n" }
    ),
    HostileFamily("numbers", counted { "\($0). the \(word($0)) of it\n" }),
    HostileFamily("one item", counted(head: "- a\n") { "  \(word($0))\n" }),
    HostileFamily("quotations", counted { "> the \(word($0)) of it\n" }),
    HostileFamily("nested quotations", again(">")),
    HostileFamily(
      "quotations in quotations", counted { String(repeating: ">", count: $0 % 400) + " a\n" }),
    HostileFamily("tables", counted { "| \(word($0)) | \(word($0 / 2)) | 12 |\n" }),
    HostileFamily("headlines", counted { title($0) + "\n" }),
    HostileFamily("headlines after an article", counted(head: body) { title($0) + "\n" }),
    HostileFamily("one headline", again("Council Weighs New Plan\n", head: body)),
    HostileFamily("labelled headlines", counted(head: body + "Related\n") { title($0) + "\n" }),
    HostileFamily("labels", again("Related\n\n", head: body)),
    HostileFamily(
      "labels with one headline",
      counted(head: body) { "Read more:\n\(title($0))\n\nIt ended there.\n\n" }),
    HostileFamily("MORE lines", counted(head: body) { "MORE: \(title($0))\n" }),
    HostileFamily("MORE without end", again("MORE: ", head: body)),
    HostileFamily(
      "links under a label",
      counted(head: body + "Related\n\n") { "- [\(title($0))](http://x.y/\($0))\n" }),
    HostileFamily(
      "addresses under a label",
      counted(head: body + "Related\n\n") { "\(title($0))\nhttp://x.y/\($0)\n" }),
    HostileFamily("credits", again("(Reporting by Ada Berg)\n", head: body)),
    HostileFamily(
      "a long headline", { again("Word ", head: "")($0) + Array(("\n\n" + body).utf8) }),
  ]

  /// Bytes that are no plain UTF-8.
  private static let bytes = [
    HostileFamily(
      "zeros", again(Array("text and more of it \0".utf8) + Array(repeating: 0x61, count: 300))),
    HostileFamily("escape sequences", again("a\u{1B}[31m")),
    HostileFamily("open escape sequence", again("a", head: "\u{1B}]0;")),
    HostileFamily("starts of sequences", again("a\u{1B}[")),
    HostileFamily("strings of terminals", again("a\u{1B}P1;2")),
    HostileFamily("sequences in sequences", again("\u{1B}\u{1B}[[31mm", head: "some text ")),
    HostileFamily("backspaces", again("ab\u{8}")),
    HostileFamily("overrides", again("a\u{202E}b")),
    HostileFamily("isolates", again("\u{2067}a")),
    HostileFamily("invalid UTF-8", again(Array("text é ".utf8) + [0xFF])),
    HostileFamily("torn UTF-8", again(Array("é text é è ".utf8) + [0xE4, 0xB8])),
    HostileFamily("Latin 1", again(Array("caf".utf8) + [0xE9, 0x20])),
    HostileFamily("KOI8-R", again([0xCE, 0xCF, 0xD7, 0xCF, 0xD3, 0xD4, 0xC9, 0x20])),
    HostileFamily("Shift JIS", again([0x93, 0xFA, 0x96, 0x7B, 0x82, 0xCC])),
    HostileFamily("escapes of ISO-2022", again([0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42])),
    HostileFamily("mixed encodings", halves("новости ", "caf\u{E9} ")),
    HostileFamily("high bytes", { bytes in (0..<bytes).map { UInt8(0x80 + $0 * 31 % 128) } }),
    HostileFamily("UTF-16", { [0xFF, 0xFE] + again([0x61, 0x00])($0) }),
    HostileFamily("surrogates", { [0xFF, 0xFE] + again([0x00, 0xD8])($0) }),
  ]
}
