// A key is a code with modifiers, whatever bytes a terminal sends for it.

/// A key press.
package struct Key: Hashable, Sendable {
  /// The key that was pressed, modifiers aside.
  package enum Code: Hashable, Sendable {
    /// A character as typed (`A` is Shift and a); for Ctrl the lower-case letter.
    case character(Unicode.Scalar)
    case enter, escape, backspace, tab, backTab, delete, insert
    case up, down, left, right, pageUp, pageDown, home, end
    case function(Int)
  }

  /// The keys that are held while another is pressed.
  package struct Modifiers: OptionSet, Hashable, Sendable {
    /// One bit for each modifier.
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Ctrl.
    package static let control = Modifiers(rawValue: 1)
    /// Alt, or an escape just before the key.
    package static let alt = Modifiers(rawValue: 2)
    /// Shift, where the character does not say so by itself.
    package static let shift = Modifiers(rawValue: 4)
  }

  /// The key alone.
  package var code: Code
  /// The keys held with it.
  package var modifiers: Modifiers

  package init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// The character that a press without Ctrl and Alt types, if it types one.
  package var typed: Unicode.Scalar? {
    guard modifiers.isEmpty, case .character(let scalar) = code else { return nil }
    return scalar
  }
}

extension Key {
  private static let names: [(name: String, code: Code)] = [
    ("Enter", .enter), ("Esc", .escape), ("Backspace", .backspace), ("Tab", .tab),
    ("Shift-Tab", .backTab), ("Del", .delete), ("Ins", .insert), ("Up", .up), ("Down", .down),
    ("Left", .left), ("Right", .right), ("PgUp", .pageUp), ("PgDn", .pageDown), ("Home", .home),
    ("End", .end), ("Space", .character(" ")),
  ]

  /// How help and configuration write the key: `j`, `Ctrl-d`, `Alt-Left`, `Space`, `F5`.
  package var name: String {
    var prefix = ""
    if modifiers.contains(.control) { prefix += "Ctrl-" }
    if modifiers.contains(.alt) { prefix += "Alt-" }
    if modifiers.contains(.shift) { prefix += "Shift-" }
    if let named = Self.names.first(where: { $0.code == code }) { return prefix + named.name }
    switch code {
    case .character(let scalar): return prefix + String(Character(scalar))
    case .function(let number): return prefix + "F\(number)"
    default: return prefix
    }
  }

  /// Reads a key as `name` writes it; `nil` if there is no such key.
  package init?(name: String) {
    var rest = Substring(name)
    var modifiers = Modifiers()
    let prefixes: [(String, Modifiers)] = [
      ("Ctrl-", .control), ("Alt-", .alt), ("Shift-", .shift),
    ]
    while !Self.names.contains(where: { $0.name == String(rest) }),
      let prefix = prefixes.first(where: { rest.hasPrefix($0.0) && rest.count > $0.0.count })
    {
      modifiers.insert(prefix.1)
      rest = rest.dropFirst(prefix.0.count)
    }
    if let named = Self.names.first(where: { $0.name == String(rest) }) {
      self.init(named.code, modifiers)
    } else if rest.unicodeScalars.count == 1, let scalar = rest.unicodeScalars.first {
      self.init(.character(scalar), modifiers)
    } else if rest.hasPrefix("F"), let number = Int(rest.dropFirst()), (1...63).contains(number) {
      self.init(.function(number), modifiers)
    } else {
      return nil
    }
  }

  /// Reads a sequence of keys, parted by spaces or, where every key is one character, not at all:
  /// `gg`, `g 1`, `Ctrl-x s`.
  package static func sequence(_ text: String) -> [Key]? {
    if let key = Key(name: text) { return [key] }
    let parts = text.split(separator: " ")
    if parts.count > 1 {
      let keys = parts.compactMap { Key(name: String($0)) }
      return keys.count == parts.count ? keys : nil
    }
    let letters = text.unicodeScalars.map { Key(.character($0)) }
    return letters.isEmpty || text.contains("-") && letters.count > 2 ? nil : letters
  }
}
