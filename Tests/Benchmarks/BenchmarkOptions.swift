// Options say what a run of the benchmarks measures.

/// The parts that can be measured by themselves.
enum BenchmarkPart: String, CaseIterable, Sendable {
  /// First sync, sync with nothing changed, the library's size.
  case sync
  /// Start to the painted list.
  case start
  /// Keys in the list and in the text, and the bytes they cost.
  case keys
  /// Keys typed into a search.
  case search
  /// Related stories.
  case stories
  /// The largest resident set with the list open.
  case memory
  /// Start on a folder never seen.
  case new
  /// Keys while a folder is being synced.
  case busy
  /// The reader at rest.
  case idle
}

/// The arguments of `benchmarks`.
struct BenchmarkOptions: Sendable {
  /// How many articles, a table each.
  var counts: [Int] = []
  var parts = Set(BenchmarkPart.allCases)
  /// How many keys of each kind are timed.
  var keys = 120
  /// How long the reader is watched at rest.
  var idleSeconds = 60.0
  /// True if newsboat and recoll are measured: at a million they take hours.
  var hasSlowPeers = true

  static let usage = """
    benchmarks [COUNT …] [option …]   a table for each count of articles (10000)
      --only PART,…     sync, start, keys, search, memory, new, busy, idle
      --keys N          how many keys of each kind are timed (120)
      --idle SECONDS    how long the reader is watched at rest (60)
      --no-slow-peers   without newsboat and recoll, as with 1000000 articles
    benchmarks corpus COUNT FOLDER    only writes COUNT generated articles into a folder

    Generated articles and peers' indexes are kept in $TMPDIR/dateline-benchmark-COUNT for the next
    run. With --only the library of the last run is used again, unless sync is among the parts.
    """

  /// Reads arguments; `nil` if they are none of these.
  init?(_ arguments: some Sequence<String>) {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--no-slow-peers": hasSlowPeers = false
      case "--only":
        let names = (rest.popFirst() ?? "").split(separator: ",").map(String.init)
        let chosen = names.compactMap(BenchmarkPart.init(rawValue:))
        guard !chosen.isEmpty, chosen.count == names.count else { return nil }
        parts = Set(chosen)
      case "--keys":
        guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else { return nil }
        keys = number
      case "--idle":
        guard let number = rest.popFirst().flatMap({ Double($0) }), number > 0 else { return nil }
        idleSeconds = number
      default:
        guard let number = Int(argument), number > 0 else { return nil }
        counts.append(number)
      }
    }
    if counts.isEmpty { counts = [10_000] }
  }
}
