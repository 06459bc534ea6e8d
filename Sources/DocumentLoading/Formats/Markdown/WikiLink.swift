// Links as wikis and notebooks write them: `[[Page]]`, `[[Page|words]]`, `[[Page#part]]`.

/// A link of a wiki in some text.
struct WikiLink {
  var range: Range<Int>
  var target: Range<Int>
  var words: Range<Int>

  /// Those of a text, in order; `nil` if there is none.
  static func all(in text: UnsafeBufferPointer<UInt8>) -> [WikiLink]? {
    guard text.count >= 5 else { return nil }
    var links: [WikiLink] = []
    var place = 0
    while place + 4 < text.count {
      if text[place] == 0x5B, text[place + 1] == 0x5B, let link = link(in: text, at: place) {
        links.append(link)
        place = link.range.upperBound
      } else {
        place += text[place] == 0x5B ? run(in: text, at: place) : 1
      }
    }
    return links.isEmpty ? nil : links
  }

  private static func run(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    var end = place
    while end < text.count, text[end] == 0x5B { end += 1 }
    return end - place
  }

  /// Two brackets, not three; a name of at most 200 bytes without a bracket in it.
  private static func link(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> WikiLink? {
    let start = place + 2
    var end = start
    var bar: Int?
    while end < text.count, end - start <= 200, text[end] != 0x5D {
      if text[end] == 0x5B { return nil }
      if text[end] == 0x7C, bar == nil { bar = end }
      end += 1
    }
    guard end > start, end + 1 < text.count, text[end] == 0x5D, text[end + 1] == 0x5D,
      end + 2 == text.count || text[end + 2] != 0x5D
    else { return nil }
    let target = start..<(bar ?? end)
    let words = bar.map { $0 + 1..<end } ?? target
    return words.isEmpty ? nil : WikiLink(range: place..<end + 2, target: target, words: words)
  }
}
