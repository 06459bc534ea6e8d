// A grapheme cluster in a form that fits terminal cells.

import CICU

/// One spacing character with at most four marks; no character in the right half of a wide one.
///
/// A `cchar_t` of ncurses holds no more, and what a terminal makes of a longer sequence is its own
/// business. So an emoji sequence becomes its first emoji (👩‍💻 → 👩), a skin tone, a variation
/// selector and a tag go, a flag becomes its two letters (🇩🇪 → DE), a keycap its key. A letter and
/// its accent are composed where Unicode has the composition. A cluster of several spacing
/// characters, as Devanagari and Thai have them, is several glyphs that stand side by side.
package struct Glyph: Hashable, Sendable {
  /// The spacing character and two marks, 21 bits each; then two more marks.
  @usableFromInline var first: UInt64
  @usableFromInline var second: UInt64

  @inline(__always)
  init(_ scalar: Unicode.Scalar) {
    first = UInt64(scalar.value)
    second = 0
  }

  private init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  static let none = Glyph(first: 0, second: 0)
  static let space = Glyph(" ")

  /// The marks that one cell can hold.
  static let maximumMarks = 4

  /// The stand-in for a character that is not drawn as itself.
  static let replacement = Glyph("\u{FFFD}")

  /// The base of a mark that has none.
  private static let dottedCircle: Unicode.Scalar = "\u{25CC}"

  private static let scalarBits: UInt64 = 21
  private static let scalarMask: UInt64 = 0x1F_FFFF

  /// The character of a printable ASCII character without marks; 0 for any other glyph.
  @inlinable
  package var ascii: UInt32 {
    second == 0 && first >= 0x20 && first < 0x7F ? UInt32(truncatingIfNeeded: first) : 0
  }

  /// The spacing character; `nil` in the right half of a wide one.
  @inline(__always)
  package var base: Unicode.Scalar? {
    first == 0 ? nil : Unicode.Scalar(UInt32(first & Self.scalarMask))
  }

  /// The spacing character, then its marks.
  package var unicodeScalars: [Unicode.Scalar] {
    [
      first & Self.scalarMask, first >> Self.scalarBits & Self.scalarMask,
      first >> (2 * Self.scalarBits), second & Self.scalarMask, second >> Self.scalarBits,
    ].compactMap { $0 == 0 ? nil : Unicode.Scalar(UInt32($0)) }
  }

  /// The character with its marks, as text.
  package var string: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: unicodeScalars)
    return String(view)
  }

  /// The glyph with another mark, the `place`th of it counted from 0.
  fileprivate mutating func add(mark: Unicode.Scalar, place: Int) {
    let value = UInt64(mark.value)
    switch place {
    case 0, 1: first |= value << (UInt64(place + 1) * Self.scalarBits)
    default: second |= value << (UInt64(place - 2) * Self.scalarBits)
    }
  }

  /// The same marks on another character.
  func replacing(base: Unicode.Scalar) -> Glyph {
    Glyph(first: first & ~Self.scalarMask | UInt64(base.value), second: second)
  }

  /// The glyph of a character that is a cluster by itself, and its width is known.
  @inline(__always)
  static func single(_ scalar: Unicode.Scalar) -> Glyph {
    scalar.value < 0x20 || scalar.value == 0x7F ? .space : Glyph(scalar)
  }

  /// Gives `body` each glyph of the cluster with its width and the place of its spacing character.
  static func reduce(
    _ scalars: [Unicode.Scalar], _ cluster: Range<Int>,
    _ body: (_ glyph: Glyph, _ width: UInt8, _ offset: Int) -> Void
  ) {
    var pending = Pending()
    var isEmoji = false
    for offset in cluster {
      let scalar = scalars[offset]
      if isEmoji && offset > cluster.lowerBound && endsEmoji(scalar) { break }
      let kind = DisplayWidth.kind(of: scalar)
      if kind == .mark {
        pending.add(mark: scalar, at: offset)
        continue
      }
      guard kind != .ignored else { continue }
      pending.flush(body)
      pending = Pending(scalar, kind, at: offset)
      isEmoji = screen_is_pictographic(Int32(bitPattern: scalar.value)) != 0
    }
    pending.flush(body)
  }

  /// True if an emoji's further parts begin here: a joiner, a skin tone.
  private static func endsEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200D || (0x1F3FB...0x1F3FF).contains(scalar.value)
  }

  /// A glyph being put together.
  private struct Pending {
    private var base: Unicode.Scalar?
    private var marks: [Unicode.Scalar] = []
    private var width: UInt8 = 1
    private var offset = 0

    init() {}

    init(_ scalar: Unicode.Scalar, _ kind: ScalarKind, at offset: Int) {
      self.offset = offset
      switch kind {
      case .spacing(let width):
        base = scalar
        self.width = width
      case .flagLetter(let letter): base = Unicode.Scalar(UInt8(ascii: "A") + letter)
      case .unknown: base = "\u{FFFD}"
      default: base = " "
      }
    }

    mutating func add(mark: Unicode.Scalar, at offset: Int) {
      guard marks.count < Glyph.maximumMarks else { return }
      guard let base else {
        self = Pending(Glyph.dottedCircle, .spacing(1), at: offset)
        return add(mark: mark, at: offset)
      }
      if marks.isEmpty, let composed = compose(base, mark) {
        self.base = composed
      } else {
        marks.append(mark)
      }
    }

    private func compose(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
      let pair = screen_compose(Int32(bitPattern: base.value), Int32(bitPattern: mark.value))
      guard pair > 0, let composed = Unicode.Scalar(UInt32(pair)),
        DisplayWidth.kind(of: composed) == .spacing(width)
      else { return nil }
      return composed
    }

    func flush(_ body: (_ glyph: Glyph, _ width: UInt8, _ offset: Int) -> Void) {
      guard let base else { return }
      var glyph = Glyph.single(base)
      for (place, mark) in marks.enumerated() { glyph.add(mark: mark, place: place) }
      body(glyph, width, offset)
    }
  }
}
