// One reader of bytes under libFuzzer, or given some files: `fuzz TARGET [OPTION|FILE|FOLDER …]`.

import FuzzTargets
import Glibc
import TestSupport

#if DEBUG

let arguments = CommandLine.arguments
if Trial.target == nil {
  say(FuzzTarget.all.map { "\($0.name) \($0.longest)" }.joined(separator: "\n"))
  exit(arguments.count > 1 ? 64 : 0)
}
#if FUZZING
exit(LibFuzzer.run([arguments[0]] + arguments.dropFirst(2)))
#else
for path in arguments.dropFirst(2) { Trial.attempt(try FileTree.read(path)) }
#endif

#else
note("fuzz is built by Tests/Fuzz/run: a release build does not show what it tries")
exit(69)
#endif
