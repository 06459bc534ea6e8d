// A search that is more than a row of words is a tree of alternatives.

extension SearchQuery {
  /// A part of a query in parentheses or with `OR`.
  package indirect enum Node: Hashable, Sendable {
    case words(Clause)
    case limit(Limit)
    case not(Node)
    case all([Node])
    case any([Node])
  }

  /// A limit on articles beside their words.
  package enum Limit: Hashable, Sendable {
    case desk(String)
    case mark(Mark)
    /// Days since 1970: the first that is wanted, and the first that no longer is.
    case days(first: Int?, end: Int?)
  }
}

extension SearchQuery.Node {
  /// The clauses in reading order, without those that are not wanted.
  package var wanted: [SearchQuery.Clause] {
    switch self {
    case .words(let clause): [clause]
    case .limit, .not: []
    case .all(let nodes), .any(let nodes): nodes.flatMap(\.wanted)
    }
  }

  /// True if words alone decide it, and some must be there: then the index of words can be asked.
  package var isOfWords: Bool {
    switch self {
    case .words: true
    case .limit, .not: false
    case .any(let nodes): nodes.allSatisfy(\.isOfWords)
    case .all(let nodes):
      nodes.contains(where: \.isOfWords)
        && nodes.allSatisfy { node in
          if case .not(let inner) = node { return inner.isOfWords }
          return node.isOfWords
        }
    }
  }

  /// True if a limit such as `is:unread` stands anywhere in it.
  package var hasLimit: Bool {
    switch self {
    case .words: false
    case .limit: true
    case .not(let node): node.hasLimit
    case .all(let nodes), .any(let nodes): nodes.contains(where: \.hasLimit)
    }
  }

  /// All of some nodes, or any, without nodes around single ones or of the same kind within it;
  /// `nil` for none.
  static func joined(_ nodes: [Self], any: Bool) -> Self? {
    let flat = nodes.flatMap { node in
      switch node {
      case .all(let inner) where !any: inner
      case .any(let inner) where any: inner
      default: [node]
      }
    }
    guard let first = flat.first else { return nil }
    return flat.count == 1 ? first : any ? .any(flat) : .all(flat)
  }

  /// A node that is met where the other is not.
  var turned: Self {
    switch self {
    case .not(let node): node
    case .any(let nodes): .all(nodes.map(\.turned))
    case .limit(.days(let first?, nil)): .limit(.days(first: nil, end: first))
    case .limit(.days(nil, let end?)): .limit(.days(first: end, end: nil))
    default: .not(self)
    }
  }
}
