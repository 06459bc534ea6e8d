// The keymap finds the command that a sequence of keys means, by context.

package import Screen

/// A command as the hint bar writes it.
struct CommandHint: Hashable {
  var id: CommandID
  var context: CommandContext
  var key: String
  var word: String
}

/// The live table of commands and keys.
package struct Keymap: Hashable, Sendable {
  /// The commands in the order of the help.
  package let commands: [Command]
  /// The commands that the hint bar may name: it is made with every frame.
  let hints: [CommandHint]
  /// In each context the commands that a key begins, the context's own before the others.
  private let beginnings: [CommandContext: [Key: [Command]]]
  /// In each context the commands that a key alone means, as most do.
  private let singles: [CommandContext: [Key: Command]]

  /// A keymap of these commands; `Command.all` in the reader.
  package init(_ commands: [Command] = Command.all) {
    self.commands = commands
    hints = commands.filter { !$0.hint.isEmpty }.compactMap { command in
      command.keyNames.first.map {
        CommandHint(id: command.id, context: command.context, key: $0, word: command.hint)
      }
    }
    var beginnings: [CommandContext: [Key: [Command]]] = [:]
    for context in CommandContext.allCases {
      let own = commands.filter { $0.context == context }
      let others = context == .everywhere ? [] : commands.filter { $0.context == .everywhere }
      for command in own + others {
        for key in Set(command.keys.compactMap(\.first)) {
          beginnings[context, default: [:]][key, default: []].append(command)
        }
      }
    }
    self.beginnings = beginnings
    singles = beginnings.mapValues { commands in
      var singles: [Key: Command] = [:]
      for (key, commands) in commands {
        singles[key] = commands.first { $0.keys.contains([key]) }
      }
      return singles
    }
  }

  /// The meaning of a sequence of keys.
  package enum Match: Hashable, Sendable {
    case command(Command)
    /// The beginning of longer sequences.
    case prefix
    case none
  }

  /// The meaning of `keys` in a pane: its own commands before those that count everywhere.
  package func match(_ keys: [Key], in context: CommandContext) -> Match {
    if keys.count == 1, let command = singles[context]?[keys[0]] { return .command(command) }
    for command in candidates(keys, context) where command.keys.contains(keys) {
      return .command(command)
    }
    return continuations(of: keys, in: context).isEmpty ? .none : .prefix
  }

  /// The commands that `prefix` begins, with the rest of their keys.
  package func continuations(
    of prefix: [Key], in context: CommandContext
  ) -> [(rest: [Key], command: Command)] {
    candidates(prefix, context).flatMap { command in
      command.keys.filter { $0.count > prefix.count && $0.starts(with: prefix) }
        .map { (rest: Array($0.dropFirst(prefix.count)), command: command) }
    }
  }

  private func candidates(_ keys: [Key], _ context: CommandContext) -> [Command] {
    keys.first.flatMap { beginnings[context]?[$0] } ?? []
  }

  /// The first key sequence of a command, as hints write it.
  package func keyName(of id: CommandID) -> String? {
    commands.first { $0.id == id }?.keyNames.first
  }

  /// Names that other programs (vi, less) have for commands.
  private static let otherNames: [String: CommandID] = [
    "q": .reader(.quit), "q!": .reader(.quit), "qa": .reader(.quit), "qa!": .reader(.quit),
    "wq": .reader(.quit), "wqa": .reader(.quit), "x": .reader(.quit), "exit": .reader(.quit),
    "h": .reader(.help), "n": .text(.nextArticle), "N": .text(.previousArticle),
    "p": .text(.previousArticle),
  ]

  /// The command of a name, or of one that another program has for it.
  func command(called name: String) -> Command? {
    if let id = Self.otherNames[name] { return commands.first { $0.id == id } }
    return command(named: name)
  }

  /// The command that a name on the command line means: the name itself, else the only command
  /// whose name begins so.
  package func command(named name: String) -> Command? {
    if let exact = commands.first(where: { $0.name == name }) { return exact }
    let matches = commands.filter { $0.name.hasPrefix(name) }
    return matches.count == 1 ? matches.first : nil
  }
}
