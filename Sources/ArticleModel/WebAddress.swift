// Addresses out of documents, made fit to be handed to another program.

/// The address of a page: `http` or `https`, a host that can be seen, and none but the characters that an
/// address may have (RFC 3986).
///
///     try WebAddress("https://example.org/a b").text  // "https://example.org/a%20b"
///
/// An address of another form is refused: it comes from a document, and the program that
/// opens it may believe more than one would like.
package struct WebAddress: Hashable, Sendable {
  /// The reason for which an address is not opened.
  package enum Refusal: Error, Hashable, Sendable {
    case scheme, length, host, user, port

    /// One line for a person.
    package var message: SafeText {
      switch self {
      case .scheme: "Only web addresses are opened outside."
      case .length: "The address is too long to be opened; y copies it."
      case .host: "The address names no host that can be opened; y copies it."
      case .user: "The address names a user, which may hide where it leads; y copies it."
      case .port: "The address names no port that there is; y copies it."
      }
    }
  }

  /// In bytes; servers and browsers accept little more (RFC 9110 §4.1 asks for 8,000).
  package static let longest = 8_000

  /// The address, in printable ASCII.
  package let text: String

  /// Checks an address and encodes what may not stand in it.
  package init(_ written: some StringProtocol) throws(Refusal) {
    let bytes = Array(written.utf8)
    guard bytes.count <= Self.longest else { throw .length }
    let schemes = ["https://", "http://"]
    let start = bytes.prefix(8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    guard let scheme = schemes.first(where: { start.starts(with: $0.utf8) }) else { throw .scheme }
    let rest = bytes.dropFirst(scheme.utf8.count)
    // Browsers take a backslash for a slash: it must not hide the end of the host from others.
    let end = rest.firstIndex { [0x2F, 0x3F, 0x23, 0x5C].contains($0) } ?? rest.endIndex
    let authority = try Self.authority(rest[..<end])
    let tail = Self.encoded(rest[end...])
    text = scheme + authority + (tail.isEmpty || tail.hasPrefix("/") ? "" : "/") + tail
    guard text.utf8.count <= Self.longest else { throw .length }
  }

  /// A host and a port, if there is one.
  private static func authority(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> String {
    guard !bytes.contains(UInt8(ascii: "@")) else { throw .user }
    if bytes.first == UInt8(ascii: "[") {
      guard let end = bytes.firstIndex(of: UInt8(ascii: "]")), end > bytes.startIndex + 2,
        bytes[(bytes.startIndex + 1)..<end].allSatisfy({ isHex($0) || $0 == 0x3A || $0 == 0x2E })
      else { throw .host }
      return String(decoding: bytes[...end], as: UTF8.self) + (try port(bytes[(end + 1)...]))
    }
    let end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
    let host = bytes[..<end]
    guard let first = host.first, !"-._".utf8.contains(first),
      host.indices.allSatisfy({ mayStandInHost(host, $0) })
    else { throw .host }
    return encoded(host) + (try port(bytes[end...]))
  }

  /// Letters, digits and what parts them; letters outside ASCII may be encoded already.
  private static func mayStandInHost(_ host: ArraySlice<UInt8>, _ place: Int) -> Bool {
    let byte = host[place]
    if byte == 0x25 {
      return place + 2 < host.endIndex && isHex(host[place + 1]) && isHex(host[place + 2])
        && !(0x30...0x37).contains(host[place + 1])
    }
    return isLetterOrDigit(byte) || byte >= 0x80 || "-._".utf8.contains(byte)
  }

  /// A colon and a number up to 65,535; or nothing.
  private static func port(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> String {
    guard let colon = bytes.first else { return "" }
    let digits = String(decoding: bytes.dropFirst(), as: UTF8.self)
    guard colon == UInt8(ascii: ":"), bytes.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
    else { throw .port }
    if digits.isEmpty { return "" }
    guard UInt16(digits) != nil else { throw .port }
    return ":" + digits
  }

  /// Encodes all but the characters that RFC 3986 §2 has. An apostrophe is encoded too, as it is a
  /// quotation mark to a shell; so is a percent sign that begins no code.
  private static func encoded(_ bytes: ArraySlice<UInt8>) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    for place in bytes.indices {
      let byte = bytes[place]
      let isCode =
        byte == 0x25 && place + 2 < bytes.endIndex && isHex(bytes[place + 1])
        && isHex(bytes[place + 2])
      if isCode || isLetterOrDigit(byte) || "-._~:/?#[]@!$&()*+,;=".utf8.contains(byte) {
        output.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        output += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
