// JSON as the commands print it: keys in a fixed order, absent values as null.

import ArticleModel

/// A JSON value.
enum JSON {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(SafeText)
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

  /// At most four decimals: scores, fractions and seconds need no more.
  private static func decimal(_ value: Double) -> String {
    let scaled = (value * 10_000).rounded() / 10_000
    return scaled == scaled.rounded() && abs(scaled) < 1e15
      ? "\(Int64(scaled)).0" : "\(scaled)"
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
