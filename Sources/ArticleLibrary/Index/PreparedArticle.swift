// A loader's thread works out everything that the index wants of an article.

package import ArticleModel
import DocumentLoading
import TextAnalysis

/// An article with everything that is derived from it, ready to be written.
package struct PreparedArticle: Sendable {
  var item: String
  var headline: String
  var headlineSort: String
  var keyHash: Int64
  /// The desk that the document itself names.
  var ownDesk: SafeText?
  var published: PublishedTime?
  var words: Int
  var coded: [UInt8]
  var terms: ArticleTerms
  /// The keys of the headlines that it names as related.
  var named: [UInt32]

  /// Everything of an article; `table` gives its words their numbers.
  package init(_ article: Article, _ table: WordTable, _ stories: StoryWords? = nil) {
    item = article.item?.string ?? ""
    headline = article.headline.text.string
    let key = HeadlineKey.of(headline)
    headlineSort = SortKey.natural(key.isEmpty ? TextFolding.fold(headline) : key)
    keyHash = SortKey.hash(key)
    ownDesk = article.desk.flatMap { $0.isEmpty ? nil : $0 }
    published = article.published
    words = article.wordCount
    coded = ArticleCoding.encode(article)
    terms = ArticleTerms(article, table, stories)
    named = article.related.map { NamedHeadline.key($0.headline.string) }
  }
}

/// How the columns by which lists sort are made.
enum SortKey {
  /// A sort column's length in bytes at most: what follows, the id decides.
  private static let limit = 96

  /// The text up to the limit, cut at a character's boundary.
  static func cut(_ text: String) -> String {
    guard text.utf8.count > limit else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: limit)
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
      end = text.utf8.index(before: end)
    }
    return String(text[..<end])
  }

  static func hash(_ key: String) -> Int64 {
    Int64(bitPattern: StableHash.of(key))
  }

  /// A desk's sort column: folded, without empty parts.
  static func desk(_ desk: String?) -> String {
    guard let desk else { return "" }
    return natural(TextFolding.fold(desk))
  }

  /// A folded text that sorts as people count: before each number stands how many digits it has, so
  /// that 2 comes before 10. Zeros before a number count only among equals.
  static func natural(_ text: String) -> String {
    guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return cut(text) }
    var key = String.UnicodeScalarView()
    var digits: [Unicode.Scalar] = []
    func add() {
      guard !digits.isEmpty else { return }
      let number = digits.drop { $0 == "0" }
      let length = String(number.count)
      // The length's own length comes first: 9 digits before 10.
      key.append(contentsOf: "\(length.count)\(length)".unicodeScalars)
      key.append(contentsOf: number)
      key.append(contentsOf: repeatElement("~", count: digits.count - number.count))
      digits = []
    }
    for scalar in text.unicodeScalars {
      if ("0"..."9").contains(scalar) {
        digits.append(scalar)
      } else {
        add()
        key.append(scalar)
      }
    }
    add()
    return cut(String(key))
  }

  /// A desk's first part, as its sort column has it.
  static func deskTop(_ deskSort: String) -> String {
    String(deskSort.prefix { $0 != "/" })
  }

  /// A desk's first part, as it is shown.
  static func deskName(_ desk: String?) -> String {
    String((desk ?? "").prefix { $0 != "/" })
  }

  /// The seconds by which a list sorts an article: its day or instant, else the day it was first
  /// seen.
  static func time(_ published: PublishedTime?, firstSeen: Int64) -> Int64 {
    published?.epochSeconds ?? (firstSeen - firstSeen % 86_400)
  }
}
