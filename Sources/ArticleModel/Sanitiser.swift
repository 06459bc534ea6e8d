// The one sink where text from outside loses what could act on a terminal.

/// Removes control characters, escape sequences and bidirectional overrides.
///
/// Sequences follow ECMA-48 §5.4 and §8.3: CSI, OSC, DCS, SOS, PM and APC in their 7-bit form
/// (`ESC [`) and their 8-bit form (U+009B). A control string whose terminator is not on the same
/// line loses its introducer only: a document with a stray `ESC ]` keeps its text. As no control
/// character survives, what is left can form no new sequence: one pass is a fixed point.
enum Sanitiser {
  static func line(_ raw: String) -> String {
    let cleaned = needsCleaning(raw, allowLines: false) ? clean(raw) : raw
    return needsFolding(cleaned) ? foldWhiteSpace(cleaned) : cleaned
  }

  static func text(_ raw: String) -> String {
    needsCleaning(raw, allowLines: true) ? clean(raw) : raw
  }

  /// True if any byte may begin something that is to be removed: a conservative test on UTF-8. Bytes
  /// that are not UTF-8 are to be removed, too: a string that was cut at an index of another one begins or ends
  /// within a character, and a terminal may take the rest of it for a control character.
  private static func needsCleaning(_ text: String, allowLines: Bool) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var before: UInt8 = 0
      var previous: UInt8 = 0
      // How many bytes are still to come of a character.
      var pending = 0
      var index = 0
      while index < bytes.count {
        let end = min(index + 8, bytes.count)
        if !isPlain(bytes, at: index) {
          for byte in UnsafeBufferPointer(rebasing: bytes[index..<end]) {
            if byte < 0x20 {
              if !(byte == 0x0A && allowLines) && byte != 0x09 { return true }
            } else if byte == 0x7F || isSuspect(byte, after: previous, before) {
              return true
            }
            guard let left = Self.pending(pending, byte) else { return true }
            pending = left
            before = previous
            previous = byte
          }
        } else {
          if pending > 0 { return true }
          previous = 0x20
        }
        index = end
      }
      return pending > 0
    }
  }

  /// How many bytes of a character are still to come after a byte; `nil` where it cannot stand there
  /// (RFC 3629 §3).
  @inline(__always)
  private static func pending(_ pending: Int, _ byte: UInt8) -> Int? {
    switch byte {
    case 0x00..<0x80: pending == 0 ? 0 : nil
    case 0x80..<0xC0: pending > 0 ? pending - 1 : nil
    case 0xC2..<0xE0: pending == 0 ? 1 : nil
    case 0xE0..<0xF0: pending == 0 ? 2 : nil
    case 0xF0..<0xF5: pending == 0 ? 3 : nil
    default: nil
    }
  }

  /// True if eight bytes from an index on are all ASCII without control characters, found at once
  /// (S. Anderson, "Bit Twiddling Hacks": a byte less than n).
  @inline(__always)
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + 8 <= bytes.count, let base = bytes.baseAddress else { return false }
    let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let isControl = (word &- (ones &* 0x20)) & ~word
    let deletes = word ^ (ones &* 0x7F)
    let isDelete = (deletes &- ones) & ~deletes
    return (word | isControl | isDelete) & (ones &* 0x80) == 0
  }

  /// C1 is C2 80–9F; the bidi and line controls are E2 80 A8–AE and E2 81 A0–AF; U+FEFF and the
  /// interlinear marks are EF BB BF and EF BF B9–BB; noncharacters end with xF BF BE or xF BF BF;
  /// tags and U+E0001 start with F3 A0.
  @inline(__always)
  private static func isSuspect(_ byte: UInt8, after previous: UInt8, _ before: UInt8) -> Bool {
    switch previous {
    case 0xC2: byte < 0xA0
    case 0x80: before == 0xE2 && byte >= 0xA8 && byte <= 0xAE
    case 0x81: before == 0xE2 && byte >= 0xA0 && byte <= 0xAF
    case 0xBB: before == 0xEF && byte == 0xBF
    case 0xBF: before & 0xF == 0xF && byte >= 0xB9 && byte <= 0xBF
    case 0xF3: byte == 0xA0
    default: false
    }
  }

  private static func clean(_ raw: String) -> String {
    // Bytes that are not UTF-8 become U+FFFD; of any other string this is a copy.
    var scanner = Scanner(Array(String(decoding: Array(raw.utf8), as: UTF8.self).unicodeScalars))
    return scanner.run()
  }

  private static func needsFolding(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = bytes.first, let last = bytes.last else { return false }
      if first == 0x20 || last == 0x20 { return true }
      var previous: UInt8 = 0
      for byte in bytes {
        if byte == 0x0A || byte == 0x09 || (byte == 0x20 && previous == 0x20) { return true }
        previous = byte
      }
      return false
    }
  }

  private static func foldWhiteSpace(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    var pending = false
    for scalar in text.unicodeScalars {
      if scalar == " " || scalar == "\t" || scalar == "\n" {
        pending = !folded.isEmpty
      } else {
        if pending { folded.append(" ") }
        pending = false
        folded.append(scalar)
      }
    }
    return String(folded)
  }

  /// The characters that are removed wherever they stand, beyond the sequences.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x202A...0x202E, 0x2066...0x2069: true  // bidi embeddings, overrides, isolates
    case 0x2060...0x2065, 0x206A...0x206F: true  // invisible operators, deprecated format marks
    case 0xFEFF, 0xFFF9...0xFFFB: true  // byte order mark, interlinear annotation
    case 0xE0001: true  // language tag; the other tags spell flags
    default: scalar.value & 0xFFFE == 0xFFFE  // noncharacters
    }
  }

  private struct Scanner {
    let scalars: [Unicode.Scalar]
    var index = 0
    var output = String.UnicodeScalarView()
    /// The end of the control string that the last search found, or the line's end if it found
    /// none: searches never read a line twice, so that a document of introducers stays linear.
    var searchedTo = 0
    var terminatorAt: Int?

    init(_ scalars: [Unicode.Scalar]) {
      self.scalars = scalars
    }

    mutating func run() -> String {
      while index < scalars.count {
        step()
      }
      return String(output)
    }

    private mutating func step() {
      let scalar = scalars[index]
      switch scalar.value {
      case 0x1B: escape()
      case 0x9B: skipControlSequence(from: index + 1)
      case 0x90, 0x98, 0x9D, 0x9E, 0x9F: skipControlString(from: index + 1)
      case 0x0D:
        output.append("\n")
        index += peek(1) == 0x0A ? 2 : 1
      case 0x0B, 0x0C, 0x85, 0x2028, 0x2029:
        output.append("\n")
        index += 1
      default:
        if !Sanitiser.isForbidden(scalar) { output.append(scalar) }
        index += 1
      }
    }

    private func peek(_ distance: Int) -> UInt32? {
      index + distance < scalars.count ? scalars[index + distance].value : nil
    }

    private mutating func escape() {
      switch peek(1) {
      case 0x5B: skipControlSequence(from: index + 2)
      case 0x50, 0x58, 0x5D, 0x5E, 0x5F: skipControlString(from: index + 2)
      case .some(0x20...0x2F): skipIntermediates()
      case .some(0x30...0x4F), .some(0x51...0x57), .some(0x59...0x5A), .some(0x5C):
        index += 2
      case .some(0x60...0x7E): index += 2
      default: index += 1
      }
    }

    /// `ESC I… F`: a character set designation and its like.
    private mutating func skipIntermediates() {
      var end = index + 1
      while end < scalars.count, (0x20...0x2F).contains(scalars[end].value) { end += 1 }
      if end < scalars.count, (0x30...0x7E).contains(scalars[end].value) { end += 1 }
      index = end
    }

    /// Parameters 30–3F, intermediates 20–2F, one final byte 40–7E; a broken one ends where it
    /// breaks.
    private mutating func skipControlSequence(from start: Int) {
      var end = start
      while end < scalars.count, (0x30...0x3F).contains(scalars[end].value) { end += 1 }
      while end < scalars.count, (0x20...0x2F).contains(scalars[end].value) { end += 1 }
      if end < scalars.count, (0x40...0x7E).contains(scalars[end].value) { end += 1 }
      index = end
    }

    private mutating func skipControlString(from start: Int) {
      if searchedTo <= start { searchTerminator(from: start) }
      if let terminatorAt, terminatorAt > start || terminatorAt == start {
        index = terminatorAt
        index += scalars[terminatorAt].value == 0x1B ? 2 : 1
      } else {
        index = start
      }
    }

    /// BEL, ST (U+009C) or `ESC \`, on this line.
    private mutating func searchTerminator(from start: Int) {
      terminatorAt = nil
      var end = start
      while end < scalars.count {
        let value = scalars[end].value
        if value == 0x0A || value == 0x0D { break }
        if value == 0x07 || value == 0x9C
          || (value == 0x1B && end + 1 < scalars.count && scalars[end + 1].value == 0x5C)
        {
          terminatorAt = end
          break
        }
        end += 1
      }
      searchedTo = end + 1
    }
  }
}
