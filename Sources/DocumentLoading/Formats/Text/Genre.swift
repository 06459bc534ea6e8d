// Documents that are no articles, whose lines mean something: verse and source code.

/// What kind of writing some lines are.
enum Genre {
  /// The form of a document's lines; in doubt, prose. Looks at the first 400 lines.
  static func of(_ text: TextLines, _ range: Range<Int>, layout: Layout) -> Draft.Form {
    var census = Census()
    for index in range.prefix(400) {
      if text.lines[index].isBlank {
        census.endBlock()
      } else {
        census.add(text, index)
        if census.isSurelyProse { return .prose }
      }
    }
    census.endBlock()
    if census.isCode { return .code }
    return !layout.isWrapped && census.isVerse ? .verse : .prose
  }

  private struct Census {
    private var lines = 0
    private var codeLines = 0
    private var indented = 0
    private var longLines = 0
    private var closed = 0
    private var capitalised = 0
    private var cased = 0
    private var marked = 0
    private var block = 0
    private var blocks = 0
    /// Lines that stand in blocks of two and more.
    private var inBlocks = 0
    private var widths = 0

    mutating func add(_ text: TextLines, _ index: Int) {
      let line = text.content(index)
      lines += 1
      block += 1
      widths += text.lines[index].width
      if text.lines[index].indent >= 2 { indented += 1 }
      if line.count <= 160, CodeLine.isCode(line) { codeLines += 1 }
      if text.lines[index].width > 64 { longLines += 1 }
      guard text.lines[index].width <= 100 else { return }
      let facts = LineFacts(line)
      if facts.closing == .stop { closed += 1 }
      if facts.upper + facts.lower > 0 {
        cased += 1
        if !facts.startsLower { capitalised += 1 }
      }
      if LineMark.isMarked(text, index) { marked += 1 }
    }

    mutating func endBlock() {
      if block >= 2 { inBlocks += block }
      if block > 0 { blocks += 1 }
      block = 0
    }

    /// Whether the first lines leave no doubt: most are long, and few look like code.
    var isSurelyProse: Bool { lines == 8 && longLines >= 4 && codeLines <= 1 }

    var isCode: Bool {
      lines >= 4 && codeLines * 2 >= lines && (codeLines + indented) * 10 >= lines * 6
    }

    /// Short lines in stanzas, most of which do not end a sentence.
    var isVerse: Bool {
      guard lines >= 5, longLines * 12 <= lines, inBlocks * 4 >= lines * 3, marked * 5 <= lines
      else { return false }
      return closed * 2 <= lines && widths <= lines * 52
    }
  }
}

/// Signs of a programming or markup language in one line.
enum CodeLine {
  static func isCode(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, let last = line.last, line.count <= 160 else { return false }
    if last == 0x7B || last == 0x7D || last == 0x3B { return true }
    if first == 0x7D || first == 0x7B || first == 0x40 && line.count > 1 { return true }
    if first == 0x3C && last == 0x3E { return true }
    if openings.contains(where: { line.starts(with: $0) }) { return true }
    return hasCall(line) || hasAssignment(line)
  }

  private static let openings = [
    "//", "/*", "*/", "#include", "#define", "#!", "#if", "#endif", "# -*-", "import ", "from ",
    "def ", "class ", "func ", "function ", "fn ", "let ", "var ", "const ", "return", "if (",
    "else", "elif ", "for (", "while (", "using ", "package ", "public ", "private ", "static ",
    "struct ", "enum ", "#pragma", "<?php", "SELECT ", "INSERT ", "CREATE TABLE", "end", "begin",
    "\"\"\"", "try:", "except", "self.",
  ].map { Array($0.utf8) }

  /// `name(…)` with no space before the parenthesis.
  private static func hasCall(_ line: ArraySlice<UInt8>) -> Bool {
    guard let last = line.last, last == 0x29 || last == 0x3A || last == 0x2C || last == 0x28 else {
      return false
    }
    var previous: UInt8 = 0x20
    for byte in line {
      if byte == 0x28, previous == 0x5F || (previous | 0x20) &- 0x61 < 26 { return true }
      previous = byte
    }
    return false
  }

  /// ` = `, `==`, `=>`, `->`, `:=`, `+=`, `&&`, `||`, `::`.
  private static func hasAssignment(_ line: ArraySlice<UInt8>) -> Bool {
    var before: UInt8 = 0
    var previous: UInt8 = 0
    for byte in line {
      switch (previous, byte) {
      case (0x3D, 0x3D), (0x3D, 0x3E), (0x2D, 0x3E), (0x3A, 0x3D), (0x2B, 0x3D), (0x26, 0x26),
        (0x7C, 0x7C), (0x3A, 0x3A):
        return true
      case (0x3D, 0x20) where before == 0x20: return true
      default: break
      }
      before = previous
      previous = byte
    }
    return false
  }
}
