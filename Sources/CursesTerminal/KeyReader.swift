// Keys out of what a keyboard sends.

import CNcurses
import Screen

/// Reads keys from bytes and from the codes that curses finds in them.
///
/// Curses recognises the sequences that the terminal's description names. The rest is read here:
/// Esc and a key is Alt and that key, `CSI 1;3D` Alt and Left whatever the description says, text
/// between `CSI 200~` and `CSI 201~` is pasted, and a sequence that nobody knows is no key at all.
/// Bytes may come in any portions, however far apart: no byte of a paste is ever a key.
///
/// The reader knows no clock. `patience` says how long nothing must come until `silence` is called.
struct KeyReader {
  /// A paste is cut after this many bytes.
  static let maximumPaste = 1 << 20
  /// A longer sequence is no key; it is read to its end all the same.
  private static let longestSequence = 64

  /// Gives the next byte (0 to 255) or code of curses (above); `nil` if there is none now. It is told
  /// whether only bytes are wanted, as in a paste.
  typealias Source = (_ wantsBytes: Bool) -> Int32?

  private var pushedBack: [Int32] = []
  /// Keys that were held back and are to be given now.
  private var released: [Key] = []
  /// The bytes of a character of which more are to come, and whether Esc stood before it.
  private var character: [UInt8] = []
  private var isAlt = false
  /// A control sequence of which more is to come, after its introducer.
  private var sequence: [UInt8]?
  /// Bytes that come are passed over, and no key.
  private var skipping: Skipping?
  private var opening = Opening()
  private var paste: Paste?
  /// True if what was there is read, so that what comes next begins a piece of its own.
  private var isAtStart = true

  private enum Skipping {
    /// So many bytes: where the mouse was (X10).
    case bytes(Int)
    /// An answer of the terminal, up to its end (OSC, DCS, APC, PM, SOS), with its kind and as much of
    /// it as may mean something.
    case string([UInt8])
    /// The byte after an Esc in such a string: `ESC \` ends it.
    case stringEnd([UInt8])
    /// The rest of a paste that was given up.
    case paste
  }

  /// True if a paste has begun of which the end is still to come.
  var isPasting: Bool {
    if case .paste = skipping { return true }
    return paste != nil
  }

  /// How long nothing must come until `silence` is to be called; `nil` if nothing waits for it.
  var patience: Duration? {
    if let paste { return paste.isStalled ? nil : .seconds(1) }
    if let skipping {
      if case .bytes = skipping { return .milliseconds(50) }
      return .seconds(1)
    }
    return opening.held.isEmpty ? nil : .milliseconds(50)
  }

  /// The next event; `nil` if none is complete yet.
  mutating func next(_ source: Source) -> TerminalEvent? {
    while true {
      if !released.isEmpty { return .key(released.removeFirst()) }
      guard let code = take(source) else {
        isAtStart = true
        return nil
      }
      let isFirst = isAtStart
      isAtStart = false
      if paste != nil {
        if let event = continuePaste(code, isFirst, source) { return event }
      } else if skipping != nil {
        if let backdrop = skip(code) { return .backdrop(backdrop) }
      } else if let key = sequence == nil ? begin(code, source) : continueSequence(code, source) {
        return .key(key)
      }
    }
  }

  /// Nothing has come for as long as `patience` said.
  mutating func silence() -> TerminalEvent? {
    if paste != nil {
      paste?.isStalled = true
      paste?.isKnownToStall = true
      return .pasteStalled
    }
    if skipping != nil {
      skipping = nil
      return nil
    }
    sequence = nil
    isAlt = false
    released = opening.held
    opening.held = []
    return released.isEmpty ? nil : .key(released.removeFirst())
  }

  private mutating func take(_ source: Source) -> Int32? {
    pushedBack.isEmpty ? source(isPasting) : pushedBack.removeFirst()
  }

  private mutating func continuePaste(
    _ code: Int32, _ isFirst: Bool, _ source: Source
  ) -> TerminalEvent? {
    paste?.isStalled = false
    // Ctrl-c alone: a paste that goes on may well hold the byte.
    if code == 0x03, isFirst, paste?.isKnownToStall == true {
      guard let following = take(source) else {
        paste = nil
        skipping = .paste
        isAtStart = true
        return .pasteGivenUp
      }
      pushedBack.insert(following, at: 0)
    }
    guard let text = paste?.add(code) else { return nil }
    paste = nil
    return .paste(text)
  }

  /// Passes over a byte; gives what an answer that ends with it says of the background.
  private mutating func skip(_ code: Int32) -> Backdrop? {
    switch skipping {
    case .bytes(let count): skipping = count > 1 ? .bytes(count - 1) : nil
    case .string(let bytes):
      if let byte = UInt8(exactly: code), byte >= 0x20 {
        if bytes.count < Self.longestSequence { skipping = .string(bytes + [byte]) }
        return nil
      }
      skipping = code == 0x1B ? .stringEnd(bytes) : nil
      if code > 0xFF { pushedBack.insert(code, at: 0) }
      return code == 0x07 ? Self.backdrop(bytes) : nil
    case .stringEnd(let bytes):
      skipping = nil
      if code == 0x5C { return Self.backdrop(bytes) }
      pushedBack.insert(contentsOf: [0x1B, code], at: 0)
    case .paste, nil: break
    }
    return nil
  }

  /// The background that an answer names: an OSC (`]`) of number 11.
  private static func backdrop(_ answer: [UInt8]) -> Backdrop? {
    answer.first == 0x5D ? Backdrop(answer: answer.dropFirst()) : nil
  }

  private mutating func begin(_ code: Int32, _ source: Source) -> Key? {
    if opening.continues(with: code) {
      guard opening.take(code) else { return nil }
      paste = Paste()
      isAlt = false
      return nil
    }
    if !opening.held.isEmpty {
      // It was no mark: what was held back is pressed, and then this.
      released = opening.held
      opening = Opening()
      pushedBack.insert(code, at: 0)
      return nil
    }
    opening = Opening()
    if code > 255 {
      character = []
      return function(code)
    }
    return code == 0x1B ? escape(source) : byte(UInt8(truncatingIfNeeded: code))
  }

  /// Bytes that follow Esc at once belong to it; without any, Esc itself was pressed.
  private mutating func escape(_ source: Source) -> Key? {
    character = []
    guard let code = take(source) else {
      // The rest of a paste's mark may come late all the same.
      opening = Opening(matched: 1)
      return Key(.escape)
    }
    switch code {
    case 0x1B: return escapeTwice(source)
    case 0x5B:
      sequence = []
      guard let following = take(source) else {
        opening = Opening(matched: 2, held: [Key(.character("["), .alt)])
        return nil
      }
      return continueSequence(following, source)
    case 0x4F:
      guard let following = take(source) else { return Key(.character("O"), .alt) }
      if let key = ControlSequence.applicationKey(following) { return key }
      if !(0x20...0x7E).contains(following) { pushedBack.insert(following, at: 0) }
      return nil
    case 0x50, 0x58, 0x5D, 0x5E, 0x5F:
      guard let following = take(source) else {
        return Key(.character(Unicode.Scalar(UInt8(code))), .alt)
      }
      skipping = .string([UInt8(code)])
      pushedBack.insert(following, at: 0)
      return nil
    case 256...:
      guard var key = function(code) else { return nil }
      key.modifiers.insert(.alt)
      return key
    default:
      isAlt = true
      return byte(UInt8(truncatingIfNeeded: code))
    }
  }

  /// Esc and Esc again: two keys, or rxvt's way of Alt, which puts Esc before the whole sequence.
  private mutating func escapeTwice(_ source: Source) -> Key? {
    guard let third = take(source) else {
      pushedBack.insert(0x1B, at: 0)
      return Key(.escape)
    }
    guard third == 0x5B else {
      pushedBack.insert(contentsOf: [0x1B, third], at: 0)
      return Key(.escape)
    }
    isAlt = true
    sequence = []
    return nil
  }

  private mutating func continueSequence(_ code: Int32, _ source: Source) -> Key? {
    opening = Opening()
    guard (0x20...0x7E).contains(code), let soFar = sequence else {
      // Broken off by something else, which stands for itself.
      sequence = nil
      isAlt = false
      pushedBack.insert(code, at: 0)
      return nil
    }
    let bytes = soFar.count < Self.longestSequence ? soFar + [UInt8(code)] : soFar
    guard code >= 0x40, !(bytes == [0x5B]) else {
      sequence = bytes
      return nil
    }
    sequence = nil
    if bytes == Paste.beginning {
      paste = Paste()
      isAlt = false
      return nil
    }
    if bytes == [0x4D] { skipping = .bytes(3) }
    guard soFar.count < Self.longestSequence, let key = ControlSequence.key(bytes) else {
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
  /// The mark that begins a paste, where it does not come in one piece after Esc: its bytes are held
  /// back for a moment, then they are keys, and still begin a paste if the rest comes.
  private struct Opening {
    private static let mark = Array("\u{1B}[200~".utf8)

    /// How much of the mark has come.
    var matched = 0
    /// The keys that its bytes are if it is none.
    var held: [Key] = []

    func continues(with code: Int32) -> Bool {
      matched > 0 && code == Int32(Self.mark[matched])
    }

    /// Takes a byte of the mark; whether that was the last one.
    mutating func take(_ code: Int32) -> Bool {
      held.append(ControlSequence.key(ascii: Self.mark[matched]))
      matched += 1
      guard matched == Self.mark.count else { return false }
      self = Opening()
      return true
    }
  }

  /// Text between the two marks of a bracketed paste.
  private struct Paste {
    static let beginning = Array("200~".utf8)
    private static let end = Array("\u{1B}[201~".utf8)

    private var bytes: [UInt8] = []
    /// How much of the end mark the last bytes are.
    private var matched = 0
    /// True if nothing came for a while, and whether that was so before.
    var isStalled = false
    var isKnownToStall = false

    /// The text so far; lines end with `\n`.
    private var text: String {
      String(decoding: bytes.map { $0 == 0x0D ? 0x0A : $0 }, as: UTF8.self)
    }

    /// Takes a byte; gives the text if that was the last of the end mark. Codes of curses in it are
    /// control sequences, and left out.
    mutating func add(_ code: Int32) -> String? {
      guard let byte = UInt8(exactly: code) else {
        matched = 0
        return nil
      }
      if byte == Self.end[matched] {
        matched += 1
        return matched == Self.end.count ? text : nil
      }
      keep(Self.end[..<matched])
      matched = byte == Self.end[0] ? 1 : 0
      if matched == 0 { keep(CollectionOfOne(byte)) }
      return nil
    }

    private mutating func keep(_ more: some Collection<UInt8>) {
      if bytes.count + more.count <= KeyReader.maximumPaste { bytes += more }
    }
  }
}
