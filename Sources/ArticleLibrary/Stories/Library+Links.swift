// A link in an article may lead to another article of the library.

package import ArticleModel
import StoryMatching

extension Library {
  /// The article to which a link in another leads: the document at its path, else the one that bears
  /// its words as a headline; none if there is no such article here.
  ///
  /// An address is only compared with what the library knows: nothing is opened or fetched.
  package func linked(
    _ address: SafeText, text: SafeText, from id: ArticleID
  ) throws -> [ArticleRow] {
    if let path = LinkPath.inFolder(address.string), let from = try article(id) {
      let full = from.folder.appending(from.path).parent.appending(path).normalised
      if let found = try documents(at: full).first(where: { $0 != id }) { return try rows([found]) }
    }
    guard text != address,
      let resolved = try resolve([text], scopes: [], excluding: id).first,
      resolved.status == .found, let candidate = resolved.candidates.first
    else { return [] }
    return try rows([candidate.id])
  }
}

/// Paths as links write them.
enum LinkPath {
  /// The path of a link that leads to a document beside the one it stands in; `nil` for an address
  /// with a scheme, a host or an absolute path.
  static func inFolder(_ address: String) -> RawPath? {
    let path = address.prefix { $0 != "#" && $0 != "?" }
    guard let first = path.first, first != "/", !path.contains(":") else { return nil }
    return RawPath(bytes: decoded(Array(path.utf8)))
  }

  /// With `%20` as the byte that it stands for.
  private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    var decoded: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[place + 1...place + 2], as: UTF8.self), radix: 16)
      {
        decoded.append(byte)
        place += 3
      } else {
        decoded.append(bytes[place])
        place += 1
      }
    }
    return decoded
  }
}
