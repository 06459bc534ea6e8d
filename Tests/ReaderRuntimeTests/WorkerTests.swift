// The threads beside the screen, and the way back from them.

import Foundation
import ReaderApp
import Synchronization
import TestSupport
import Testing

@testable import ReaderRuntime

@Suite struct WorkerTests {
  @Test func `jobs are done in order, and a slot holds only the latest that has not begun`() {
    let worker = Worker(name: "test")
    let gate = Gate()
    let done = Mutex<[Int]>([])
    worker.perform { gate.pass() }
    for number in 0..<10 {
      worker.perform(slot: number % 2 == 0 ? "even" : nil) { done.withLock { $0.append(number) } }
    }
    gate.open()
    worker.finish(dropping: false)
    #expect(done.withLock { $0 } == [1, 3, 5, 7, 8, 9])
  }

  @Test func `what is put off gives way to what comes in the next moment, and is done by itself`() {
    let worker = Worker(name: "test")
    let done = Mutex<[String]>([])
    func perform(_ name: String, slot: String? = nil, isLater: Bool = false) {
      worker.perform(slot: slot, isLater: isLater) { done.withLock { $0.append(name) } }
    }
    perform("place 1", slot: "place", isLater: true)
    perform("trail", isLater: true)
    perform("place 2", slot: "place", isLater: true)
    perform("mark")
    while worker.waiting > 0 { sched_yield() }
    perform("trail again", isLater: true)
    worker.finish(dropping: false)
    #expect(done.withLock { $0 } == ["mark", "trail", "place 2", "trail again"])
  }

  @Test func `what waits is dropped on demand, what has begun is finished`() {
    let worker = Worker(name: "test")
    let (begun, gate) = (Gate(), Gate())
    let done = Mutex<[Int]>([])
    worker.perform {
      begun.open()
      gate.pass()
      done.withLock { $0.append(1) }
    }
    begun.pass()
    worker.perform { done.withLock { $0.append(2) } }
    let ending = Thread { worker.finish(dropping: true) }
    ending.start()
    // The job that waits is dropped at once; only then may the first one go on.
    while worker.waiting > 0 { sched_yield() }
    gate.open()
    worker.finish(dropping: true)
    #expect(done.withLock { $0 } == [1])
  }

  @Test func `reports of one kind take each other's place, the rest is kept in order`() {
    let wakes = Mutex(0)
    let mailbox = Mailbox { wakes.withLock { $0 += 1 } }
    mailbox.post(.syncProgress(done: 1, total: nil))
    mailbox.post(.syncProgress(done: 2, total: nil))
    mailbox.post(.libraryChanged)
    mailbox.post(.libraryChanged)
    mailbox.post(.nothingToUndo)
    mailbox.post(.libraryChanged)
    #expect(
      mailbox.drain() == [
        .syncProgress(done: 2, total: nil), .libraryChanged, .nothingToUndo, .libraryChanged,
      ])
    #expect(mailbox.drain().isEmpty)
    #expect(wakes.withLock { $0 } == 6)
  }
}
