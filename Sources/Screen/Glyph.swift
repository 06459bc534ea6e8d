// A grapheme cluster in a form that fits terminal cells.

import CICU

/// Reduces grapheme clusters to glyphs: one spacing character with at most four marks each.
///
/// A `cchar_t` of ncurses holds no more, and what a terminal makes of a longer sequence is its own
/// business. So an emoji sequence becomes its first emoji (👩‍💻 → 👩), a skin tone, a variation
/// selector and a tag go, a flag becomes its two letters (🇩🇪 → DE), a keycap its key. A letter and
/// its accent are composed where Unicode has the composition. A cluster of several spacing
/// characters, as Devanagari and Thai have them, is several glyphs that stand side by side.
enum Glyph {
  /// The marks that one cell can hold.
  static let maximumMarks = 4

  /// What stands for a character that is not drawn as itself.
  static let replacement = "\u{FFFD}"

  /// What a mark without a base is drawn on.
  private static let dottedCircle: Unicode.Scalar = "\u{25CC}"

  /// The glyphs of the ASCII characters, by number; a control character's is a blank.
  static let ascii: [String] = (0..<128).map { value in
    value < 0x20 || value == 0x7F ? " " : String(Unicode.Scalar(UInt8(value)))
  }

  /// The glyph of a character that is a cluster by itself, and its width is known.
  @inline(__always)
  static func single(_ scalar: Unicode.Scalar) -> String {
    scalar.value < 128 ? ascii[Int(scalar.value)] : String(scalar)
  }

  /// Gives `body` each glyph of the cluster with its width and the place of its spacing character.
  static func reduce(
    _ scalars: [Unicode.Scalar], _ cluster: Range<Int>,
    _ body: (_ glyph: String, _ width: UInt8, _ offset: Int) -> Void
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

  /// Whether an emoji's further parts begin here: a joiner, a skin tone.
  private static func endsEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200D || (0x1F3FB...0x1F3FF).contains(scalar.value)
  }

  /// A glyph being put together.
  private struct Pending {
    private var base: Unicode.Scalar?
    private var marks = String.UnicodeScalarView()
    private var markCount = 0
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
      guard markCount < Glyph.maximumMarks else { return }
      guard let base else {
        self = Pending(Glyph.dottedCircle, .spacing(1), at: offset)
        return add(mark: mark, at: offset)
      }
      if markCount == 0, let composed = compose(base, mark) {
        self.base = composed
      } else {
        marks.append(mark)
        markCount += 1
      }
    }

    private func compose(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
      let pair = screen_compose(Int32(bitPattern: base.value), Int32(bitPattern: mark.value))
      guard pair > 0, let composed = Unicode.Scalar(UInt32(pair)),
        DisplayWidth.kind(of: composed) == .spacing(width)
      else { return nil }
      return composed
    }

    func flush(_ body: (_ glyph: String, _ width: UInt8, _ offset: Int) -> Void) {
      guard let base else { return }
      guard markCount > 0 else { return body(Glyph.single(base), width, offset) }
      var glyph = String.UnicodeScalarView()
      glyph.append(base)
      glyph.append(contentsOf: marks)
      body(String(glyph), width, offset)
    }
  }
}
