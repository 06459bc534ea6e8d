// The plain names in a folder, for folders of our own and of the system that have few.

package import ArticleModel
import Glibc

extension RawPath {
  /// The names in the folder at this path, in no order, without `.` and `..`; none if it cannot be
  /// read.
  package var namesInFolder: [RawPath] {
    guard let stream = withCPath(bytes, { opendir($0) }) else { return [] }
    defer { closedir(stream) }
    var names: [RawPath] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(RawPath(bytes: name)) }
    }
    return names
  }
}
