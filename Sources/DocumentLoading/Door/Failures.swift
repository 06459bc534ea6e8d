// What keeps a document from being read, and the words for it.

package import ArticleModel
import Glibc

/// Why a file's bytes could not be had.
package struct ReadFailure: Error, Hashable, Sendable {
  /// The path that could not be read.
  package var path: RawPath
  /// The system's error number: `ENOENT`, `EACCES`, `EISDIR` for a folder, `EINVAL` for what is
  /// neither file nor folder (a pipe, a socket, a device).
  package var code: Int32

  package init(path: RawPath, code: Int32) {
    self.path = path
    self.code = code
  }

  /// The cause in a few words, without the path.
  package var reason: SafeText {
    switch code {
    case ENOENT, ENOTDIR: "no such file"
    case EACCES, EPERM: "no permission to read it"
    case EISDIR: "is a folder"
    case EINVAL: "is not a regular file"
    case ELOOP: "its symbolic links form a loop"
    case EIO: "the disk could not be read"
    case EMFILE, ENFILE: "too many open files"
    case ENAMETOOLONG: "its name is too long"
    default: "could not be read (error \(Int(code)))"
    }
  }
}

/// Why a document is no article.
package enum LoadFailure: Error, Hashable, Sendable {
  /// Nothing but white space, or nothing at all.
  case empty
  /// A picture, a program, an archive: not text.
  case binary
  /// It takes more processor time than a document may: whoever loads it gives it up.
  case tooLong
  /// A format for which there is no loader yet.
  case notYetRead(DocumentFormat)

  /// The cause in a few words.
  package var reason: SafeText {
    switch self {
    case .empty: "is empty"
    case .binary: "is not text"
    case .tooLong: "takes more than 10 s of processor time to read"
    case .notYetRead(.html): "HTML is not yet read"
    case .notYetRead(.feed): "feeds are not yet read"
    case .notYetRead(.opml): "OPML is not yet read"
    case .notYetRead(.mail): "mail is not yet read"
    case .notYetRead(let format): "\(format.rawValue) is not yet read"
    }
  }
}
