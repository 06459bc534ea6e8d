// A character is as wide here as in the C library, by which curses places text.

import ArticleModel
import Glibc
import TestSupport
import Testing

@testable import Screen

struct WidthTests {
  /// Glibc's module does not have it.
  private static let wcwidth = dlsym(nil, "wcwidth").map {
    unsafeBitCast($0, to: (@convention(c) (UInt32) -> Int32).self)
  }

  @Test func `every glyph has the width that the C library has for it`() throws {
    let locale = newlocale(Int32(LC_CTYPE_MASK), "C.UTF-8", nil)
    try #require(locale != nil)
    let wcwidth = try #require(Self.wcwidth)
    let previous = uselocale(locale)
    defer {
      uselocale(previous)
      freelocale(locale)
    }
    var wrong: [String] = []
    for value in UInt32(0x20)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let kind = DisplayWidth.kind(of: scalar)
      let width = wcwidth(value)
      let isRight =
        switch kind {
        case .spacing(let columns): width == Int32(columns)
        case .mark: width == 0
        case .space, .ignored, .flagLetter, .unknown: true
        }
      if !isRight { wrong.append(String(value, radix: 16) + " \(kind) \(width)") }
    }
    print("wcwidth: \(wrong.count) differ: \(wrong.prefix(400))")
    #expect(wrong.isEmpty)
  }
}
