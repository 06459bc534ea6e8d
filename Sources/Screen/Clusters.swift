// A user-perceived character (grapheme cluster) is found by Unicode's rules.

/// Walks the extended grapheme clusters (UAX #29) of scalars, in one pass.
///
/// Swift's own `String` decides; stretches of characters that are known to stand alone are not
/// shown to it.
struct ClusterScanner {
  private let scalars: [Unicode.Scalar]
  private let end: Int
  private var position: Int
  /// A stretch that Swift is parting: its text, and where in it the next cluster begins.
  private var stretch = ""
  private var stretchIndex = "".startIndex
  /// The end of the stretch among the scalars; before `position` if there is none.
  private var stretchEnd = 0

  init(_ scalars: [Unicode.Scalar], _ range: Range<Int>) {
    self.scalars = scalars
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next cluster; `nil` after the last.
  @inline(__always)
  mutating func next() -> Range<Int>? {
    guard position < end else { return nil }
    if position >= stretchEnd {
      let next = position + 1
      if DisplayWidth.simple(scalars[position]) > 0
        && (next == end || DisplayWidth.simple(scalars[next]) > 0)
      {
        defer { position = next }
        return position..<next
      }
      beginStretch()
    }
    return nextOfStretch()
  }

  /// The stretch goes up to where two characters meet that both stand alone.
  private mutating func beginStretch() {
    var limit = position + 1
    var previousIsSimple = false
    while limit < end {
      let isSimple = DisplayWidth.simple(scalars[limit]) > 0
      if isSimple && previousIsSimple { break }
      previousIsSimple = isSimple
      limit += 1
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[position..<limit])
    stretch = String(view)
    stretchIndex = stretch.startIndex
    stretchEnd = limit
  }

  private mutating func nextOfStretch() -> Range<Int> {
    let next = stretch.index(after: stretchIndex)
    let length = stretch.unicodeScalars.distance(from: stretchIndex, to: next)
    stretchIndex = next
    defer { position += length }
    return position..<position + length
  }
}
