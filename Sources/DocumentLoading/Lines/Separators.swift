// Lines of punctuation alone that part or underline, and the marks that open items and quotations.

/// What a line without letters is for.
enum RuleLine {
  /// The character that a line repeats, three times at least, if it is one that rules are made of.
  static func of(_ line: ArraySlice<UInt8>) -> UInt8? {
    guard line.count >= 3, line.count < 400, let first = line.first, marks.contains(first) else {
      return nil
    }
    var count = 0
    for byte in line where byte != 0x20 {
      if byte != first { return nil }
      count += 1
    }
    return count >= 3 ? first : nil
  }

  private static let marks = Array("-=*_~#+".utf8)
}

/// The marks that open a list item.
enum Bullet {
  /// The length in bytes of a bullet and the space after it, or 0.
  static func length(_ line: ArraySlice<UInt8>) -> Int {
    guard let first = line.first, line.count >= 3 else { return 0 }
    let rest = line.dropFirst()
    if first == 0x2D || first == 0x2A || first == 0x2B {
      return rest.first == 0x20 || rest.first == 0x09 ? 2 : 0
    }
    guard first == 0xE2 || first == 0xC2 else { return 0 }
    for bullet in wide where line.starts(with: bullet) {
      let after = line.dropFirst(bullet.count)
      if after.first == 0x20 || after.first == 0x09 { return bullet.count + 1 }
      // `•Item` stands without a space too; a middle dot does not.
      return first == 0xE2 && !after.isEmpty ? bullet.count : 0
    }
    return 0
  }

  private static let wide = ["•", "‣", "◦", "▪", "●", "○", "■", "►", "▶", "∙", "·"].map {
    Array($0.utf8)
  }

  /// The number of a numbered line (`1.` or `1)`), or `nil`.
  static func number(_ line: ArraySlice<UInt8>) -> Int? {
    var value = 0
    var place = line.startIndex
    while place < line.endIndex, line[place] &- 0x30 < 10, place - line.startIndex < 3 {
      value = value * 10 + Int(line[place] - 0x30)
      place += 1
    }
    guard place > line.startIndex, place + 2 < line.endIndex,
      line[place] == 0x2E || line[place] == 0x29, line[place + 1] == 0x20
    else { return nil }
    return value
  }
}
