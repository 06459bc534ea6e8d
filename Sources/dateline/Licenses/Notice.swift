// The binary carries these libraries; each has its notice here.

import ArticleModel

/// A library that the release binary carries, and what its licence wants to be said.
struct Notice {
  var name: SafeText
  /// The names by which the package and its module maps link it.
  var libraries: [SafeText]
  /// An SPDX expression.
  var license: SafeText
  var text: String

  init(_ name: SafeText, _ libraries: [SafeText], _ license: SafeText, _ text: String) {
    self.name = name
    self.libraries = libraries
    self.license = license
    self.text = text
  }

  /// Every library, those of Swift first.
  static let all = [
    Notice(
      "Swift: standard library, Foundation, Dispatch, collections, argument parser",
      [
        "swift", "CoreFoundation", "_FoundationCShims", "_FoundationCollections",
        "swift-argument-parser",
      ], "Apache-2.0 WITH Swift-exception", LicenseText.apache),
    Notice("GRDB.swift", ["GRDB.swift"], "MIT", LicenseText.grdb),
    Notice("Yams", ["Yams"], "MIT", LicenseText.yams),
    Notice("LibYAML, in Yams", ["yaml"], "MIT", LicenseText.libyaml),
    Notice("SQLite", ["sqlite3"], "blessing", LicenseText.sqlite),
    Notice(
      "ncurses", ["ncursesw", "tinfo"], "X11-distribute-modifications-variant",
      LicenseText.ncurses),
    Notice(
      "ICU, also that of Foundation, and the data of Unicode",
      ["icuuc", "icudata", "_FoundationICU"], "Unicode-DFS-2016", LicenseText.icu),
    Notice("Snowball", ["stemmer"], "BSD-3-Clause", LicenseText.snowball),
    Notice("Zstandard", ["zstd"], "BSD-3-Clause", LicenseText.zstandard),
    Notice(
      "FriBidi", ["fribidi"], "LGPL-2.1-or-later",
      LicenseText.fribidi + "\n\nThe licence itself stands at the GNU C Library, below."),
    Notice(
      "uchardet", ["uchardet"], "MPL-1.1", LicenseText.uchardet + "\n\n" + LicenseText.mpl),
    Notice(
      "cmark-gfm", ["cmark-gfm", "cmark-gfm-extensions"], "BSD-2-Clause AND MIT", LicenseText.cmark),
    Notice(
      "GNU C Library", ["c"], "LGPL-2.1-or-later", LicenseText.glibc + "\n\n" + LicenseText.lgpl),
    Notice(
      "GCC's runtime libraries", ["gcc", "stdc++"], "GPL-3.0-or-later WITH GCC-exception-3.1",
      LicenseText.gcc),
  ]

  /// The way to the right that the LGPL gives.
  static let relinking: SafeText = """
    This program carries other people's libraries in itself; their notices follow.
    FriBidi and the GNU C Library are under the GNU Lesser General Public License: whoever has \
    changed them may link the program with theirs. In a clone of its source, with their static \
    libraries in the place of the system's, that is: swift build -c release
    """
}

/// The texts of licences and notices, as their libraries bring them.
enum LicenseText {}
