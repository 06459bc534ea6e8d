// Cuts what a program writes to a terminal into text and controls.

import Screen

/// A control sequence: `ESC [`, parameters, intermediates, one final byte (ECMA-48 §5.4).
package struct ControlSequence: Hashable, Sendable {
  /// `?`, `>`, `=` or `<`, where there is one.
  package var prefix: UInt8?
  /// The parameters; 0 where one is left out. Those after a colon stand by themselves.
  package var parameters: [Int]
  package var intermediates: [UInt8]
  package var final: UInt8

  /// A parameter, or `default` if it is missing or 0.
  package func parameter(_ index: Int, default value: Int) -> Int {
    parameters.indices.contains(index) && parameters[index] > 0 ? parameters[index] : value
  }

  /// The first parameter as a count: at least 1.
  package var count: Int { parameter(0, default: 1) }
}

/// One thing that a program sent.
package struct ControlItem: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case text(Unicode.Scalar)
    /// A C0 control but ESC, or DEL.
    case control(UInt8)
    /// `ESC`, intermediates, a final byte.
    case escape([UInt8], UInt8)
    case csi(ControlSequence)
    /// A control string: its introducer (`P X ] ^ _`) and its content.
    case string(introducer: UInt8, content: [UInt8])
    /// Bytes that are no UTF-8, or a sequence broken off.
    case invalid([UInt8])
  }

  package var kind: Kind
  /// Bytes from the start of what was sent to the first of it.
  package var offset: Int
}

/// A terminal's parser: takes bytes one at a time, gives an item when one is whole.
package struct ControlParser: Sendable {
  private enum State: Sendable { case ground, escape, csi, string, stringEscape }

  private var state = State.ground
  private var pending: [UInt8] = []
  private var utf8Missing = 0
  private var start = 0
  private var position = 0

  package init() {}

  /// Takes one byte; gives the item that it completes.
  ///
  /// If a byte breaks off what was pending, the pending part is given as invalid and the byte
  /// begins anew; a control that comes inside a sequence is then reported with the next byte.
  package mutating func take(_ byte: UInt8) -> ControlItem? {
    defer { position += 1 }
    if pending.isEmpty { start = position }
    switch state {
    case .ground: return ground(byte)
    case .escape: return escape(byte)
    case .csi: return csi(byte)
    case .string, .stringEscape: return string(byte)
    }
  }

  /// The unfinished rest at the end, if any.
  package mutating func finish() -> ControlItem? {
    pending.isEmpty ? nil : give(.invalid(pending))
  }

  private mutating func give(_ kind: ControlItem.Kind) -> ControlItem {
    state = .ground
    pending = []
    utf8Missing = 0
    return ControlItem(kind: kind, offset: start)
  }

  /// Gives the pending bytes as invalid and begins with `byte`, where it can be the start of more.
  private mutating func breakOff(with byte: UInt8) -> ControlItem? {
    if byte == 0x1B || byte >= 0xC2 {
      let item = give(.invalid(pending))
      start = position
      _ = ground(byte)
      return item
    }
    return give(.invalid(pending + [byte]))
  }

  private mutating func ground(_ byte: UInt8) -> ControlItem? {
    if utf8Missing > 0 { return continued(byte) }
    switch byte {
    case 0x1B:
      state = .escape
      pending = [byte]
      return nil
    case 0x00...0x1F, 0x7F: return give(.control(byte))
    case 0x20...0x7E: return give(.text(Unicode.Scalar(byte)))
    case 0xC2...0xF4:
      utf8Missing = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
      pending = [byte]
      return nil
    default: return give(.invalid([byte]))
    }
  }

  private mutating func continued(_ byte: UInt8) -> ControlItem? {
    guard byte & 0xC0 == 0x80 else { return breakOff(with: byte) }
    pending.append(byte)
    utf8Missing -= 1
    guard utf8Missing == 0 else { return nil }
    let scalars = String(validating: pending, as: UTF8.self)?.unicodeScalars
    return give(scalars?.first.map { .text($0) } ?? .invalid(pending))
  }

  private mutating func escape(_ byte: UInt8) -> ControlItem? {
    switch byte {
    case UInt8(ascii: "[") where pending.count == 1:
      state = .csi
      pending.append(byte)
      return nil
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "]"), UInt8(ascii: "^"),
      UInt8(ascii: "_") where pending.count == 1:
      state = .string
      pending.append(byte)
      return nil
    case 0x20...0x2F:
      pending.append(byte)
      return nil
    case 0x30...0x7E: return give(.escape(Array(pending.dropFirst()), byte))
    default: return breakOff(with: byte)
    }
  }

  private mutating func csi(_ byte: UInt8) -> ControlItem? {
    switch byte {
    case 0x20...0x3F:
      pending.append(byte)
      return nil
    case 0x40...0x7E: return give(.csi(Self.sequence(pending.dropFirst(2), final: byte)))
    default: return breakOff(with: byte)
    }
  }

  private mutating func string(_ byte: UInt8) -> ControlItem? {
    pending.append(byte)
    let wasEscape = state == .stringEscape
    state = byte == 0x1B ? .stringEscape : .string
    let isEnd = wasEscape && byte == UInt8(ascii: "\\")
    guard isEnd || byte == 0x07 else { return nil }
    let content = pending.dropFirst(2).dropLast(isEnd ? 2 : 1)
    return give(.string(introducer: pending[1], content: Array(content)))
  }

  private static func sequence(_ bytes: ArraySlice<UInt8>, final: UInt8) -> ControlSequence {
    var rest = bytes
    var prefix: UInt8?
    if let first = rest.first, (0x3C...0x3F).contains(first) {
      prefix = first
      rest = rest.dropFirst()
    }
    let digits = rest.prefix { (0x30...0x3F).contains($0) }
    let parameters = digits.split(omittingEmptySubsequences: false) { $0 == 0x3B || $0 == 0x3A }
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    return ControlSequence(
      prefix: prefix, parameters: digits.isEmpty ? [] : parameters,
      intermediates: Array(rest.dropFirst(digits.count)), final: final)
  }
}

extension ControlSequence {
  private static let attributes: [Int: Style.Attributes] = [
    1: .bold, 2: .dim, 3: .italic, 4: .underline, 7: .reverse,
  ]
  private static let ends: [Int: Style.Attributes] = [
    22: [.bold, .dim], 23: .italic, 24: .underline, 27: .reverse,
  ]

  /// The style that `SGR` with these parameters leaves (ECMA-48 §8.3.117; xterm for 90–107 and the
  /// 256 colours). A colour given by its red, green and blue is taken as the terminal's own.
  func style(after style: Style) -> Style {
    var style = style
    var rest = (parameters.isEmpty ? [0] : parameters)[...]
    while let code = rest.popFirst() {
      if let attribute = Self.attributes[code] { style.attributes.insert(attribute) }
      if let ended = Self.ends[code] { style.attributes.subtract(ended) }
      switch code {
      case 0: style = .plain
      case 30...37: style.foreground = .ansi(UInt8(code - 30))
      case 38: style.foreground = Self.color(&rest)
      case 39: style.foreground = .terminal
      case 40...47: style.background = .ansi(UInt8(code - 40))
      case 48: style.background = Self.color(&rest)
      case 49: style.background = .terminal
      case 90...97: style.foreground = .ansi(UInt8(code - 82))
      case 100...107: style.background = .ansi(UInt8(code - 92))
      default: break
      }
    }
    return style
  }

  private static func color(_ rest: inout ArraySlice<Int>) -> Color {
    switch rest.popFirst() {
    case 5: return rest.popFirst().map { .ansi(UInt8(clamping: $0)) } ?? .terminal
    case 2:
      rest = rest.dropFirst(3)
      return .terminal
    default: return .terminal
    }
  }
}
