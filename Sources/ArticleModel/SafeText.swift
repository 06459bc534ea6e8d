// Text that may be shown: the one type that the Grid and the printer accept.

/// Text without control characters, escape sequences or bidirectional overrides.
///
/// Only the sanitiser makes it: whatever string goes in, what comes out cannot move a cursor,
/// change a colour, forge a line or reorder its surroundings.
///
///     SafeText(line: "\u{1B}[31mred\u{7}\nnext").string  // "red next"
///
/// Both initialisers run in time linear in the length of the text, and leave clean text as it is.
package struct SafeText: Hashable, Sendable, Comparable {
  /// The clean text.
  package let string: String

  /// Cleans a one-line field: line breaks and runs of white space become one space, and white
  /// space at either end goes.
  package init(line raw: some StringProtocol) {
    string = Sanitiser.line(String(raw))
  }

  /// Cleans text that may hold lines: every kind of line end becomes `\n`, a tab stays a tab.
  package init(text raw: some StringProtocol) {
    string = Sanitiser.text(String(raw))
  }

  private init(clean: String) {
    string = clean
  }

  /// No text.
  package static let empty = SafeText(clean: "")

  /// True if there is no text.
  package var isEmpty: Bool { string.isEmpty }

  /// The number of Unicode scalars, the unit of a run's and a position's offsets.
  package var scalarCount: Int { string.unicodeScalars.count }

  /// A part of the text, `range` counted in Unicode scalars and clamped to the text.
  ///
  /// A part of clean text is clean: every scalar of it was let through by itself.
  package func slice(scalars range: Range<Int>) -> SafeText {
    let scalars = string.unicodeScalars
    let lower = scalars.index(
      scalars.startIndex, offsetBy: max(0, range.lowerBound), limitedBy: scalars.endIndex)
    guard let lower else { return .empty }
    let length = max(0, range.upperBound - max(0, range.lowerBound))
    let upper = scalars.index(lower, offsetBy: length, limitedBy: scalars.endIndex)
    return SafeText(clean: String(scalars[lower..<(upper ?? scalars.endIndex)]))
  }

  /// Parts of the text that follow one another, each as `slice` gives it: found in one pass, however
  /// many there are.
  package func slices(scalars ranges: [Range<Int>]) -> [SafeText] {
    let scalars = string.unicodeScalars
    var place = (offset: 0, index: scalars.startIndex)
    func index(at offset: Int) -> String.Index {
      if offset < place.offset { place = (0, scalars.startIndex) }
      let index = scalars.index(
        place.index, offsetBy: offset - place.offset, limitedBy: scalars.endIndex)
      guard let index else { return scalars.endIndex }
      place = (offset, index)
      return index
    }
    return ranges.map { range in
      let lower = index(at: max(0, range.lowerBound))
      return SafeText(clean: String(scalars[lower..<index(at: max(0, range.upperBound))]))
    }
  }

  /// The texts in order, parted by `separator`.
  package static func joined(_ parts: [SafeText], separator: SafeText = .empty) -> SafeText {
    SafeText(clean: parts.map(\.string).joined(separator: separator.string))
  }

  package static func + (left: SafeText, right: SafeText) -> SafeText {
    SafeText(clean: left.string + right.string)
  }

  package static func < (left: SafeText, right: SafeText) -> Bool {
    left.string < right.string
  }
}

extension SafeText: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    self.init(text: value)
  }
}

extension SafeText: CustomStringConvertible {
  /// The text itself.
  package var description: String { string }
}
