// Arguments as the shell gave them: bytes, that need not be UTF-8.

import ArticleModel

/// Carries bytes that are not UTF-8 through strings, as the parser of arguments takes nothing else.
///
/// Such a byte is a scalar of a private use area, U+10FF00 and the byte; so is each byte of one of those
/// scalars that was there: no two arguments become one.
enum ArgumentText {
  private static let first: UInt32 = 0x10_FF00
  private static let carriers: ClosedRange<UInt32> = 0x10_FF80...0x10_FFFF

  /// The program's arguments without its name.
  static var all: [String] {
    var arguments: [String] = []
    for index in 0..<Int(CommandLine.argc) {
      guard let argument = CommandLine.unsafeArgv[index] else { break }
      arguments.append(
        text(of: UnsafeRawBufferPointer(start: argument, count: length(argument)).map { $0 }))
    }
    return Array(arguments.dropFirst())
  }

  static func text(of bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var rest = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var place = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if carriers.contains(scalar.value) {
          for byte in encoded { text.append(carrier(byte)) }
        } else {
          text.append(scalar)
        }
        place += encoded.count
      case .error(let length):
        for byte in bytes[place..<place + length] { text.append(carrier(byte)) }
        place += length
      case .emptyInput: return String(text)
      }
    }
  }

  static func bytes(of text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in
      carriers.contains(scalar.value)
        ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
    }
  }

  private static func carrier(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(first + UInt32(byte)) ?? "\u{FFFD}"
  }

  private static func length(_ text: UnsafePointer<CChar>) -> Int {
    var count = 0
    while text[count] != 0 { count += 1 }
    return count
  }
}

extension RawPath {
  /// The path that an argument names.
  init(argument: String) {
    self.init(bytes: ArgumentText.bytes(of: argument))
  }

  /// The path as an argument that names it.
  var argument: String { ArgumentText.text(of: bytes) }
}

extension SafeText {
  /// An argument fit to be shown.
  init(argument: String) {
    self.init(line: String(decoding: ArgumentText.bytes(of: argument), as: UTF8.self))
  }
}
