// The top of TOML front matter, line by line.

import ArticleModel

/// Reads keys of TOML (v1.0.0) whose values are texts, numbers, days or lists of them.
///
/// TOMLKit would read all of the language and bring its C++ along; of front matter no more than this
/// is wanted, and what is broken is text.
enum TOMLPairs {
  /// Of tables nothing is taken; `nil` where a line is no TOML.
  static func read(_ text: String) -> BoundedYAML.Pairs? {
    var pairs: BoundedYAML.Pairs = []
    var isTable = false
    var open: (name: String, value: String)?
    for line in text.split(separator: "\n") {
      let line = SafeText(line: line).string
      if let (name, value) = open {
        let whole = value + " " + line
        open = isWhole(whole) ? nil : (name, whole)
        if open == nil, !isTable { pairs.append((name, values(whole))) }
        continue
      }
      if line.hasPrefix("#") || line.isEmpty { continue }
      if line.hasPrefix("[") {
        isTable = true
        continue
      }
      guard let sign = line.firstIndex(of: "=") else { return nil }
      let name = SafeText(line: line[..<sign]).string.filter { $0 != "\"" }
      let value = SafeText(line: line[line.index(after: sign)...]).string
      guard !name.isEmpty else { return nil }
      if !isWhole(value) {
        open = (name, value)
      } else if !isTable {
        pairs.append((name, values(value)))
      }
    }
    return open == nil ? pairs : nil
  }

  private static let longMarks = ["\"\"\"", "'''"]

  /// True if a value ends on its line: a list is closed, and a text of many lines.
  private static func isWhole(_ value: String) -> Bool {
    for mark in longMarks where value.hasPrefix(mark) {
      return value.utf8.count >= 6 && value.hasSuffix(mark)
    }
    return !value.hasPrefix("[") || value.hasSuffix("]")
  }

  private static func values(_ value: String) -> [String] {
    for mark in longMarks where value.hasPrefix(mark) && value.hasSuffix(mark) {
      return [String(value.dropFirst(3).dropLast(3))]
    }
    guard value.hasPrefix("["), value.hasSuffix("]") else { return [scalar(value[...])] }
    return parts(value.dropFirst().dropLast()).map { scalar($0) }.filter { !$0.isEmpty }
  }

  /// The parts of a list, which commas outside of quotation marks part.
  private static func parts(_ list: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = list.startIndex
    var quote: Character?
    for place in list.indices {
      let character = list[place]
      if quote != nil {
        if character == quote { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "," {
        parts.append(list[start..<place])
        start = list.index(after: place)
      }
    }
    return parts + [list[start...]]
  }

  /// A text without its quotation marks, a bare value without a comment.
  private static func scalar(_ value: Substring) -> String {
    let text = SafeText(line: value).string
    guard let mark = text.first, mark == "\"" || mark == "'" else {
      return SafeText(line: text.prefix { $0 != "#" }).string
    }
    var inner = ""
    var isEscaped = false
    for character in text.dropFirst() {
      if isEscaped {
        inner.append(character == "n" || character == "t" ? " " : character)
        isEscaped = false
      } else if character == "\\", mark == "\"" {
        isEscaped = true
      } else if character == mark {
        break
      } else {
        inner.append(character)
      }
    }
    return inner
  }
}
