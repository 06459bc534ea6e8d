// How long threads take on as many generated articles as one wants, without a library.

import ArticleModel
import DocumentLoading
import Glibc
import StoryMatching
import TestSupport
import TextAnalysis

/// Times each step over generated news.
struct StorySpeed {
  let count: Int

  func run() {
    let corpus = CorpusGenerator(seed: 2_026, count: count)
    note("counting the terms of \(count) articles")
    var loading = Loading()
    var stories: [String] = []
    for (index, document) in corpus.documents.enumerated() {
      guard loading.add(document) else { continue }
      stories.append(String(corpus.event(of: index).lowerBound))
    }
    loading.report()
    let sketches = loading.sketches
    var frequencies = StoryFrequencies()
    step("frequencies") { for sketch in sketches { frequencies.add(sketch) } }
    report("frequencies, bytes", "\(frequencies.bytes.count)")
    var vectors: [[UInt8]] = []
    step("vectors, stored") { vectors = sketches.map { frequencies.vector(of: $0).bytes } }
    loading = Loading()
    report("bytes of a vector", "\(vectors.reduce(0) { $0 + $1.count } / max(1, count))")
    threads(vectors, stories)
  }

  private func threads(_ vectors: [[UInt8]], _ stories: [String]) {
    let before = Self.peak
    var table = VectorTable()
    step("table") {
      table.reserve(vectors.count)
      for (index, bytes) in vectors.enumerated() {
        bytes.withUnsafeBufferPointer {
          table.append(ArticleID(rawValue: Int64(index)), .unknown, $0)
        }
      }
      table.arrange()
    }
    var index: StoryIndex?
    step("index") { index = StoryIndex(table) }
    var neighbours = StoryNeighbours([])
    step("neighbours") {
      neighbours = index?.neighbours() ?? neighbours
    }
    index = nil
    var threads = StoryThreads(groups: [])
    step("threads") { threads = StoryThreads(table, neighbours) }
    report("memory", "\((Self.peak - before) >> 10) MB beyond \(before >> 10) MB")
    var groups = Array(table.ids.indices)
    for group in threads.groups {
      for id in group { groups[Int(id.rawValue)] = Int(group[0].rawValue) }
    }
    report("threads", "\(threads.groups.count), \(PartitionScore(groups, stories).line)")
    report("largest", "\(threads.groups.map(\.count).max() ?? 0)")
  }

  private func step(_ name: String, _ body: () -> Void) {
    let time = ContinuousClock().measure(body)
    report(name, "\(fixed(time / .seconds(1))) s")
  }

  /// The most memory that was in use, in KB.
  private static var peak: Int {
    var usage = rusage()
    getrusage(0, &usage)
    return usage.ru_maxrss
  }
}

/// The work of a loader's thread for each article, timed beside the tokenising alone.
private struct Loading {
  private(set) var sketches: [StorySketch] = []
  private let sketcher = StorySketcher()
  private var tokenising = Duration.zero
  private var sketching = Duration.zero
  private var bytes = 0
  private var words = 0

  mutating func add(_ document: GeneratedDocument) -> Bool {
    let loaded = try? DocumentLoader.load(
      Document(path: RawPath(document.path), bytes: document.bytes))
    guard let article = loaded?.first else { return false }
    var terms: [String] = []
    let clock = ContinuousClock()
    tokenising += clock.measure {
      article.forEachText { text in Terms.forEach(in: text) { terms.append($0) } }
    }
    let headline = Terms.all(in: article.headline.text.string)
    sketching += clock.measure {
      sketcher.begin(language: .english)
      for term in headline { sketcher.add(term, in: .headline) }
      for term in terms { sketcher.add(term, in: .body) }
      sketches.append(sketcher.finish().sketch)
    }
    bytes += document.bytes.count
    words += terms.count
    return true
  }

  func report() {
    let count = max(1, sketches.count)
    func each(_ duration: Duration) -> String {
      fixed(duration / .microseconds(1) / Double(count)) + " µs an article"
    }
    TestSupport.report("articles", "\(count), \(bytes / count) bytes, \(words / count) words each")
    TestSupport.report("terms", each(tokenising))
    TestSupport.report("sketch and fingerprint", each(sketching))
    let size = sketches.reduce(0) { $0 + $1.entries.count * 4 } / count
    TestSupport.report("bytes of a sketch", "\(size)")
  }
}
