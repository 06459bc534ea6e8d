// Tests find the package, its built program and data outside the repository by these paths.

import Glibc

/// The package's own folder.
package enum PackageRoot {
  package static let path: String = parent(of: #filePath, levels: 3)

  static func parent(of path: String, levels: Int) -> String {
    var path = path[...]
    for _ in 0..<levels { path = path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
    return String(path)
  }
}

/// Data for tests and measurements that is kept beside the repository and need not be there:
/// `$DATELINE_DATA`, else `../shared`.
///
///     @Test(.enabled(if: SharedData.has("samples"), "the shared data is not here"))
package enum SharedData {
  package static let path: String? = {
    let named = getenv("DATELINE_DATA").map { String(cString: $0) }
    let candidates = [named, PackageRoot.parent(of: PackageRoot.path, levels: 1) + "/shared"]
    return candidates.compactMap { $0 }.first { FileTree.exists($0) }
  }()

  /// The absolute path of a part of it, if it is there.
  package static func path(_ relative: String) -> String? {
    guard let path, FileTree.exists(path + "/" + relative) else { return nil }
    return path + "/" + relative
  }

  package static func has(_ relative: String) -> Bool { path(relative) != nil }
}

/// The program, as built beside the running test bundle: nothing is built here.
package enum BuiltProgram {
  /// The absolute path of `dateline`, if it has been built in this configuration; that of another
  /// build in `$DATELINE_PROGRAM`, on which a new test can be seen to fail.
  package static let path: String? =
    getenv("DATELINE_PROGRAM").map { String(cString: $0) } ?? named("dateline")

  /// The absolute path of another program built beside it.
  package static func named(_ name: String) -> String? {
    guard let real = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(real) }
    let program = PackageRoot.parent(of: String(cString: real), levels: 1) + "/" + name
    return FileTree.exists(program) ? program : nil
  }

  /// The absolute path of a program of the system, if it is installed.
  package static func ofSystem(_ name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    let candidates = path.split(separator: ":").map { $0 + "/" + name }
    return candidates.first { access($0, X_OK) == 0 }
  }
}
