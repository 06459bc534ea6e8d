// What a document says of itself before it begins: YAML between fences, or lines of `Key: value`.

import ArticleModel

/// Front matter of a document.
enum FrontMatter {
  /// Lines and bytes beyond which nothing is taken for front matter.
  private static let lineLimit = 200
  private static let byteLimit = 1 << 15

  /// Reads what stands before the text, and gives the line on which the text begins.
  ///
  /// Whatever is broken is read as far as it goes: lines that are not understood are listed in
  /// `leftover`, so that no words are lost.
  static func read(_ text: TextLines) -> (metadata: Metadata, start: Int) {
    guard let first = text.lines.indices.first(where: { !text.lines[$0].isBlank }) else {
      return (Metadata(), 0)
    }
    let start = FrontMatterForm.afterComment(text, from: first)
    if isFence(text, start) { return readFenced(text, from: start) ?? (Metadata(), first) }
    if let found = FrontMatterForm.read(text, from: start) { return found }
    return readHeader(text, from: first) ?? (Metadata(), 0)
  }

  private static func isFence(_ text: TextLines, _ line: Int) -> Bool {
    text.content(line).elementsEqual([0x2D, 0x2D, 0x2D])
  }

  // MARK: Between fences

  private static func readFenced(_ text: TextLines, from fence: Int) -> (Metadata, Int)? {
    let limit = min(text.lines.count, fence + lineLimit)
    let close = ((fence + 1)..<max(fence + 1, limit)).first { line in
      isFence(text, line) || text.content(line).elementsEqual([0x2E, 0x2E, 0x2E])
    }
    guard let close else { return readHeader(text, from: fence + 1, needed: 1) }
    let range = text.lines[fence].range.upperBound..<text.lines[close].range.lowerBound
    if range.count <= byteLimit, let metadata = readYAML(text.bytes[range]) {
      return (metadata, close + 1)
    }
    guard var (metadata, end) = readHeader(text, from: fence + 1, needed: 1), end <= close + 1
    else { return nil }
    for line in min(end, close)..<close where !text.lines[line].isBlank {
      metadata.leftover.append(SafeText(line: text.string(line)))
    }
    end = close + 1
    return (metadata, end)
  }

  /// Reads the top of a mapping; `nil` if it is none, or one that is not read (see `BoundedYAML`).
  private static func readYAML(_ bytes: ArraySlice<UInt8>) -> Metadata? {
    guard let pairs = readPlain(bytes) ?? BoundedYAML.pairs(bytes) else { return nil }
    return Metadata(pairs)
  }

  /// Reads lines of `key: value` that mean the same in YAML as they look, which most front matter is:
  /// a parser takes a tenth of a sync for them. `nil` where any line may mean something else.
  private static func readPlain(_ bytes: ArraySlice<UInt8>) -> BoundedYAML.Pairs? {
    var pairs: BoundedYAML.Pairs = []
    for line in bytes.split(separator: 0x0A) {
      guard let colon = line.firstIndex(of: 0x3A), line.index(after: colon) < line.endIndex,
        line[line.index(after: colon)] == 0x20,
        line[..<colon].allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 == 0x2D || $0 == 0x5F }),
        line[line.startIndex] != 0x2D
      else { return nil }
      let value = line[(colon + 2)...]
      guard let first = value.first, isPlainStart(first), value.last != 0x20, value.last != 0x3A,
        !hasMeaning(value)
      else { return nil }
      let name = String(decoding: line[..<colon], as: UTF8.self)
      guard !pairs.contains(where: { $0.name == name }) else { return nil }
      pairs.append((name, [String(decoding: value, as: UTF8.self)]))
    }
    return pairs.isEmpty ? nil : pairs
  }

  /// A letter, a digit or what is beyond ASCII: all else may open something in YAML.
  private static func isPlainStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
  }

  /// Whether a colon before a space, a comment's sign after one, or a control character is there.
  private static func hasMeaning(_ value: ArraySlice<UInt8>) -> Bool {
    var before: UInt8 = 0
    for byte in value {
      if byte < 0x20 || before == 0x3A && byte == 0x20 || before == 0x20 && byte == 0x23 {
        return true
      }
      before = byte
    }
    return false
  }

  // MARK: Lines of key and value

  /// Reads lines of `Key: value`, at least `needed` of them with known keys.
  private static func readHeader(
    _ text: TextLines, from start: Int, needed: Int = 2
  ) -> (Metadata, Int)? {
    var metadata = Metadata()
    var line = start
    var known = 0
    var unknown: [Int] = []
    var field: Field?
    var hasFact = false
    while line < min(text.lines.count, start + lineLimit), !text.lines[line].isBlank,
      !isFence(text, line)
    {
      if let field, text.lines[line].indent > 0, field == .tags || field == .title {
        metadata.extend(field, text.string(line))
      } else if let (name, value) = keyAndValue(text, line) {
        field = Field.of(name)
        let isTaken = field.map { metadata.take($0, [value]) } ?? false
        if isTaken { known += 1 } else { unknown.append(line) }
        if isTaken, field != .passedOver { hasFact = true }
      } else {
        break
      }
      line += 1
    }
    guard known >= needed, hasFact else { return nil }
    metadata.leftover = unknown.map { SafeText(line: text.string($0)) }
    let isFenced = line < text.lines.count && isFence(text, line)
    return (metadata, isFenced ? line + 1 : line)
  }

  private static func keyAndValue(_ text: TextLines, _ line: Int) -> (String, String)? {
    let content = text.content(line)
    guard let colon = content.prefix(80).firstIndex(where: { $0 == 0x3A }) else {
      return wideKeyAndValue(text, line)
    }
    let after = content.index(after: colon)
    guard colon > content.startIndex, after == content.endIndex || content[after] == 0x20 else {
      return nil
    }
    let key = String(decoding: content[..<colon], as: UTF8.self)
    guard key.count <= 30, key.split(separator: " ").count <= 3 else { return nil }
    return (key, SafeText(line: String(decoding: content[after...], as: UTF8.self)).string)
  }

  /// The same with the colon of Chinese and Japanese.
  private static func wideKeyAndValue(_ text: TextLines, _ line: Int) -> (String, String)? {
    guard text.lines[line].width <= 200 else { return nil }
    let string = text.string(line)
    guard let colon = string.prefix(12).firstIndex(of: "：") else { return nil }
    return (String(string[..<colon]), String(string[string.index(after: colon)...]))
  }
}
