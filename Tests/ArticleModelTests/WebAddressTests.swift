// The program that opens an address gets nothing of it that could harm.

import Testing

@testable import ArticleModel

struct WebAddressTests {
  @Test(arguments: [
    ("https://example.org", "https://example.org"),
    ("HTTPS://Example.org/A?b=c&d=%20#e", "https://Example.org/A?b=c&d=%20#e"),
    ("http://example.org:8080/a b", "http://example.org:8080/a%20b"),
    ("http://example.org:/", "http://example.org/"),
    ("https://example.org?q=1", "https://example.org/?q=1"),
    ("https://example.org/\"quoted\"'`", "https://example.org/%22quoted%22%27%60"),
    ("https://example.org/50%", "https://example.org/50%25"),
    ("https://example.org/%zz%4", "https://example.org/%25zz%254"),
    ("https://example.org/a\nb\u{1B}[31m\u{0}\u{7F}", "https://example.org/a%0Ab%1B[31m%00%7F"),
    ("https://example.org\\@evil.example/", "https://example.org/%5C@evil.example/"),
    ("https://example.org/\u{202E}gpj.exe", "https://example.org/%E2%80%AEgpj.exe"),
    ("https://пример.рф/é", "https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%80%D1%84/%C3%A9"),
    ("https://[2001:db8::1]:443/x", "https://[2001:db8::1]:443/x"),
    ("https://example.org/mail@place", "https://example.org/mail@place"),
    ("https://example.org/<a>{b}|^", "https://example.org/%3Ca%3E%7Bb%7D%7C%5E"),
  ])
  func `an address is encoded`(_ written: String, _ expected: String) throws {
    let text = try WebAddress(written).text
    #expect(text == expected)
    #expect(try WebAddress(text).text == text)
    #expect(text.utf8.allSatisfy { (0x21...0x7E).contains($0) })
  }

  @Test(arguments: [
    ("javascript:alert(1)", WebAddress.Refusal.scheme), ("file:///etc/passwd", .scheme),
    ("--help", .scheme), ("-https://example.org", .scheme), (" https://example.org", .scheme),
    ("http:/example.org", .scheme), ("http:\\\\example.org", .scheme), ("", .scheme),
    ("data:text/html,x", .scheme), ("mailto:a@example.org", .scheme), ("https:", .scheme),
    ("https://", .host), ("https:///a", .host), ("https://-x.example/", .host),
    ("https://exa mple.org/", .host), ("https://exa\"mple.org/", .host), ("https://[]/", .host),
    ("https://[::1", .host), ("https://example.org%40evil.example/", .host),
    ("https://[x]/", .host), ("https://$(id).example/", .host),
    ("https://user@example.org/", .user), ("https://user:word@example.org", .user),
    ("https://example.org@evil.example", .user), ("https://a:b:c@d", .user),
    ("https://example.org:99999/", .port), ("https://example.org:x/", .port),
    ("https://example.org:-1/", .port), ("https://[::1]x/", .port),
    ("https://example.org:99999999999999999999/", .port),
    ("https://example.org/" + String(repeating: "a", count: 9_000), .length),
    ("https://example.org/" + String(repeating: "é", count: 2_000), .length),
  ])
  func `an address is refused`(_ written: String, _ refusal: WebAddress.Refusal) {
    #expect(throws: refusal) { try WebAddress(written) }
  }
}
