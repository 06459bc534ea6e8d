// A pool of articles matched as a library would match them.

import ArticleModel
import StoryMatching
import TestSupport

/// Articles with their vectors, their neighbours and their threads.
struct StoryPool {
  let items: [StoryItem]
  let frequencies: StoryFrequencies
  let table: VectorTable
  let neighbours: StoryNeighbours
  /// The place in the table of each item, and back.
  let places: [Int]
  let order: [Int]

  /// - Parameters:
  ///   - items: the articles.
  ///   - limit: how many terms a vector has.
  ///   - seed: of the order in which the articles come.
  init(_ items: [StoryItem], limit: Int = StorySettings.termLimit, seed: UInt64? = nil) {
    self.items = items
    var frequencies = StoryFrequencies()
    for item in items { frequencies.add(item.sketch) }
    var arrival = Array(items.indices)
    if let seed {
      var random = SeededRandom(seed: seed)
      arrival.shuffle(using: &random)
    }
    var table = VectorTable()
    for index in arrival {
      let vector = frequencies.vector(of: items[index].sketch, limit: limit)
      vector.bytes.withUnsafeBufferPointer {
        table.append(Self.id(items[index]), items[index].day, $0)
      }
    }
    table.arrange()
    let places = items.map { table.place(of: Self.id($0)) ?? 0 }
    var order = [Int](repeating: 0, count: items.count)
    for (index, place) in places.enumerated() { order[place] = index }
    let index = StoryIndex(table)
    neighbours = index.neighbours()
    self.frequencies = frequencies
    self.table = table
    self.places = places
    self.order = order
  }

  /// An id that depends on the document alone.
  static func id(_ item: StoryItem) -> ArticleID {
    ArticleID(rawValue: Int64(truncatingIfNeeded: StableHash.of(item.path) >> 20))
  }

  /// The group of each item; one of its own where it tells its story alone.
  var groups: [Int] {
    var groups = items.indices.map { -1 - $0 }
    for (number, group) in threads.groups.enumerated() {
      for id in group {
        if let place = table.place(of: id) { groups[order[place]] = number }
      }
    }
    return groups
  }

  var threads: StoryThreads { StoryThreads(table, neighbours) }

  // MARK: Rankings

  /// The ranking of every article as the library makes it, from lists of terms.
  func score(_ set: String, chosen: (StoryItem) -> Bool = { _ in true }) throws -> RankingScore {
    let related = RelatedStories(source: source, frequencies: frequencies)
    let fellows = self.fellows
    var score = RankingScore()
    for (index, item) in items.enumerated() where item.set == set && chosen(item) {
      guard let story = item.story else { continue }
      let answer = try related.answer(
        for: profile(places[index]), articleCount: items.count, limit: 250)
      let hits = answer.matches.map { items[order[Int($0.number)]].story == story }
      score.add(hits, fellows: (fellows[story] ?? 1) - 1)
    }
    return score
  }

  /// How many articles tell each story.
  private var fellows: [String: Int] {
    var fellows: [String: Int] = [:]
    for item in items { if let story = item.story { fellows[story, default: 0] += 1 } }
    return fellows
  }

  /// The pool as a library: numbers are places in the table.
  private var source: StorySource {
    var lists: [UInt32: [Int64]] = [:]
    for place in 0..<table.count {
      for key in table.vector(at: place).heaviest(StorySettings.findableTerms) {
        lists[key, default: []].append(Int64(place))
      }
    }
    return StorySource(
      holding: { key, limit in Array((lists[key] ?? []).prefix(limit)) },
      profiles: { numbers in numbers.map { profile(Int($0)) } })
  }

  /// The profile of an item, with the item's number.
  func profile(of item: Int) -> StorySource.Profile {
    var profile = profile(places[item])
    profile.number = Int64(item)
    return profile
  }

  func figures(_ place: Int) -> StoryFigures {
    StoryFigures(
      popularity: neighbours.popularity[place], background: neighbours.background[place])
  }

  private func profile(_ place: Int) -> StorySource.Profile {
    StorySource.Profile(
      number: Int64(place), day: items[order[place]].day, vector: table.vector(at: place),
      figures: figures(place),
      print: items[order[place]].identity.print)
  }
}
