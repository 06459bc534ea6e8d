// Keys out of what a keyboard sends.

import CNcurses
import Screen

/// Reads keys from bytes and from the codes that curses finds in them.
///
/// Curses recognises the sequences that the terminal's description names. The rest is read here:
/// Esc and a key is Alt and that key, `CSI 1;3D` Alt and Left whatever the description says, text
/// between `CSI 200~` and `CSI 201~` is pasted, and a sequence that nobody knows is no key at all.
/// Bytes may come in any portions.
struct KeyReader {
  /// A paste is cut after this many bytes.
  static let maximumPaste = 1 << 20

  /// Gives the next byte (0 to 255) or code of curses (above); `nil` if there is none now.
  typealias Source = () -> Int32?

  private var pushedBack: [Int32] = []
  /// The bytes of a character of which more are to come, and whether Esc stood before it.
  private var character: [UInt8] = []
  private var isAlt = false
  /// A control sequence of which more is to come, after its introducer.
  private var sequence: [UInt8]?
  private var paste: Paste?

  /// Whether the end of a paste is still to come.
  var isPasting: Bool { paste != nil }

  /// The next event; `nil` if none is complete yet.
  mutating func next(_ source: Source) -> TerminalEvent? {
    while true {
      if paste != nil {
        guard let code = take(source) else { return nil }
        if let text = paste?.add(code) {
          paste = nil
          return .paste(text)
        }
      } else if sequence != nil {
        guard let code = take(source) else { return nil }
        if let key = continueSequence(code) { return .key(key) }
      } else {
        guard let code = take(source) else { return nil }
        if let key = begin(code, source) { return .key(key) }
      }
    }
  }

  /// Gives what was pasted so far: no end came.
  mutating func giveUpPaste() -> TerminalEvent? {
    defer { paste = nil }
    return paste.map { .paste($0.text) }
  }

  private mutating func take(_ source: Source) -> Int32? {
    pushedBack.isEmpty ? source() : pushedBack.removeFirst()
  }

  private mutating func begin(_ code: Int32, _ source: Source) -> Key? {
    if code > 255 { return function(code) }
    return code == 0x1B ? escape(source) : byte(UInt8(truncatingIfNeeded: code))
  }

  /// What follows Esc at once belongs to it; nothing means that Esc itself was pressed.
  private mutating func escape(_ source: Source) -> Key? {
    guard let code = take(source) else { return Key(.escape) }
    switch code {
    case 0x1B:
      guard let third = take(source) else {
        pushedBack.insert(code, at: 0)
        return Key(.escape)
      }
      guard third == 0x5B else {
        pushedBack.insert(contentsOf: [code, third], at: 0)
        return Key(.escape)
      }
      // rxvt's way of Alt: Esc before the whole sequence.
      isAlt = true
      sequence = []
      return nil
    case 0x5B:
      guard let following = take(source) else { return Key(.character("["), .alt) }
      sequence = []
      return continueSequence(following)
    case 0x4F:
      guard let following = take(source) else { return Key(.character("O"), .alt) }
      return ControlSequence.applicationKey(following)
    case 256...:
      guard var key = function(code) else { return nil }
      key.modifiers.insert(.alt)
      return key
    default:
      isAlt = true
      return byte(UInt8(truncatingIfNeeded: code))
    }
  }

  private mutating func continueSequence(_ code: Int32) -> Key? {
    guard (0x20...0x7E).contains(code), let soFar = sequence, soFar.count < 64 else {
      // Broken off by something else, which stands for itself.
      sequence = nil
      isAlt = false
      if code == 0x1B || code > 255 { pushedBack.insert(code, at: 0) }
      return nil
    }
    let bytes = soFar + [UInt8(code)]
    guard code >= 0x40, !(bytes == [0x5B]) else {
      sequence = bytes
      return nil
    }
    sequence = nil
    if bytes == Paste.beginning {
      paste = Paste()
      return nil
    }
    guard let key = ControlSequence.key(bytes) else {
      isAlt = false
      return nil
    }
    return finish(key)
  }

  /// A key of one byte, or the next byte of a character.
  private mutating func byte(_ byte: UInt8) -> Key? {
    guard byte >= 0x80 else {
      character = []
      return finish(ControlSequence.key(ascii: byte))
    }
    if byte & 0xC0 != 0x80 { character = [] }
    character.append(byte)
    var decoder = UTF8()
    var bytes = character.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else {
      if character.count >= 4 || byte & 0xC0 == 0x80 && character.count == 1 { character = [] }
      return nil
    }
    character = []
    return finish(Key(.character(scalar)))
  }

  private mutating func finish(_ key: Key) -> Key {
    defer { isAlt = false }
    return isAlt ? Key(key.code, key.modifiers.union(.alt)) : key
  }

  /// The key of a code of curses.
  private func function(_ code: Int32) -> Key? {
    switch code {
    case KEY_UP: Key(.up)
    case KEY_DOWN: Key(.down)
    case KEY_LEFT: Key(.left)
    case KEY_RIGHT: Key(.right)
    case KEY_SR: Key(.up, .shift)
    case KEY_SF: Key(.down, .shift)
    case KEY_SLEFT: Key(.left, .shift)
    case KEY_SRIGHT: Key(.right, .shift)
    case KEY_PPAGE: Key(.pageUp)
    case KEY_NPAGE: Key(.pageDown)
    case KEY_SPREVIOUS: Key(.pageUp, .shift)
    case KEY_SNEXT: Key(.pageDown, .shift)
    case KEY_HOME, KEY_FIND: Key(.home)
    case KEY_END, KEY_LL, KEY_SELECT: Key(.end)
    case KEY_SHOME: Key(.home, .shift)
    case KEY_SEND: Key(.end, .shift)
    case KEY_DC: Key(.delete)
    case KEY_SDC: Key(.delete, .shift)
    case KEY_IC: Key(.insert)
    case KEY_SIC: Key(.insert, .shift)
    case KEY_BACKSPACE: Key(.backspace)
    case KEY_ENTER: Key(.enter)
    case KEY_BTAB: Key(.backTab)
    case KEY_F0 + 1...KEY_F0 + 63: Key(.function(Int(code - KEY_F0)))
    default: nil
    }
  }
}

extension KeyReader {
  /// Text between the two marks of a bracketed paste.
  private struct Paste {
    static let beginning = Array("200~".utf8)
    private static let end = Array("\u{1B}[201~".utf8)

    private var bytes: [UInt8] = []
    /// How much of the end mark the last bytes are.
    private var matched = 0

    /// The text so far; lines end with `\n`.
    var text: String {
      String(decoding: bytes.map { $0 == 0x0D ? 0x0A : $0 }, as: UTF8.self)
    }

    /// Takes a byte; gives the text if that was the last of the end mark. Codes of curses in it are
    /// control sequences, and left out.
    mutating func add(_ code: Int32) -> String? {
      guard let byte = UInt8(exactly: code) else { return nil }
      if byte == Self.end[matched] {
        matched += 1
        return matched == Self.end.count ? text : nil
      }
      keep(Self.end[..<matched])
      matched = byte == Self.end[0] ? 1 : 0
      if matched == 0 { keep([byte]) }
      return nil
    }

    private mutating func keep(_ more: ArraySlice<UInt8>) {
      if bytes.count + more.count <= KeyReader.maximumPaste { bytes += more }
    }
  }
}
