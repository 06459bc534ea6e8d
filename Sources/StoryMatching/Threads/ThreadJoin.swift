// A new article joins a story before the threads are made anew.

/// An article that is near to a new one, and what is known of its story.
package struct ThreadCandidate: Sendable {
  /// The article's number in the library.
  package var number: Int64
  /// The thread it is in; `nil` where it tells its story alone.
  package var thread: Int64?
  /// How near the two are (`RelatedStories.Match.kinship`).
  package var kinship: Float

  package init(number: Int64, thread: Int64?, kinship: Float) {
    self.number = number
    self.thread = thread
    self.kinship = kinship
  }
}

/// Puts one article after another into threads as it arrives: by the mean kinship with all that are
/// in a thread, as the batch does, but each once and for now.
///
///     switch try ThreadJoin.of(profile, candidates) { thread in try members(of: thread) } {
///     case .thread(let thread): …  // it joins this thread
///     case .article(let number): … // a new thread of the two
///     case .alone: …
///     }
package enum ThreadJoin: Hashable, Sendable {
  /// It joins a thread.
  case thread(Int64)
  /// It makes a thread with an article that was in none.
  case article(Int64)
  /// It tells its story alone.
  case alone

  /// So many members of a thread are compared at most.
  package static let memberLimit = 64

  /// The story of an article.
  ///
  /// - Parameters:
  ///   - profile: of the article, with its figures.
  ///   - candidates: articles near to it, as `RelatedStories` gives them.
  ///   - members: the profiles of a thread's articles, at most `memberLimit` of them.
  /// - Returns: where it belongs; of equals the smaller number.
  /// - Throws: what `members` throws.
  package static func of(
    _ profile: StorySource.Profile, _ candidates: [ThreadCandidate],
    members: (_ thread: Int64) throws -> [StorySource.Profile]
  ) rethrows -> ThreadJoin {
    let least = StorySettings.storyKinship
    var best: (join: ThreadJoin, kinship: Float)?
    func offer(_ join: ThreadJoin, _ kinship: Float) {
      if kinship >= least, kinship > best?.kinship ?? 0 { best = (join, kinship) }
    }
    let near = candidates.filter { $0.kinship >= least }
    for thread in Set(near.compactMap(\.thread)).sorted() {
      offer(.thread(thread), mean(profile, try members(thread)))
    }
    for alone in near.filter({ $0.thread == nil }).sorted(by: { $0.number < $1.number }) {
      offer(.article(alone.number), alone.kinship)
    }
    return best?.join ?? .alone
  }

  /// The mean kinship of an article with others.
  private static func mean(
    _ profile: StorySource.Profile, _ members: [StorySource.Profile]
  ) -> Float {
    let others = members.filter { $0.number != profile.number }
    guard !others.isEmpty else { return 0 }
    let sum = others.reduce(Float(0)) { sum, other in
      let similarity = profile.vector.similarity(to: other.vector)
      let kinship = profile.figures.kinship(similarity, with: other.figures)
      return sum + kinship * profile.day.closeness(to: other.day)
    }
    return sum / Float(others.count)
  }
}
