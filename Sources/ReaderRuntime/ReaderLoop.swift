// The loop: wait, take in what happened, do what it asks for, draw.

import ArticleLibrary
package import ArticleModel
import Foundation
package import ReaderApp
package import Screen

/// A reader at a terminal.
package struct ReaderLoop<Device: Terminal> {
  private var state: State
  private var terminal: Device
  private let mailbox: Mailbox
  private let performer: Performer
  private let clock: () -> Int64
  private let outside: OutsidePrograms
  /// The time by which changes must be saved, in the clock's milliseconds.
  private var saveDeadline: Int64?
  /// The latest time to take in a change of the library. While keys are pressed it is taken in when
  /// one was answered: reading the list anew would keep the next one waiting.
  private var changeDeadline: Int64?
  private var lastKey: (key: Key, time: Int64)?
  /// Work that is put off until nothing happens for a moment.
  private var whenCalm: CalmWork = []
  private var speculation: Speculation?
  /// The next frame, if it was drawn before it was asked for.
  private var frame: Grid?
  /// True if a key was taken in since the last frame.
  private var hasKey = false
  /// True if something happened since the last frame that may be seen.
  private var isStale = false

  /// After the last move, a place is saved no later than this, in milliseconds.
  private static var saveDelay: Int64 { 700 }
  /// Keys that follow each other within this belong together, in milliseconds.
  private static var pause: Int64 { 300 }
  /// Milliseconds after a frame for which work waits that nobody waits for: the terminal is first.
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
  ///   - outside: the programs that it hands an article to.
  package init(
    _ state: State, terminal: Device, services: ReaderServices, clock: @escaping () -> Int64,
    outside: OutsidePrograms
  ) {
    self.state = state
    self.terminal = terminal
    self.clock = clock
    self.outside = outside
    mailbox = Mailbox(wakeUp: terminal.wakeUp)
    performer = Performer(services, mailbox: mailbox)
  }

  /// Runs until the reader quits or the terminal is gone; all that is to be saved is saved then.
  ///
  /// - Parameters:
  ///   - notice: a line to be shown at first.
  ///   - patience: how long the end may take, in seconds; what is only read is left to itself then.
  /// - Returns: whether all is saved; else `finishSaving` waits on.
  @discardableResult
  package mutating func run(notice: SafeText? = nil, patience: Double = .infinity) -> Bool {
    performer.start()
    waitForFirstRows()
    if let notice { take(.notice(notice)) }
    isStale = true
    draw()
    performer.begin()
    while !state.hasQuit {
      step()
    }
    return performer.finish(by: Self.date(in: patience))
  }

  /// How many changes that were asked for could not be saved, for want of room.
  package var unsaved: Int { performer.unsaved }

  /// Waits on for what `run` could not wait for, so many seconds at most; whether all is saved.
  package func finishSaving(within seconds: Double) -> Bool {
    performer.waitForWrites(by: Self.date(in: seconds))
  }

  private static func date(in seconds: Double) -> Date? {
    seconds.isFinite ? Date(timeIntervalSinceNow: seconds) : nil
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
    let deadline = [saveDeadline, changeDeadline].compactMap { $0 }.min()
    var timeout = deadline.map { Int(max(0, $0 - clock())) }
    if !whenCalm.isEmpty { timeout = min(timeout ?? .max, Self.calm) }
    if !takeNext(timeout: timeout) { useCalm() }
    if let deadline = changeDeadline, clock() >= deadline { takeChange() }
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
    terminal.draw(frame ?? state.view().grid)
    frame = nil
    isStale = false
    guard hasKey else { return }
    hasKey = false
    whenCalm.insert(.speculate)
    if changeDeadline != nil { whenCalm.insert(.change) }
  }

  private mutating func useCalm() {
    let work = whenCalm
    whenCalm = []
    if work.contains(.prefetch) { take(.drawn) }
    if work.contains(.change) { takeChange() }
    guard work.contains(.speculate) else { return }
    // The request just made would make it void.
    if work == .speculate { speculate() } else { whenCalm.insert(.speculate) }
  }

  private mutating func takeChange() {
    changeDeadline = nil
    whenCalm.remove(.change)
    take(.libraryChanged)
  }

  /// Takes in the next event; says whether there was one.
  @discardableResult
  private mutating func takeNext(timeout: Int?) -> Bool {
    switch terminal.nextEvent(timeout: timeout) {
    case .timeout: return false
    case .key(let key):
      hasKey = true
      lastKey = (key, clock())
      performer.keyPressed(pause: Self.pause)
      take(.key(key))
    case .paste(let text): take(.pasted(text))
    case .pasteStalled: take(.keyboardNotice("A paste has not ended; Ctrl-c gives it up."))
    case .pasteGivenUp: take(.keyboardNotice("The paste was given up."))
    case .resized(let size): take(.resized(size))
    case .backdrop(let backdrop): take(.backdrop(backdrop))
    case .resumed: take(.resumed)
    case .woken:
      for event in mailbox.drain() {
        if case .libraryChanged = event, let end = expectsKeysUntil {
          changeDeadline = end
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

  /// The end of keys in a row; `nil` if it has passed.
  private var expectsKeysUntil: Int64? {
    guard let end = lastKey.map({ $0.time + Self.pause }), clock() < end else { return nil }
    return end
  }

  private mutating func take(_ event: Event) {
    if !event.isUnseen { isStale = true }
    for effect in update(event) { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .armSave: saveDeadline = saveDeadline ?? clock() + Self.saveDelay
    case .copy(let text): terminal.copy(text)
    case .openOutside(let url, let path):
      switch outside.open(url, path) {
      case .said(let line): take(.notice(line))
      case .shown(let address, let reason): take(.notOpened(address: address, reason))
      }
    case .edit(let path): stepAside { $0.edit(path) }
    case .pipe(let command, let stored): stepAside { $0.pipe(command, stored) }
    case .suspend:
      terminal.suspend()
      terminal.redrawAll()
    case .redraw: terminal.redrawAll()
    case .quit: return
    case .prefetch: whenCalm.insert(.prefetch)
    case .ask, .saveSearch, .removeSearch, .follow, .mark, .markAll, .undo, .redo, .savePosition,
      .saveTrail, .saveSession, .sync:
      performer.perform(effect)
    }
  }
}

extension ReaderLoop {
  /// Leaves the terminal to another program until it ends.
  private mutating func stepAside(_ run: (OutsidePrograms) -> SafeText?) {
    var line: SafeText?
    terminal.stepAside { [outside] in line = run(outside) }
    terminal.redrawAll()
    isStale = true
    if let line { take(.notice(line)) }
  }
}

// MARK: - Speculation

/// Work for a moment in which nothing happens.
private struct CalmWork: OptionSet {
  let rawValue: Int
  /// Fetch what may be wanted next.
  static let prefetch = CalmWork(rawValue: 1)
  /// Take in what a sync changed.
  static let change = CalmWork(rawValue: 2)
  /// Draw what the last key would lead to, were it pressed again.
  static let speculate = CalmWork(rawValue: 4)
}

/// The frame to which a key would lead.
private struct Speculation {
  var key: Key
  var state: State
  var effects: [Effect]
  var frame: Grid
}

extension ReaderLoop {
  /// Answers the last key once more, for nobody to see: whoever moves through a list or a text presses
  /// the same key again and again, and the answer is then ready. It is as good as one made later, as the
  /// state is a value and knows no time; whatever else happens first makes it void.
  private mutating func speculate() {
    guard let key = lastKey?.key, state.isMotion(key) else { return }
    var next = state
    let effects = next.update(.key(key))
    let frame = next.view().grid
    terminal.prepare(frame)
    speculation = Speculation(key: key, state: next, effects: effects, frame: frame)
  }

  private mutating func update(_ event: Event) -> [Effect] {
    frame = nil
    guard let speculation else { return state.update(event) }
    self.speculation = nil
    if event == .key(speculation.key) {
      state = speculation.state
      frame = speculation.frame
      return speculation.effects
    }
    if expectsKeysUntil != nil { whenCalm.insert(.speculate) }
    return state.update(event)
  }
}

extension Event {
  /// True if it changes nothing on the screen.
  fileprivate var isUnseen: Bool {
    switch self {
    case .answered(_, .resolvedArticle), .drawn: true
    default: false
    }
  }
}

/// The words for what went wrong.
func message(of error: any Error) -> SafeText {
  if let error = error as? LibraryError { return error.message }
  return SafeText(line: "That did not work: \(error)")
}
