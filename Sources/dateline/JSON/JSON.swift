// The commands write JSON with keys in a fixed order and absent values as null.

import ArticleModel

/// A JSON value.
enum JSON {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(SafeText)
  /// Text as it is: what is not printable is written by escapes alone.
  case exact(String)
  case array([JSON])
  case object([(String, JSON)])

  static func string(_ text: SafeText?) -> JSON {
    text.map { JSON.string($0) } ?? .null
  }

  /// One line of JSON (RFC 8259).
  var line: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .int(let value): output += String(value)
    case .double(let value): output += value.isFinite ? JSON.decimal(value) : "null"
    case .string(let text): JSON.write(text.string, to: &output)
    case .exact(let text): JSON.writeExactly(text, to: &output)
    case .array(let values):
      output += "["
      for (index, value) in values.enumerated() {
        if index > 0 { output += "," }
        value.write(to: &output)
      }
      output += "]"
    case .object(let fields):
      output += "{"
      for (index, field) in fields.enumerated() {
        if index > 0 { output += "," }
        JSON.write(field.0, to: &output)
        output += ":"
        field.1.write(to: &output)
      }
      output += "}"
    }
  }

  /// A path, and its bytes where it is not UTF-8.
  static func path(_ path: RawPath) -> [(String, JSON)] {
    let text = String(decoding: path.bytes, as: UTF8.self)
    let isText = text.utf8.elementsEqual(path.bytes)
    return [
      ("path", .exact(text)), ("pathBytes", isText ? .null : .exact(base64(path.bytes))),
    ]
  }

  /// The bytes in base64 (RFC 4648 §4).
  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for digit in 0..<4 {
        text.append(digit <= group.count ? digits[bits >> (18 - 6 * digit) & 63] : 0x3D)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// At most four decimals: scores, fractions and seconds need no more.
  private static func decimal(_ value: Double) -> String {
    let scaled = (value * 10_000).rounded() / 10_000
    return scaled == scaled.rounded() && abs(scaled) < 1e15
      ? "\(Int64(scaled)).0" : "\(scaled)"
  }

  private static func writeExactly(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" {
        output += "\\\(scalar)"
      } else if isPrintable(scalar) {
        output.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    output += "\""
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
      .unassigned:
      return false
    default: return true
    }
  }

  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\t": output += "\\t"
      case "\u{2028}": output += "\\u2028"
      case "\u{2029}": output += "\\u2029"
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
