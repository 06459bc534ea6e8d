// Front matter in other forms than YAML: TOML and JSON of site generators, pandoc's, Nikola's, Org's.

import ArticleModel
import Foundation

/// The forms of front matter that a first line tells.
enum FrontMatterForm {
  private static let lineLimit = 200
  private static let byteLimit = 1 << 15

  /// The line after a comment that stands before a fence, else the line itself.
  static func afterComment(_ text: TextLines, from line: Int) -> Int {
    guard text.content(line).starts(with: Array("<!--".utf8)) else { return line }
    let limit = min(text.lines.count, line + lineLimit)
    guard let end = (line..<limit).first(where: { text.string($0).hasSuffix("-->") }),
      let next = ((end + 1)..<max(end + 1, limit)).first(where: { !text.lines[$0].isBlank }),
      ["---", "+++", ";;;"].contains(text.string(next))
    else { return line }
    return next
  }

  /// Reads front matter in one of these forms, and gives the line on which the text begins; `nil`
  /// where there is none.
  static func read(_ text: TextLines, from line: Int) -> (Metadata, Int)? {
    guard text.lines[line].range.count <= 200 else { return nil }
    switch text.string(line) {
    case "+++": return fenced(text, line, by: "+++", TOMLPairs.read)
    case ";;;": return fenced(text, line, by: ";;;", json)
    case "---json", "--- json": return fenced(text, line, by: "---", json)
    case "---toml", "--- toml": return fenced(text, line, by: "---", TOMLPairs.read)
    case let first where first.hasPrefix("{") && !first.hasPrefix("{{") && !first.hasPrefix("{%"):
      return object(text, line)
    case let first where first.hasPrefix("% "): return pandoc(text, line)
    case let first where first.hasPrefix(".. ") && first.contains(": "):
      return lines(text, line, opening: ".. ")
    case let first where first.hasPrefix("#+") && first.contains(":"):
      return lines(text, line, opening: "#+")
    default: return nil
    }
  }

  private static func fenced(
    _ text: TextLines, _ line: Int, by fence: String, _ read: (String) -> BoundedYAML.Pairs?
  ) -> (Metadata, Int)? {
    let limit = min(text.lines.count, line + lineLimit)
    let close = ((line + 1)..<max(line + 1, limit)).first { text.string($0) == fence }
    guard let close else { return nil }
    let range = text.lines[line].range.upperBound..<text.lines[close].range.lowerBound
    guard range.count <= byteLimit,
      let pairs = read(String(decoding: text.bytes[range], as: UTF8.self)),
      let metadata = Metadata(pairs)
    else { return nil }
    return (metadata, close + 1)
  }

  // MARK: JSON

  private static func json(_ text: String) -> BoundedYAML.Pairs? {
    let body = SafeText(line: text).string
    let whole = body.hasPrefix("{") ? body : "{" + body + "}"
    guard let object = try? JSONSerialization.jsonObject(with: Data(whole.utf8)),
      let fields = object as? [String: Any]
    else { return nil }
    return fields.sorted { $0.key < $1.key }.map { ($0.key, texts(of: $0.value)) }
  }

  private static func texts(of value: Any) -> [String] {
    switch value {
    case let text as String: return [text]
    case let list as [Any]: return list.flatMap { $0 is [Any] ? [] : texts(of: $0) }
    case let fields as [String: Any]:
      return ((fields["name"] ?? fields["title"]) as? String).map { [$0] } ?? []
    case let number as NSNumber: return [number.stringValue]
    default: return []
    }
  }

  /// An object from the first line to the one that closes it.
  private static func object(_ text: TextLines, _ line: Int) -> (Metadata, Int)? {
    let limit = min(text.lines.count, line + lineLimit)
    let close = (line..<limit).first {
      text.lines[$0].indent == 0 && text.string($0).hasSuffix("}")
    }
    guard let close else { return nil }
    let range = text.lines[line].range.lowerBound..<text.lines[close].range.upperBound
    guard range.count <= byteLimit,
      let pairs = json(String(decoding: text.bytes[range], as: UTF8.self)), !pairs.isEmpty,
      let metadata = Metadata(pairs)
    else { return nil }
    return (metadata, close + 1)
  }

  // MARK: Lines

  /// `% Title`, `% Authors`, `% Date`, in this order (pandoc's title block).
  private static func pandoc(_ text: TextLines, _ line: Int) -> (Metadata, Int)? {
    var metadata = Metadata()
    var next = line
    let fields: [Field] = [.title, .byline, .date]
    while next < text.lines.count, next - line < fields.count, text.firstByte(next) == 0x25 {
      let value = SafeText(line: text.string(next).dropFirst()).string
      let values = next == line + 1 ? value.split(separator: ";").map(String.init) : [value]
      guard metadata.take(fields[next - line], values) else { break }
      next += 1
    }
    return next > line ? (metadata, next) : nil
  }

  /// `.. title: Title` and `#+TITLE: Title`.
  private static func lines(
    _ text: TextLines, _ line: Int, opening: String
  ) -> (Metadata, Int)? {
    var pairs: BoundedYAML.Pairs = []
    var next = line
    while next < min(text.lines.count, line + lineLimit), text.string(next).hasPrefix(opening) {
      let content = text.string(next).dropFirst(opening.count)
      guard let colon = content.firstIndex(of: ":") else { break }
      let value = SafeText(line: content[content.index(after: colon)...]).string
      pairs.append((String(content[..<colon]), value.isEmpty ? [] : [value]))
      next += 1
    }
    return Metadata(pairs).map { ($0, next) }
  }
}
