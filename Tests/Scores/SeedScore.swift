// The form that this project started from, made of real articles whose parts are known.

import ArticleModel
import DocumentLoading
import TestSupport

/// Makes documents of the first form and compares what becomes of them with what they were made of.
struct SeedScore {
  /// A real article: its headline, and its paragraphs, one a line.
  private struct Source {
    var headline: String
    var paragraphs: [String]
  }

  /// A made document with its parts.
  private struct Made {
    var text: String
    var summary: String
    var body: [String]
    /// The headlines that end it, but for its own.
    var related: [String]
    /// Its own headline, where that is among them.
    var own: String?
  }

  private static let datelines = [
    "GENEVA – ", "LONDON (AP) — ", "KYIV, Ukraine — ", "WASHINGTON (Reuters) - ",
    "PARIS, March 3 (AFP) — ", "Berlin – ", "NEW YORK — ", "MOSCOW, Feb 18 (Reuters) - ",
    "TOKYO: ", "BEIJING (Xinhua) -- ",
  ]

  /// Reads the corpora, makes `count` documents from each seed, and prints the shares.
  func run(count: Int = 600, seeds: [UInt64] = [1, 2, 3]) throws {
    guard let sets = StorySets() else { return print("corpora: not here, passed over") }
    let paths = ["bbc", "stories"].flatMap(sets.paths(below:)).sorted()
    let sources = paths.compactMap { Self.source(sets.root + $0) }
    for seed in seeds {
      var tally = Tally()
      for made in Self.make(count, of: sources, seed: seed) { tally.add(made, Self.load(made)) }
      print("seed \(seed): \(tally.line)")
    }
  }

  private static func source(_ path: String) -> Source? {
    guard let bytes = try? FileTree.read(path) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      SafeText(line: $0).string
    }.filter { !$0.isEmpty }
    guard lines.count >= 5, (15...140).contains(lines[0].count) else { return nil }
    return Source(headline: lines[0], paragraphs: Array(lines.dropFirst()))
  }

  private static func make(_ count: Int, of sources: [Source], seed: UInt64) -> [Made] {
    var random = SeededRandom(seed: seed)
    var made: [Made] = []
    for source in sources.shuffled(using: &random) where made.count < count {
      let first = source.paragraphs[0]
      guard first.count >= 60, !opensWithDateline(first) else { continue }
      let number = random.below(6)
      var related: [String] = []
      while related.count < number {
        let other = random.pick(sources).headline
        if other != source.headline, !related.contains(other) { related.append(other) }
      }
      let own = number >= 3 && random.below(2) == 0 ? random.below(number) : nil
      if let own { related[own] = source.headline }
      var body = Array(source.paragraphs.dropFirst())
      body[0] = random.pick(datelines) + body[0]
      made.append(
        Made(
          text: first + "\n\n" + (body + related).joined(separator: "\n") + "\n", summary: first,
          body: body, related: related.filter { $0 != source.headline },
          own: own == nil ? nil : source.headline))
    }
    return made
  }

  /// Capitals, an agency in brackets or a dash after a few words.
  private static func opensWithDateline(_ text: String) -> Bool {
    let opening = text.prefix(70)
    if opening.contains("(Reuters)") || opening.contains("(AP)") || opening.contains("(CNN)") {
      return true
    }
    let words = opening.split(separator: " ").prefix(8)
    guard let dash = words.firstIndex(where: { ["—", "–", "-", "--"].contains($0) }) else {
      return false
    }
    return words[..<dash].allSatisfy { $0.first?.isUppercase == true }
  }

  private static func load(_ made: Made) -> Article? {
    let document = Document(path: RawPath("seed.txt"), bytes: Array(made.text.utf8))
    return try? DocumentLoader.load(document).first
  }

  private struct Tally {
    private var documents = 0
    private var summaries = 0
    private var paragraphs = (right: 0, all: 0)
    private var related = (right: 0, all: 0, whole: 0)
    private var own = (adopted: 0, all: 0)
    private var strangers = (refused: 0, all: 0)

    mutating func add(_ made: Made, _ article: Article?) {
      documents += 1
      let key = { (text: String) in String(text.filter { $0.isLetter || $0.isNumber }) }
      if key(article?.summary?.string ?? "") == key(made.summary) { summaries += 1 }
      let sections = (article?.sections ?? []).filter { $0.kind == .body || $0.kind == .part }
      let shown = Set(
        sections.flatMap { [$0.title.string] + $0.blocks.map(\.text.string) }.map(key))
      paragraphs.all += made.body.count
      paragraphs.right += made.body.count { shown.contains(key($0)) }
      var named = Set((article?.related ?? []).map { key($0.headline.string) })
      let adopted = article?.headline.origin == .related ? article?.headline.text.string : nil
      if let adopted { named.insert(key(adopted)) }
      if let own = made.own { named.remove(key(own)) }
      let wanted = Set(made.related.map(key))
      related.all += wanted.union(named).count
      related.right += wanted.intersection(named).count
      if wanted == named { related.whole += 1 }
      if let own = made.own {
        self.own.all += 1
        if adopted == own { self.own.adopted += 1 }
      } else if !made.related.isEmpty {
        strangers.all += 1
        if adopted == nil { strangers.refused += 1 }
      }
    }

    var line: String {
      let shares = [
        Self.share("summary", summaries, documents),
        Self.share("paragraphs", paragraphs.right, paragraphs.all),
        Self.share("related", related.right, related.all),
        Self.share("whole lists", related.whole, documents),
        Self.share("own adopted", own.adopted, own.all),
        Self.share("strangers refused", strangers.refused, strangers.all),
      ]
      return shares.joined(separator: ", ")
    }

    private static func share(_ name: String, _ part: Int, _ all: Int) -> String {
      let thousandths = Double(part * 1_000 / max(1, all))
      return "\(name) \(thousandths / 1_000) of \(all)"
    }
  }
}
