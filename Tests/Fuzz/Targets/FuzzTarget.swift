// The table of everything that reads bytes from outside, with the rules that each must keep.

import TestSupport

#if DEBUG  // What is tried is internal to its layer: only a debug build lets it be seen.

/// One reader of bytes under the fuzzer.
///
/// Who adds a reader of bytes (a format, a protocol, a file that others may write) adds its target to
/// `all`, and its seeds under `Tests/Fuzz/Seeds`.
package struct FuzzTarget: Sendable {
  /// The name on the command line and of the folder of seeds.
  package let name: String
  /// The longest input that is made, in bytes.
  package let longest: Int
  /// Reads some bytes and gives the rule that the reader broke, in words, or `nil`. With a planted bug
  /// the reader's answer is spoilt for rare input: the rules must notice it.
  package let fault: @Sendable (_ bytes: [UInt8], _ isPlanted: Bool) throws -> String?

  init(
    _ name: String, longest: Int,
    fault: @escaping @Sendable (_ bytes: [UInt8], _ isPlanted: Bool) throws -> String?
  ) {
    self.name = name
    self.longest = longest
    self.fault = fault
  }

  /// Every target.
  package static let all: [FuzzTarget] = [
    sanitiser, decoding, text, markdown, frontMatter, query, search, keys, stored, session, layout,
    state,
  ]

  /// The target of a name.
  package static func named(_ name: String) -> FuzzTarget? {
    all.first { $0.name == name }
  }
}

/// Input as a row of small choices with text behind them: what is missing is 0.
struct Choices {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  var isEmpty: Bool { rest.isEmpty }

  /// The next byte.
  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// A number made of the next bytes.
  mutating func number(bytes count: Int) -> UInt64 {
    (0..<count).reduce(0) { number, _ in number << 8 | UInt64(byte()) }
  }

  /// Up to so many of the next bytes.
  mutating func take(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// All that is left.
  mutating func all() -> [UInt8] {
    defer { rest = [] }
    return Array(rest)
  }
}

extension [UInt8] {
  /// True if a text of ASCII occurs.
  func holds(_ text: StaticString) -> Bool {
    place(of: text) != nil
  }

  /// The place at which a text of ASCII begins. Compared byte by byte, which the fuzzer can follow.
  func place(of text: StaticString) -> Int? {
    let length = text.utf8CodeUnitCount
    guard length <= count else { return nil }
    return (0...(count - length)).first { start in
      for offset in 0..<length where self[start + offset] != text.utf8Start[offset] {
        return false
      }
      return true
    }
  }
}

#endif
