// A terminal with nothing behind it: what the tests of CursesDevice run under a pseudo-terminal.

import ArticleLibrary
import ArticleModel
import CursesTerminal
import Glibc
import Screen

/// The probe's screen.
struct Page {
  /// The first of the numbered lines.
  var top = 0
  /// The latest events, the last one first.
  var events: [String] = []

  static let samples: [SafeText] = [
    "plain bold dim", "北京会谈 12月", "e\u{301}a\u{323}\u{302} x\u{327}\u{304}", "👩\u{200D}💻🇩🇪✌️|",
    "שלום (עולם)",
  ]

  static let styles: [Style] = [
    Style(.bold, foreground: .ansi(1)), Style(.dim), Style([.italic, .underline]), .reverse,
    Style(foreground: .ansi(12), background: .ansi(0)),
  ]

  func grid(_ size: Size) -> Grid {
    var grid = Grid(size)
    grid.write(
      SafeText(line: "size \(size.columns)x\(size.rows)"), column: 0, row: 0,
      columns: size.columns)
    for (index, sample) in Self.samples.enumerated() {
      grid.write(
        sample, column: 0, row: 1 + index, columns: size.columns, style: Self.styles[index])
    }
    let body = max(0, size.rows - 8)
    for row in 0..<body {
      let line =
        "line \(top + row) of the text: \(String(repeating: "word\(top + row) ", count: 8))"
      grid.write(SafeText(line: line), column: 0, row: 7 + row, columns: size.columns)
    }
    grid.write(
      SafeText(line: events.joined(separator: " | ")), column: 0, row: size.rows - 1,
      columns: size.columns)
    grid.cursor = Point(column: 2, row: 3)
    return grid
  }
}

/// Writes past the end of an array, as a program with a mistake would.
func crash() {
  let nothing: [Int] = []
  print(nothing[CommandLine.arguments.count + 1])
}

func overflow(_ depth: Int) -> Int {
  depth == .max ? 0 : overflow(depth + 1) + overflow(depth + 2)
}

func callFromThread(_ wakeUp: @escaping @Sendable () -> Void) {
  var thread = pthread_t()
  let body = Unmanaged.passRetained(Caller(wakeUp))
  pthread_create(
    &thread, nil,
    { argument in
      guard let argument else { return nil }
      let caller = Unmanaged<Caller>.fromOpaque(argument).takeRetainedValue()
      for _ in 0..<1_000 { caller.wakeUp() }
      return nil
    }, body.toOpaque())
  pthread_detach(thread)
}

final class Caller: Sendable {
  let wakeUp: @Sendable () -> Void

  init(_ wakeUp: @escaping @Sendable () -> Void) {
    self.wakeUp = wakeUp
  }
}

func describe(_ event: TerminalEvent) -> String {
  switch event {
  case .key(let key): "key \(key.name)"
  case .paste(let text): "paste <\(text)>"
  case .pasteStalled: "paste stalled"
  case .pasteGivenUp: "paste given up"
  case .resized(let size): "resized \(size.columns)x\(size.rows)"
  case .backdrop(let backdrop): "backdrop \(backdrop)"
  case .woken: "woken"
  case .resumed: "resumed"
  case .timeout: "timeout"
  case .closed: "closed"
  }
}

/// Does what a key asks for; whether to go on.
func handle(_ key: Key, _ terminal: CursesDevice, _ page: inout Page) -> Bool {
  switch key.name {
  case "q": return false
  case "c": crash()
  case "O": print(overflow(0))
  case "t": startQuietThread(named: "trap") { crash() }
  case "T": startQuietThread(named: "overflow") { print(overflow(0)) }
  case "a": abort()
  case "e": exit(3)
  case "s": terminal.suspend()
  case "w": callFromThread(terminal.wakeUp)
  case "y": terminal.copy("copied words")
  case "x": terminal.stepAside { print("stepped aside") }
  case "j": page.top += 1
  case "k": page.top -= 1
  case "Ctrl-l": terminal.redrawAll()
  default: break
  }
  return true
}

func run(_ terminal: CursesDevice) {
  var page = Page()
  if let notice = terminal.notice { page.events.append(notice.string) }
  if !terminal.isUnicode { page.events.append("ascii") }
  while true {
    terminal.draw(page.grid(terminal.size))
    // A grid that is made ready is not sent, and never comes.
    var other = page
    other.top += 7
    terminal.prepare(other.grid(terminal.size))
    let event = terminal.nextEvent(timeout: nil)
    page.events = Array(([describe(event)] + page.events).prefix(3))
    if event == .closed { return }
    if case .key(let key) = event, !handle(key, terminal, &page) { return }
  }
}

do {
  let keyboard = isatty(0) == 1 ? 0 : open("/dev/tty", O_RDWR | O_CLOEXEC)
  let terminal = try CursesDevice.open(
    CursesOptions(usesColor: getenv("NO_COLOR") == nil, keyboard: keyboard))
  run(terminal)
  terminal.endBySignal()
} catch {
  print("probe: \(error.message)")
  exit(2)
}
