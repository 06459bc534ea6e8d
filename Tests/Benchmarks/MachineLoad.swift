// How busy others keep the machine while something is measured: figures of a busy machine are not to be trusted.

import Glibc
import TestSupport

/// The processors' time since a moment, that of this process and its children apart from that of others.
struct MachineLoad {
  private let start = ContinuousClock.now
  private let busy = MachineLoad.busyTicks()
  private let own = MachineLoad.ownTicks()

  /// The share of all processors' time that other processes took since then, from 0 to 1. Children that
  /// have not ended yet count as others.
  var othersShare: Double {
    let ticks = Double(MachineLoad.busyTicks() - busy - (MachineLoad.ownTicks() - own))
    let perSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
    let processors = Double(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    return min(1, max(0, ticks / perSecond / processors / seconds))
  }

  /// User, nice, system, irq, softirq and stolen time of all processors (proc(5)).
  private static func busyTicks() -> Int {
    let line = (try? FileTree.text("/proc/stat"))?.split(separator: "\n").first ?? ""
    let fields = line.split(separator: " ").dropFirst().compactMap { Int($0) }
    return fields.enumerated().reduce(0) { $1.offset == 3 || $1.offset == 4 ? $0 : $0 + $1.element }
  }

  private static func ownTicks() -> Int {
    var times = tms()
    Glibc.times(&times)
    return times.tms_utime + times.tms_stime + times.tms_cutime + times.tms_cstime
  }
}
