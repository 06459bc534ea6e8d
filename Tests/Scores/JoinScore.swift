// How well the threads that a reader sees before the next batch agree with those of the batch.

import ArticleModel
import StoryMatching
import TestSupport

/// Lets a library's first articles be threaded as a batch and the others join one by one, as a large
/// library does it, and compares at several points with a batch over the same articles.
struct JoinScore {
  func run() throws {
    guard let sets = StorySets() else { return print("corpora: not here, passed over") }
    for name in ["stories", "ecbplus"] {
      let items = try sets.labelled(name)
      for seed in 1...3 {
        var random = SeededRandom(seed: UInt64(seed))
        let arriving = items.shuffled(using: &random)
        for share in [20, 50, 90] { try compare(name, seed, arriving, batchedShare: share) }
      }
    }
  }

  /// `batchedShare` is of a hundred.
  private func compare(
    _ name: String, _ seed: Int, _ items: [StoryItem], batchedShare: Int
  ) throws {
    let first = items.count * batchedShare / 100
    let joining = JoiningPool(StoryPool(Array(items[..<first])))
    var figures: [String] = []
    for quarter in 1...4 {
      let end = first + (items.count - first) * quarter / 4
      while joining.count < end { try joining.join(items[joining.count]) }
      let final = StoryPool(Array(items[..<end])).groups.map(String.init)
      figures.append(four(PartitionScore(joining.groups, final).f1))
    }
    let labels = items.map { $0.story ?? $0.path }
    print(
      "\(name), order \(seed), \(batchedShare) % in a batch: agreement "
        + figures.joined(separator: " ") + "  stories "
        + PartitionScore(joining.groups, labels).line)
  }
}

/// A library that was threaded once, and that articles join.
private final class JoiningPool {
  private let frequencies: StoryFrequencies
  private var profiles: [StorySource.Profile] = []
  /// The articles that have a term among their heaviest, oldest first.
  private var lists: [UInt32: [Int64]] = [:]
  /// The thread of each article; `nil` where it is alone.
  private var threads: [Int64?] = []

  /// The figures of a new article until its own are known.
  private static let typical = StoryFigures(popularity: 0.2, background: 0.1)
  private static let matchLimit = 40

  init(_ pool: StoryPool) {
    frequencies = pool.frequencies
    for (number, group) in pool.groups.enumerated() {
      append(pool.profile(of: number), group < 0 ? nil : Int64(group))
    }
  }

  var count: Int { profiles.count }

  var groups: [Int] { threads.enumerated().map { $1.map(Int.init) ?? -1 - $0 } }

  private func append(_ profile: StorySource.Profile, _ thread: Int64?) {
    for key in profile.vector.heaviest(StorySettings.findableTerms) {
      lists[key, default: []].append(profile.number)
    }
    profiles.append(profile)
    threads.append(thread)
  }

  func join(_ item: StoryItem) throws {
    var profile = StorySource.Profile(
      number: Int64(count), day: item.day, vector: frequencies.vector(of: item.sketch),
      figures: Self.typical, print: item.identity.print)
    let source = StorySource(
      holding: { [self] key, limit in Array((lists[key] ?? []).reversed().prefix(limit)) },
      profiles: { [self] numbers in numbers.map { profiles[Int($0)] } })
    let answer = try RelatedStories(source: source, frequencies: frequencies).answer(
      for: profile, articleCount: count + 1, limit: Self.matchLimit)
    profile.figures = answer.figures
    let candidates = answer.matches.map {
      ThreadCandidate(number: $0.number, thread: threads[Int($0.number)], kinship: $0.kinship)
    }
    let join = ThreadJoin.of(profile, candidates) { thread in
      let members = threads.indices.reversed().filter { threads[$0] == thread }
      return members.prefix(ThreadJoin.memberLimit).map { profiles[$0] }
    }
    switch join {
    case .alone: append(profile, nil)
    case .thread(let thread): append(profile, thread)
    case .article(let number):
      let name = Int64(profiles.count) << 32
      threads[Int(number)] = name
      append(profile, name)
    }
  }
}
