// The Swift files of the package as texts, for the tests that hold its structure.

import ArticleModel
import TestSupport
import Testing

/// A Swift file of the package.
struct SourceFile: CustomTestStringConvertible {
  /// Relative to the package.
  var path: String
  /// The folder under `Sources` or `Tests`.
  var target: String
  var text: String

  var testDescription: String { path }

  /// The folder of the target in which the file stands; empty for a file of the target itself.
  var folder: String {
    let parts = path.split(separator: "/")
    return parts.count > 3 ? String(parts[2]) : ""
  }

  static func all(under top: String, endings: [String] = [".swift"]) -> [SourceFile] {
    let folder = PackageRoot.path + "/" + top
    return FileTree.names(in: RawPath(folder)).map(\.shown.string).flatMap { target in
      paths(below: "\(top)/\(target)", endings).compactMap { path in
        guard let text = try? FileTree.text(PackageRoot.path + "/" + path) else { return nil }
        return SourceFile(path: path, target: target, text: text)
      }
    }
  }

  private static func paths(below path: String, _ endings: [String]) -> [String] {
    if endings.contains(where: path.hasSuffix) { return [path] }
    return FileTree.names(in: RawPath(PackageRoot.path + "/" + path)).flatMap {
      paths(below: path + "/" + $0.shown.string, endings)
    }
  }
}
