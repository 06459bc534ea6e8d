// The list and the text follow the line that is typed in the prompt.

import ArticleModel
import Screen

extension State {
  /// Has the prompt do something, and carries out what comes of it.
  mutating func inPrompt(_ change: (inout Prompt, Surroundings, inout PromptOutcome) -> Void) {
    var outcome = PromptOutcome()
    change(&prompt, around, &outcome)
    carryOut(outcome) { $0.perform($1) }
  }

  private mutating func perform(_ request: PromptRequest) {
    switch request {
    case .changed(let line): follow(line)
    case .cancelled(let line): cancel(line)
    case .accepted(let line): accept(line)
    case .move(let motion):
      if prompt.line?.purpose == .search, showsResults { run(.motion(motion)) }
    case .run(let command): run(.reader(command))
    case .cut: keyboardNotice = Message.cut(at: InputLine.longest)
    }
  }

  /// Lets the list or the text follow what is typed.
  private mutating func follow(_ line: InputLine) {
    let text = SafeText(line: line.string)
    switch line.purpose {
    case .search: searchLibrary(for: text, isTyping: true)
    case .find(let block, let offset):
      reading?.topBlock = block
      reading?.topOffset = offset
      inText { $0.find(.words(text), near: $0.topPlace, $1, &$2) }
    case .command: return
    }
  }

  private mutating func cancel(_ line: InputLine) {
    switch line.purpose {
    case .search: cancelSearch()
    case .find(let block, let offset):
      // A search that is given up ends, but `n` does not lead out of the article.
      if reading?.soughtLast == nil { reading?.soughtLast = SafeText.empty }
      reading?.find = nil
      reading?.topBlock = block
      reading?.topOffset = offset
      text.clampTop(around)
      markHits()
    case .command: return
    }
  }

  private mutating func accept(_ line: InputLine) {
    switch line.purpose {
    case .search:
      if search == nil { overlays = searchStart?.views ?? [] }
      searchStart = nil
    case .find:
      if !line.text.isEmpty { reading?.soughtLast = SafeText(line: line.string) }
      if let find = reading?.find, find.matches.isEmpty {
        message = Message.notFound(line.string)
        reading?.find = nil
        markHits()
      }
    case .command: run(commandLine: SafeText(line: line.string))
    }
  }

  /// Does what a command by its name asks for; searches and their names follow it on the line.
  private mutating func run(commandLine line: SafeText) {
    let parts = line.string.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = parts.first else { return }
    let rest = parts.dropFirst().first.map { SafeText(line: $0) }
    switch (keymap.command(named: name)?.id, rest) {
    case (.search(.searchLibrary), let words?): searchLibrary(for: words)
    case (.search(.saveSearch), let name?): saveSearch(named: name)
    case (let id?, nil): run(id)
    default: message = Message.noCommand(line)
    }
  }
}
