// The keys that front matter goes by, and what their values become.

import ArticleModel
import TextAnalysis

/// What a key of front matter is for.
enum Field: Sendable {
  case title, summary, byline, date, source, url, desk, tags, language, related
  /// Known, and of no use to a reader: mail's routing, a site generator's settings.
  case passedOver

  static func of(_ key: String) -> Field? {
    let folded = TextFolding.fold(key)
    return names[folded] ?? (folded.hasPrefix("x-") ? .passedOver : nil)
  }

  private static let names: [String: Field] = {
    var names: [String: Field] = [:]
    for (field, list) in lists {
      for name in list.split(separator: ",") {
        names[TextFolding.fold(SafeText(line: name).string)] = field
      }
    }
    return names
  }()

  private static let lists: [(Field, String)] = [
    (
      .title,
      """
      title, headline, subject, titel, titre, título, titolo, otsikko, rubrik, заголовок, tytuł, \
      overskrift, schlagzeile, 标题, 標題, タイトル, 제목, العنوان, כותרת
      """
    ),
    (.summary, "summary, standfirst, description, abstract, excerpt, subtitle, deck, dek, teaser"),
    (
      .byline,
      """
      author, authors, byline, by, from, autor, autorin, auteur, autore, writer, von, автор, \
      författare, forfatter, 作者, 著者, 기자, الكاتب, מאת
      """
    ),
    (
      .date,
      """
      date, published, published at, published on, publication date, pubdate, publishdate, \
      publish date, date published, datepublished, published_at, release date, datum, fecha, data, \
      дата, dato, datetime, created, posted, 日期, 日付, 날짜, التاريخ, תאריך
      """
    ),
    (
      .source,
      """
      source, publication, publisher, newspaper, quelle, fuente, fonte, bron, источник, джерело, \
      källa, kilde, site, site name, 来源, 來源, 出典, 출처, المصدر, מקור
      """
    ),
    (.url, "url, link, permalink, canonical, canonical url, source url, 链接"),
    (
      .desk,
      """
      desk, section, category, categories, rubrique, ressort, rubriek, sección, sezione, seção, \
      раздел, рубрика, 栏目, 版面, channel, topic
      """
    ),
    (.tags, "tags, tag, keywords, topics, schlagworte, stichworte, mots-clés, etiquetas, теги"),
    (.language, "language, lang, sprache, langue, idioma, lingua, язык, 语言, content-language"),
    (.related, "related, related headlines, related stories, see also, related articles"),
    (
      .passedOver,
      """
      to, cc, bcc, reply-to, message-id, mime-version, content-type, content-transfer-encoding, \
      received, return-path, in-reply-to, references, sender, user-agent, delivered-to, layout, \
      draft, slug, template, weight, id, status, dkim-signature, list-id, list-unsubscribe, \
      importance, priority, newsgroups, organization, lines, path, nntp-posting-host, xref, \
      type, uuid, image, thumbnail, comments, toc, aliases, lastmod, updated, modified, menu, \
      linktitle, options, startup
      """
    ),
  ]
}

extension Metadata {
  /// The facts of keys with their texts; `nil` where there are keys, but none that is known.
  init?(_ pairs: BoundedYAML.Pairs) {
    self.init()
    var isKnown = false
    for (name, texts) in pairs {
      guard let field = Field.of(name) else { continue }
      if take(field, texts) {
        isKnown = isKnown || field != .passedOver
      } else {
        leftover.append(SafeText(line: ([name + ":"] + texts).joined(separator: " ")))
      }
    }
    guard isKnown || pairs.isEmpty else { return nil }
  }

  /// Takes the values of a key; says whether they were understood.
  mutating func take(_ field: Field, _ values: [String]) -> Bool {
    let texts = values.map { SafeText(line: Self.unquoted($0)) }.filter { !$0.isEmpty }
    guard let first = texts.first else { return true }
    let joined = SafeText.joined(texts, separator: ", ")
    switch field {
    // The first of several counts: `title` beside `headline`, `excerpt` beside `subtitle`.
    case .title: title = title ?? first
    case .summary: summary = summary ?? first
    case .byline: return set(\.byline, joined)
    case .source: return set(\.source, first)
    case .url: return set(\.url, first)
    case .desk: return set(\.desk, first)
    case .language: return set(\.language, first)
    case .date:
      if Self.flags.contains(first.string.lowercased()) { return true }
      guard published == nil, let time = DateReader.read(first.string) else { return false }
      published = time
    // Small words alone, and no comma among them, are parted by spaces.
    case .tags:
      let words = texts.count == 1 ? first.string.split(separator: " ") : []
      let areSmall = first.string.allSatisfy {
        $0 == " " || $0 == "-" || $0.isLowercase || $0.isNumber
      }
      tags +=
        words.count > 1 && areSmall
        ? words.map { SafeText(line: $0) } : texts.flatMap(Self.list)
    case .related: related += texts
    case .passedOver: break
    }
    return true
  }

  /// Goes on with a value that was broken over lines.
  mutating func extend(_ field: Field, _ line: String) {
    let text = line.hasPrefix("- ") ? String(line.dropFirst(2)) : line
    if field == .tags {
      tags += Self.list(SafeText(line: Self.unquoted(text)))
    } else if let title {
      self.title = title + " " + SafeText(line: text)
    }
  }

  private mutating func set(_ path: WritableKeyPath<Metadata, SafeText?>, _ text: SafeText) -> Bool
  {
    guard self[keyPath: path] == nil else { return self[keyPath: path] == text }
    self[keyPath: path] = text
    return true
  }

  /// The words of a site generator's `published` that are no day.
  private static let flags: Set<String> = ["true", "false", "yes", "no", "on", "off", "draft"]

  /// Tags, which commas part.
  private static func list(_ text: SafeText) -> [SafeText] {
    var bare = text.string[...]
    if bare.hasPrefix("["), bare.hasSuffix("]") { bare = bare.dropFirst().dropLast() }
    return bare.split(whereSeparator: { ",;，、；".contains($0) }).map {
      SafeText(line: unquoted(String($0)))
    }.filter { !$0.isEmpty }
  }

  private static func unquoted(_ text: String) -> String {
    let line = SafeText(line: text).string
    guard line.utf8.count >= 2, let first = line.utf8.first, first == line.utf8.last,
      first == 0x22 || first == 0x27
    else { return line }
    let inner = line.dropFirst().dropLast()
    return inner.contains(where: { $0 == "\"" }) && first == 0x22 ? line : String(inner)
  }
}
