// Paths as the file system has them: bytes, that need be neither UTF-8 nor fit to be shown.

/// A path, absolute or relative to a root, kept byte for byte so that it can be opened again.
package struct RawPath: Hashable, Sendable {
  /// The bytes, without a terminating zero.
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The path fit to be shown: what is not UTF-8 is U+FFFD, what could act is gone.
  package var shown: SafeText { SafeText(line: String(decoding: bytes, as: UTF8.self)) }

  /// The path where what is shown of it is another; `nil` where that says it all.
  package var ifUnlikeShown: RawPath? { shown.string.utf8.elementsEqual(bytes) ? nil : self }

  /// The components between the slashes, empty ones and `.` left out.
  package var components: [RawPath] {
    bytes.split(separator: 0x2F).filter { $0 != [0x2E] }.map { RawPath(bytes: Array($0)) }
  }

  /// The last component, or the path itself if it has none.
  package var lastComponent: RawPath { components.last ?? self }

  /// All but the last component; of a path of one component, the empty path (or `/`).
  package var parent: RawPath {
    guard let slash = bytes.lastIndex(of: 0x2F) else { return RawPath(bytes: []) }
    return RawPath(bytes: Array(slash == 0 ? bytes[0...0] : bytes[..<slash]))
  }

  /// The ending after the last full stop of the last component, in lower case ASCII; empty if there is
  /// none or the name begins with it.
  package var fileExtension: String {
    let name = lastComponent.bytes
    guard let dot = name.lastIndex(of: 0x2E), dot > 0 else { return "" }
    return String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
  }

  /// This path with `component` added after a slash.
  package func appending(_ component: RawPath) -> RawPath {
    if bytes.isEmpty { return component }
    if component.bytes.isEmpty { return self }
    return RawPath(bytes: (bytes.last == 0x2F ? bytes : bytes + [0x2F]) + component.bytes)
  }

  /// True if this is `folder` itself or lies inside it.
  package func isInside(_ folder: RawPath) -> Bool {
    if folder.bytes.isEmpty || folder == self { return true }
    let prefix = folder.bytes.last == 0x2F ? folder.bytes : folder.bytes + [0x2F]
    return bytes.starts(with: prefix)
  }

  /// The rest of this path inside `folder` (empty for the folder itself), or `nil` outside it.
  package func relative(to folder: RawPath) -> RawPath? {
    guard isInside(folder) else { return nil }
    var rest = bytes.dropFirst(folder.bytes.count)
    while rest.first == 0x2F { rest = rest.dropFirst() }
    return RawPath(bytes: Array(rest))
  }
}

extension RawPath: Comparable {
  package static func < (left: RawPath, right: RawPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
