// The door keeps in memory what matching would otherwise read again for each question.

import StoryMatching

/// The part of the index that one process keeps for matching, as it is much and rarely changes.
struct StoryMemory {
  var epoch: Int64 = 0
  var frequencies: StoryFrequencies?
}

/// The sizes up to which a library is threaded anew as a whole.
struct StoryScale: Sendable {
  /// So many articles are threaded anew with every change.
  var smallCount = 20_000
  /// So many are weighed anew with every change.
  var tinyCount = 1_000
}
