// The loop: wait, take in what happened, do what it asks for, draw.

import ArticleLibrary
package import ArticleModel
package import ReaderApp
package import Screen

/// A reader at a terminal.
package struct ReaderLoop<Device: Terminal> {
  private var state: State
  private var terminal: Device
  private let mailbox: Mailbox
  private let performer: Performer
  private let clock: () -> Int64
  private let openOutside: (String) -> SafeText?
  /// When what changed must be saved, in the clock's milliseconds.
  private var saveDeadline: Int64?
  /// When a change of the library is taken in at the latest. While keys are pressed it is taken in when
  /// one was answered: reading the list anew would keep the next one waiting.
  private var changeDeadline: Int64?
  private var lastKey: Int64?
  /// Whether a key was taken in since the last frame, and whether the last frame answers one.
  private var hasKey = false
  private var isKeyShown = false
  /// Whether something is to be fetched ahead when the frame is on the screen.
  private var looksAhead = false
  /// Whether something happened since the last frame that may be seen.
  private var isStale = false

  /// After the last move, a place is saved no later than this, in milliseconds.
  private static var saveDelay: Int64 { 700 }
  /// Keys that follow each other within this belong together, in milliseconds.
  private static var pause: Int64 { 200 }
  /// What nobody waits for waits this long after a frame, in milliseconds: the terminal has it first.
  private static var calm: Int { 4 }
  /// Events taken in before the screen is drawn, where they come faster than it can be.
  private static var batch: Int { 64 }
  /// The first screen waits this long for its rows, in milliseconds: no flicker at start.
  private static var patience: Int64 { 150 }

  /// - Parameters:
  ///   - state: a reader that has not begun yet.
  ///   - terminal: where it is drawn and its keys come from.
  ///   - services: what its effects come down to.
  ///   - clock: milliseconds that only grow.
  ///   - openOutside: opens an address or a path in another program; gives a line to be shown.
  package init(
    _ state: State, terminal: Device, services: ReaderServices, clock: @escaping () -> Int64,
    openOutside: @escaping (String) -> SafeText?
  ) {
    self.state = state
    self.terminal = terminal
    self.clock = clock
    self.openOutside = openOutside
    mailbox = Mailbox(wakeUp: terminal.wakeUp)
    performer = Performer(services, mailbox: mailbox)
  }

  /// Runs until the reader quits or the terminal is gone; all that is to be saved is saved then.
  ///
  /// - Parameter notice: a line to be shown at first.
  package mutating func run(notice: SafeText? = nil) {
    performer.start()
    waitForFirstRows()
    if let notice { take(.notice(notice)) }
    isStale = true
    draw()
    performer.begin()
    while !state.hasQuit {
      step()
    }
    performer.finish()
  }

  private mutating func waitForFirstRows() {
    let end = clock() + Self.patience
    while !state.isReadyToShow, !state.hasQuit {
      let left = end - clock()
      guard left > 0 else { return }
      takeNext(timeout: Int(left))
    }
  }

  private mutating func step() {
    let isKeyShown = self.isKeyShown
    self.isKeyShown = false
    let deadline = [saveDeadline, changeDeadline].compactMap { $0 }.min()
    var timeout = deadline.map { Int(max(0, $0 - clock())) }
    if looksAhead || isKeyShown && changeDeadline != nil {
      timeout = min(timeout ?? .max, Self.calm)
    }
    let isCalm = !takeNext(timeout: timeout)
    if isCalm, looksAhead {
      looksAhead = false
      take(.drawn)
    }
    if let deadline = changeDeadline, isCalm || clock() >= deadline {
      changeDeadline = nil
      take(.libraryChanged)
    }
    var taken = 1
    while taken < Self.batch, !state.hasQuit, takeNext(timeout: 0) { taken += 1 }
    if let deadline = saveDeadline, clock() >= deadline {
      saveDeadline = nil
      take(.saveDue)
    }
    if !state.hasQuit { draw() }
  }

  private mutating func draw() {
    guard isStale else { return }
    terminal.draw(state.view())
    isStale = false
    isKeyShown = hasKey
    hasKey = false
  }

  /// Takes in the next event; says whether there was one.
  @discardableResult
  private mutating func takeNext(timeout: Int?) -> Bool {
    switch terminal.nextEvent(timeout: timeout) {
    case .timeout: return false
    case .key(let key):
      hasKey = true
      lastKey = clock()
      performer.keyPressed()
      take(.key(key))
    case .paste(let text): take(.pasted(text))
    case .resized(let size): take(.resized(size))
    case .resumed: take(.resumed)
    case .woken:
      for event in mailbox.drain() {
        if case .libraryChanged = event, let lastKey, clock() < lastKey + Self.pause {
          changeDeadline = lastKey + Self.pause
        } else {
          take(event)
        }
      }
    case .closed:
      state.requireSave()
      take(.saveDue)
      state.end()
    }
    return true
  }

  private mutating func take(_ event: Event) {
    if !event.isUnseen { isStale = true }
    for effect in state.update(event) { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .armSave: saveDeadline = saveDeadline ?? clock() + Self.saveDelay
    case .copy(let text): terminal.copy(text)
    case .openOutside(let url, let path):
      let target = url?.string ?? String(decoding: path.bytes, as: UTF8.self)
      if let line = openOutside(target) { take(.notice(line)) }
    case .suspend:
      terminal.suspend()
      terminal.redrawAll()
    case .redraw: terminal.redrawAll()
    case .quit: break
    case .lookAhead: looksAhead = true
    default: performer.perform(effect)
    }
  }
}

extension Event {
  /// Whether it changes nothing on the screen.
  fileprivate var isUnseen: Bool {
    switch self {
    case .neighbourLoaded, .drawn: true
    default: false
    }
  }
}

/// The words for what went wrong.
func message(of error: any Error) -> SafeText {
  if let error = error as? LibraryError { return error.message }
  return SafeText(line: "That did not work: \(error)")
}
