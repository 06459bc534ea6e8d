// Text that runs from right to left, in the order in which it is drawn.

import CFriBidi

/// The bidirectional algorithm (UAX #9) for one paragraph, by FriBidi.
struct Bidi {
  /// The paragraph's own level: 0 from left to right, 1 from right to left.
  let baseLevel: Int8
  /// Each character's embedding level; empty where everything runs from left to right.
  let levels: [Int8]

  static let leftToRight = Bidi(baseLevel: 0, levels: [])

  private init(baseLevel: Int8, levels: [Int8]) {
    self.baseLevel = baseLevel
    self.levels = levels
  }

  /// Finds the levels of a paragraph. `direction` is its own level if that is given from outside;
  /// else its first character that has a direction decides.
  init(_ paragraph: ArraySlice<Unicode.Scalar>, direction: Int8? = nil) {
    guard direction == 1 || paragraph.contains(where: Self.mayRunFromRight) else {
      self = .leftToRight
      return
    }
    var base = direction ?? -1
    var levels = [Int8](repeating: 0, count: paragraph.count)
    let succeeded = paragraph.withUnsafeBufferPointer { scalars in
      scalars.withMemoryRebound(to: UInt32.self) { text in
        screen_bidi_levels(text.baseAddress, Int32(text.count), &base, &levels) != 0
      }
    }
    self = succeeded ? Bidi(baseLevel: base, levels: levels) : .leftToRight
  }

  var isRightToLeft: Bool { baseLevel & 1 == 1 }

  /// True if the character may be other than left to right: the blocks of the scripts that run from
  /// the right (DerivedBidiClass.txt gives them as wholes), and the marks and embeddings.
  @inline(__always)
  static func mayRunFromRight(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    guard value >= 0x590 else { return false }
    switch value {
    case 0x590...0x8FF, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return true
    case 0xFB1D...0xFDFF, 0xFE70...0xFEFF: return true
    case 0x10800...0x10FFF, 0x1E800...0x1EFFF: return true
    default: return false
    }
  }

  /// The order in which things of these levels stand from left to right (rule L2): the place of
  /// each among `levels`.
  static func visualOrder(_ levels: [Int8]) -> [Int] {
    var order = Array(levels.indices)
    guard let highest = levels.max(), highest > 0 else { return order }
    for level in stride(from: highest, to: 0, by: -1) {
      var start = 0
      while start < order.count {
        guard levels[order[start]] >= level else {
          start += 1
          continue
        }
        var end = start
        while end < order.count, levels[order[end]] >= level { end += 1 }
        order[start..<end].reverse()
        start = end
      }
    }
    return order
  }

  /// The character that is drawn at an odd level in place of this one (rule L4).
  static func mirrored(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(screen_bidi_mirrored(scalar.value)) ?? scalar
  }
}

extension Bidi {
  /// Items of one line in visual order, those that run from right to left mirrored. `place` gives
  /// an item's place in the paragraph; `nil` for one that is not of it, and runs as it does.
  func reordered(
    _ line: [LaidLine.Item], place: (LaidLine.Item) -> Int?
  ) -> [LaidLine.Item] {
    guard !levels.isEmpty else { return line }
    let levels = line.map { place($0).map { self.levels[$0] } ?? baseLevel }
    return Self.visualOrder(levels).map { index in
      var item = line[index]
      if levels[index] & 1 == 1 { item.cell = Self.mirrored(item.cell) }
      return item
    }
  }

  /// A cell as it is drawn from right to left.
  private static func mirrored(_ cell: Cell) -> Cell {
    guard let base = cell.glyph.base else { return cell }
    let mirror = mirrored(base)
    guard mirror != base, DisplayWidth.kind(of: mirror) == .spacing(cell.width) else { return cell }
    return Cell(glyph: cell.glyph.replacing(base: mirror), width: cell.width, style: cell.style)
  }
}
