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
    case .help(let top): _ = over.findInHelp(text, from: top, overlayContent, around)
    case .command, .name, .pipe: return
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
    case .help(let top): _ = over.findInHelp(.empty, from: top, overlayContent, around)
    case .command, .name, .pipe: return
    }
  }

  private mutating func accept(_ line: InputLine) {
    switch line.purpose {
    case .search:
      if search == nil { overlays = searchStart?.views ?? [] }
      searchStart = nil
    case .help(let top):
      let words = SafeText(line: line.string)
      if !over.findInHelp(words, from: top, overlayContent, around) {
        message = Message.notFound(line.string)
      }
    case .pipe:
      guard let stored = reading?.stored, !line.text.isEmpty else { return }
      outbox.append(.pipe(SafeText(line: line.string), stored))
    case .name: saveSearch(named: SafeText(line: line.string))
    case .find(let block, let offset):
      if let reading, block != reading.topBlock || offset != reading.topOffset {
        self.reading?.placeBefore = TextPlace(
          topBlock: block, topOffset: offset, focusBlock: block)
      }
      if line.text.isEmpty, reading?.soughtLast?.isEmpty == false {
        return inText { $0.nextMatch(forward: true, $1, &$2) }
      }
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
    if rest == nil, let number = Int(name), number > 0 {
      return keepingPlace { $0.goToRow(min(number, PendingKeys.largestCount)) }
    }
    if rest == nil, name == "w" {
      message = Message.savedAsMade
      return
    }
    switch (keymap.command(called: name)?.id, rest) {
    case (.search(.searchLibrary), let words?): searchLibrary(for: words)
    case (.search(.saveSearch), let name?): saveSearch(named: name)
    case (let id?, nil): run(id)
    default: message = Message.noCommand(line)
    }
  }
}
