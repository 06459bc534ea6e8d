// A temporary folder to be walked and watched, gone when the test is.

import ArticleModel
import Foundation
import TestSupport

final class Tree: Sendable {
  var path: String { temporary.path }
  private let temporary: TemporaryFolder

  init() throws {
    temporary = try TemporaryFolder()
  }

  var root: RawPath { RawPath(path) }

  func write(_ names: String...) throws {
    for name in names {
      let full = path + "/" + name
      let folder = (full as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(name.utf8).write(to: URL(fileURLWithPath: full))
    }
  }

  func folder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path + "/" + name, withIntermediateDirectories: true)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + name, withDestinationPath: target)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }

  func move(_ old: String, to new: String) throws {
    try FileManager.default.moveItem(atPath: path + "/" + old, toPath: path + "/" + new)
  }
}
