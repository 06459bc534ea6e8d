// Addresses that stand in lines of their own.

/// URLs that stand alone.
enum Address {
  static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == 0x68 || text.first == 0x77 else { return false }
    return openings.contains { text.starts(with: $0) } && !text.contains(0x20)
  }

  private static let openings = ["http://", "https://", "www."].map { Array($0.utf8) }
}
