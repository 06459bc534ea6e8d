// The terminal as curses knows it.

package import ArticleModel
import CNcurses
import Glibc
package import Screen

/// The process's terminal: raw keys in, grids out.
///
///     let terminal = try CursesDevice.open(CursesOptions())
///     terminal.draw(grid)
///     while case let event = terminal.nextEvent(timeout: nil), event != .closed { … }
///     terminal.restore()
///
/// There is one at a time, and one thread uses it; only `wakeUp` may be called from any. However the
/// process ends, but by SIGKILL, the terminal is given back as it was: by `restore`, by the end of
/// the object, by `exit`, or by the handler of the signal that ends it.
package final class CursesDevice: Terminal {
  /// Windows are not believed to be larger than this.
  private static let largest = Size(columns: 2_000, rows: 1_000)

  /// The window's size in cells.
  package private(set) var size: Size
  /// True if the terminal's text is UTF-8.
  package let isUnicode: Bool
  /// Ends a wait for an event; to be called from any thread.
  package let wakeUp: @Sendable () -> Void
  /// A line to be said about the terminal, if any.
  package let notice: SafeText?

  private let output: Int32 = 1
  /// The descriptor to which curses writes: the same terminal.
  private let terminal: Int32
  private let keyboard: Int32
  private let pipe: WakePipe
  /// A window that is never shown: reading keys from the screen's own would refresh it.
  private let keys: UnsafeMutablePointer<WINDOW>?
  private let settings: termios
  private let restoring: [UInt8]
  private let carrier: Clipboard.Carrier
  private var reader = KeyReader()
  private var returned: [TerminalEvent] = []
  /// Bytes that were read past curses, of which the reader has taken so many.
  private var portion: [UInt8] = []
  private var taken = 0
  /// True if another portion may be read before signals and calls are looked at.
  private var mayRead = false
  /// When the reader's patience ends, if nothing comes.
  private var silenceEnd: ContinuousClock.Instant?
  private var painter: Painter
  private var isHeld = false
  private var isClosed = false
  private var sizeIsStale = false
  private var emptyReads = 0
  /// Until when an answer to the question after the background may come; `nil` if none is awaited.
  private var answerEnd: ContinuousClock.Instant?

  /// Takes the terminal.
  package static func open(_ options: CursesOptions) throws(CursesFailure) -> CursesDevice {
    guard isatty(1) == 1, isatty(options.keyboard) == 1 else { throw .notATerminal }
    let name = environment("TERM")
    guard name != "", name != "dumb" else { throw .dumb(name) }
    let isUnicode = TextLocale.take() && name != "linux"
    guard let pipe = WakePipe() else { throw .noDescriptors }
    var settings = termios()
    tcgetattr(1, &settings)
    terminal_signals_install(pipe.writeEnd)
    // The names beyond the standard ones are keys with modifiers, which are read here.
    use_extended_names(false)
    var notice: SafeText?
    var descriptor: Int32 = -1
    if curses_open(name, 1, options.keyboard, &descriptor) == nil {
      guard curses_open("xterm-256color", 1, options.keyboard, &descriptor) != nil else {
        throw .unknownTerminal(name)
      }
      notice = SafeText(line: "TERM=\(name) is not known here: taken for xterm-256color")
    }
    guard curses_capability("cup") != nil else {
      endwin()
      throw .dumb(name)
    }
    // Until curses has come back from this once it writes at every movement of the cursor, dozens of
    // times a frame (`_nc_mvcur`, for programs that move it by that alone). Before colours are used: it
    // would reset the terminal's own.
    endwin()
    doupdate()
    return CursesDevice(
      options, pipe, settings, cursesOutput: descriptor, isUnicode: isUnicode, notice: notice)
  }

  private init(
    _ options: CursesOptions, _ pipe: WakePipe, _ settings: termios, cursesOutput: Int32,
    isUnicode: Bool, notice: SafeText?
  ) {
    self.pipe = pipe
    self.settings = settings
    self.isUnicode = isUnicode
    self.notice = notice
    keyboard = options.keyboard
    terminal = cursesOutput
    wakeUp = { pipe.call() }
    keys = newpad(1, 1)
    restoring = Handover.leaving
    carrier = Handover.carrier(Self.environment)
    size = Size(columns: Int(curses_columns()), rows: Int(curses_lines()))
    painter = Painter(usesColor: options.usesColor)
    configure()
    hold()
    followSize()
    if options.usesColor { askForBackdrop() }
  }

  deinit { restore() }

  private static func environment(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }

  private func configure() {
    raw()
    noecho()
    nonl()
    set_escdelay(25)
    intrflush(curses_screen(), false)
    nodelay(keys, true)
    keypad(keys, true)
    // Curses would keep the mouse's bytes from being read as the sequence that they are.
    define_key(nil, KEY_MOUSE)
    // Curses would look for keys while it draws, and put the rest of the frame off.
    typeahead(-1)
    curs_set(1)
    leaveOutputAsItIs()
  }

  /// Finds out whether the background is dark or light: from the environment at once, and from the
  /// terminal when it answers. The console of Linux is dark, and has no answer.
  private func askForBackdrop() {
    let name = Self.environment("TERM")
    if name == "linux" {
      returned.append(.backdrop(.dark))
      return
    }
    if let backdrop = Backdrop(colorFGBG: Self.environment("COLORFGBG")) {
      returned.append(.backdrop(backdrop))
    }
    send(Handover.asking)
    answerEnd = ContinuousClock.now + .seconds(1)
  }

  /// The output of curses needs nothing of the line discipline, which would look at every byte.
  private func leaveOutputAsItIs() {
    var mode = termios()
    guard tcgetattr(terminal, &mode) == 0 else { return }
    mode.c_oflag &= ~tcflag_t(OPOST)
    tcsetattr(terminal, TCSANOW, &mode)
    def_prog_mode()
  }
}

// MARK: Taking and giving back

extension CursesDevice {
  /// Gives the terminal back, as it was; nothing happens if that is done already.
  package func restore() {
    guard isHeld else { return }
    release()
  }

  /// Tells the handlers of signals, before anything changes, how to undo it.
  private func hold() {
    var settings = settings
    restoring.withUnsafeBytes {
      terminal_signals_hold(terminal, &settings, $0.baseAddress, $0.count)
    }
    isHeld = true
    send(Handover.entering)
  }

  private func release() {
    isHeld = false
    send(Handover.closing)
    // The rest of a paste is nobody's, nor is an answer that is still under way: a shell would run it.
    let isAwaiting = answerEnd.map { ContinuousClock.now < $0 } ?? false
    answerEnd = nil
    if reader.isPasting || isAwaiting && wait(until: ContinuousClock.now + .milliseconds(100)) {
      tcflush(keyboard, TCIFLUSH)
    }
    endwin()
    terminal_signals_release()
  }

  /// Takes the terminal again after `release`: curses resumes with the next refresh.
  private func retake() {
    hold()
    followSize()
    redrawAll()
    curs_set(1)
    doupdate()
    sizeIsStale = false
  }

  /// Gives the terminal back for good: from now on signals end the program at once.
  package func leave() {
    restore()
    terminal_signals_end_by_default()
  }

  /// Gives events once more, before all others.
  package func giveBack(_ events: [TerminalEvent]) {
    returned += events
  }

  /// Ends the program as the signal would have that asked for its end; returns if none has. A terminal
  /// that is gone is as SIGHUP, whichever is noticed first.
  package func endBySignal() {
    restore()
    let number = terminal_signals_ended()
    if number != 0 || isClosed { terminal_signals_end_by(number != 0 ? number : SIGHUP) }
  }

  /// Gives the terminal back, stops the process as Ctrl-Z does, and takes the terminal again when
  /// it goes on.
  package func suspend() {
    release()
    terminal_signals_stop()
    _ = terminal_signals_take(SIGTSTP)
    _ = terminal_signals_take(SIGCONT)
    retake()
  }

  /// Gives the terminal back while `body` runs, and takes it again.
  package func stepAside(_ body: () -> Void) {
    release()
    terminal_signals_stop_by_default(1)
    body()
    terminal_signals_stop_by_default(0)
    terminal_signals_forget()
    _ = terminal_signals_take(SIGCONT)
    retake()
  }

  /// Asks the terminal to put a text on the clipboard (OSC 52).
  package func copy(_ text: SafeText) {
    send(Clipboard.sequence(text.string, through: carrier))
  }

  private func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }
}

// MARK: Drawing

extension CursesDevice {
  /// Shows a grid: only the cells that changed are sent.
  package func draw(_ grid: Grid) {
    guard isHeld else { return }
    painter.draw(grid)
  }

  /// Works out a grid that may be drawn next.
  package func prepare(_ grid: Grid) {
    guard isHeld else { return }
    painter.prepare(grid)
  }

  /// Draws every cell again at the next `draw`, whatever the terminal is thought to show.
  package func redrawAll() {
    painter.forget()
    curses_distrust_screen()
  }

  /// Makes curses' size that of the window.
  private func followSize() {
    var columns: Int32 = 0
    var rows: Int32 = 0
    curses_window_size(output, &columns, &rows)
    if columns > 0, rows > 0 {
      resizeterm(min(rows, Int32(Self.largest.rows)), min(columns, Int32(Self.largest.columns)))
    }
    size = Size(columns: Int(curses_columns()), rows: Int(curses_lines()))
    // The content of the window after a resize is its own affair.
    redrawAll()
  }
}

// MARK: Events

extension CursesDevice {
  /// The next event, waited for as long as `timeout` says; `nil` is no limit.
  package func nextEvent(timeout milliseconds: Int?) -> TerminalEvent {
    let end = milliseconds.map { ContinuousClock.now + .milliseconds($0) }
    while true {
      if let event = waitingEvent() { return event }
      if let silenceEnd, ContinuousClock.now >= silenceEnd, curses_waiting_bytes(keyboard) == 0 {
        let event = reader.silence()
        renewSilence()
        if let event { return event }
      }
      let limit = [end, silenceEnd].compactMap { $0 }.min()
      let hasCome = wait(until: limit)
      if let end, !hasCome || reader.isPasting, ContinuousClock.now >= end { return .timeout }
    }
  }

  private func renewSilence() {
    silenceEnd = reader.patience.map { ContinuousClock.now + $0 }
  }

  /// An event that need not be waited for.
  private func waitingEvent() -> TerminalEvent? {
    if isClosed || terminal_signals_ended() != 0 { return .closed }
    if !returned.isEmpty { return returned.removeFirst() }
    if terminal_signals_take(SIGTSTP) != 0 {
      suspend()
      return .resumed
    }
    if terminal_signals_take(SIGCONT) != 0 {
      // Stopped by force, so the terminal was not given back; whoever had it may have changed it.
      endwin()
      retake()
      return .resumed
    }
    if terminal_signals_take(SIGWINCH) != 0 {
      followSize()
      return .resized(size)
    }
    if let event = nextKey() { return event }
    return pipe.takeCall() ? .woken : nil
  }

  private func nextKey() -> TerminalEvent? {
    var hasRead = false
    mayRead = true
    let event = reader.next { wantsBytes in
      let code = self.readCode(wantsBytes)
      if code != nil { hasRead = true }
      return code
    }
    if hasRead { renewSilence() }
    if case .backdrop = event { answerEnd = nil }
    return event
  }

  private func readCode(_ wantsBytes: Bool) -> Int32? {
    if taken == portion.count, wantsBytes { readPortion() }
    if taken < portion.count {
      taken += 1
      return Int32(portion[taken - 1])
    }
    guard !wantsBytes else { return nil }
    var code = wgetch(keys)
    // Curses' own word for a size that it was given, in the midst of what was typed.
    while code == KEY_RESIZE { code = wgetch(keys) }
    return code == ERR ? nil : code
  }

  /// Reads what waits of a paste, past curses: that would look for keys in it, byte by byte.
  private func readPortion() {
    portion.removeAll(keepingCapacity: true)
    taken = 0
    guard mayRead else { return }
    mayRead = false
    let count = min(Int(curses_waiting_bytes(keyboard)), 1 << 16)
    guard count > 0 else { return }
    portion = [UInt8](unsafeUninitializedCapacity: count) { buffer, length in
      length = max(0, read(keyboard, buffer.baseAddress, count))
    }
  }

  /// Waits for keys, signals and calls; whether something came in time.
  private func wait(until end: ContinuousClock.Instant?) -> Bool {
    var entries = [
      pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&entries, 2, timeout(until: end))
    if count == 0 { return false }
    if count < 0 { return true }
    if entries[1].revents != 0 { pipe.drain() }
    noteEnd(Int32(entries[0].revents))
    return true
  }

  private func timeout(until end: ContinuousClock.Instant?) -> Int32 {
    guard let end else { return -1 }
    let left = Int32(
      clamping: Int((ContinuousClock.now.duration(to: end) / .milliseconds(1)).rounded(.up)))
    return max(0, left)
  }

  /// Notices that the keyboard is gone: it hung up, or has nothing to read though it says it has.
  private func noteEnd(_ events: Int32) {
    if events & (POLLHUP | POLLERR | POLLNVAL) != 0 { isClosed = true }
    guard events & POLLIN != 0, curses_waiting_bytes(keyboard) == 0 else {
      emptyReads = 0
      return
    }
    emptyReads += 1
    if emptyReads > 3 { isClosed = true }
  }
}
