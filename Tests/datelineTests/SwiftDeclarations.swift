// The declarations of a Swift file, and the words that it uses: what its structure is measured by.

/// A declaration outside of function bodies.
struct SwiftDeclaration {
  enum Kind { case type, member, global }

  var kind: Kind
  var name: String
  /// The type that it is a member of, or that is extended by it.
  var owner: String?
  /// True if it stands in an extension.
  var isInExtension = false
  /// True if no other file sees it.
  var isPrivate: Bool
  /// True if other targets see it.
  var isPackage: Bool
  var isDocumented: Bool
}

/// Reads the declarations of a file from its tokens.
struct SwiftDeclarations {
  private enum Scope {
    case type(String, isExtension: Bool, isPrivate: Bool)
    case function(from: Int)
    case other
  }

  private let tokens: [SwiftToken]
  private var scopes: [Scope] = []
  /// The scope that the next brace opens which stands in no parentheses.
  private var next: Scope?
  private var parentheses = 0
  /// The parentheses that were open where each pair of braces began.
  private var depths: [Int] = []

  private(set) var all: [SwiftDeclaration] = []
  /// Lines of each function with a body, from the line of its name to its closing brace.
  private(set) var functionLines: [Int] = []
  /// The words of the code that are no labels, and do not name what is declared.
  private(set) var words: Set<String> = []
  /// Every name that is declared anywhere, in function bodies too.
  private(set) var names: Set<String> = []

  private static let types: Set<String> = ["struct", "class", "enum", "actor", "protocol"]
  private static let members: Set<String> = ["func", "var", "let", "case", "typealias"]
  private static let modifiers: Set<String> = [
    "public", "package", "internal", "fileprivate", "private", "static", "mutating", "final",
    "indirect", "lazy", "weak", "nonisolated", "override", "consuming", "(", "set", ")", "prefix",
  ]

  init(_ source: String) {
    tokens = SwiftTokens(source).tokens
    var index = 0
    while index < tokens.count { index = take(index) }
  }

  /// Takes in the token at a place; gives the place of the next one.
  private mutating func take(_ index: Int) -> Int {
    let token = tokens[index]
    switch token.text {
    case "(", "[": parentheses += 1
    case ")", "]": parentheses -= 1
    case "{": open()
    case "}": close(at: token.line)
    case _ where token.kind == .word && !isMember(index): return takeWord(index)
    case _ where token.kind == .word && !token.isLabel: words.insert(token.text)
    default: break
    }
    return index + 1
  }

  /// True if a word follows a dot: then it declares nothing.
  private func isMember(_ index: Int) -> Bool { index > 0 && tokens[index - 1].text == "." }

  private mutating func open() {
    scopes.append(parentheses == 0 ? next ?? .other : .other)
    if parentheses == 0 { next = nil }
    // Parentheses are counted anew in each pair of braces.
    depths.append(parentheses)
    parentheses = 0
  }

  private mutating func close(at line: Int) {
    if case .function(let first)? = scopes.popLast() { functionLines.append(line - first + 1) }
    parentheses = depths.popLast() ?? 0
    // Braces in parentheses are those of a default value.
    if parentheses == 0 { next = nil }
  }

  private mutating func takeWord(_ index: Int) -> Int {
    let word = tokens[index].text
    let name = index + 1 < tokens.count ? tokens[index + 1] : tokens[index]
    if Self.types.contains(word), name.kind == .word, !Self.members.contains(name.text) {
      declare(.type, name.text, at: index)
      next = .type(name.text, isExtension: false, isPrivate: isPrivate(index))
      return index + 2
    }
    if word == "extension" {
      next = .type(name.text, isExtension: true, isPrivate: isPrivate(index))
      // The bracket of `extension [Int]` is counted with the others.
      guard name.kind == .word else { return index + 1 }
      words.insert(name.text)
      return index + 2
    }
    if Self.members.contains(word), name.kind == .word {
      declare(scopes.isEmpty ? .global : .member, name.text, at: index)
      next = word == "func" ? .function(from: tokens[index].line) : nil
      return index + 2
    }
    if word == "init" || word == "subscript", name.text == "(" || name.text == "<" {
      declare(.member, word, at: index)
      next = .function(from: tokens[index].line)
    } else if !tokens[index].isLabel {
      words.insert(word)
    }
    return index + 1
  }

  private mutating func declare(_ kind: SwiftDeclaration.Kind, _ name: String, at index: Int) {
    names.insert(name)
    var isHidden = isPrivate(index)
    var owner: String?
    var isInExtension = false
    for scope in scopes {
      guard case .type(let name, let isExtension, let isPrivate) = scope else { return }
      owner = owner ?? name
      isInExtension = isExtension
      isHidden = isHidden || isPrivate
    }
    let head = modifiers(before: index)
    all.append(
      SwiftDeclaration(
        kind: kind == .type && owner != nil ? .member : kind, name: name, owner: owner,
        isInExtension: isInExtension, isPrivate: isHidden, isPackage: head.contains("package"),
        isDocumented: isDocumented(index)))
  }

  private func isPrivate(_ index: Int) -> Bool {
    let head = modifiers(before: index)
    // `private(set)` hides no getter.
    return zip(head, [""] + head).contains { word, after in
      ["private", "fileprivate"].contains(word) && after != "("
    }
  }

  /// The modifiers of a declaration, the nearest first.
  private func modifiers(before index: Int) -> [String] {
    tokens[..<index].reversed().prefix { Self.modifiers.contains($0.text) }.map(\.text)
  }

  private func isDocumented(_ index: Int) -> Bool {
    var rest = tokens[..<index].dropLast(modifiers(before: index).count)
    // Attributes stand between the comment and the declaration.
    while rest.count > 1, rest[rest.endIndex - 2].text == "@" { rest = rest.dropLast(2) }
    return rest.last?.kind == .documentation
  }
}
