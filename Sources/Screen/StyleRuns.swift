// The style of each place of a text, from spans that may overlap.

/// Gives the styles of ascending offsets: spans laid over a base style in their order.
struct StyleRuns {
  private let base: Style
  private let spans: [StyleSpan]
  /// The starts and ends of spans, ascending.
  private let edges: [(offset: Int, span: Int, begins: Bool)]
  private var nextEdge = 0
  /// The spans around the current place, by their order.
  private var active: [Int] = []
  private var style: Style

  init(_ base: Style, _ spans: [StyleSpan]) {
    self.base = base
    self.spans = spans
    style = base
    var edges: [(offset: Int, span: Int, begins: Bool)] = []
    for (index, span) in spans.enumerated() where !span.range.isEmpty {
      edges.append((span.range.lowerBound, index, true))
      edges.append((span.range.upperBound, index, false))
    }
    self.edges = edges.sorted { $0.offset < $1.offset }
  }

  /// The style at an offset, which is not before the last one asked for.
  @inline(__always)
  mutating func style(at offset: Int) -> Style {
    if nextEdge < edges.count && edges[nextEdge].offset <= offset { advance(to: offset) }
    return style
  }

  private mutating func advance(to offset: Int) {
    while nextEdge < edges.count, edges[nextEdge].offset <= offset {
      let edge = edges[nextEdge]
      let place = active.partitioningIndex { $0 >= edge.span }
      if edge.begins {
        active.insert(edge.span, at: place)
      } else if place < active.count {
        active.remove(at: place)
      }
      nextEdge += 1
    }
    style = active.reduce(base) { $0.over(spans[$1].style) }
  }
}

extension [Int] {
  /// The first index whose element fulfils a condition that all after it fulfil too.
  fileprivate func partitioningIndex(_ condition: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
