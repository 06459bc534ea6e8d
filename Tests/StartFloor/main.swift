// The least that a reader must do before it can show anything: what starting Dateline is measured against.

import CNcurses
import GRDBSQLite
import Glibc

/// Opens an SQLite file and reads its first page.
func openFile(_ path: String) -> Bool {
  var database: OpaquePointer?
  guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
    return false
  }
  return sqlite3_exec(database, "SELECT count(*) FROM sqlite_schema", nil, nil, nil) == SQLITE_OK
}

setlocale(LC_ALL, "")
guard CommandLine.arguments.count == 2, openFile(CommandLine.arguments[1]) else {
  print("start-floor FILE: an SQLite file")
  exit(66)
}
var descriptor: Int32 = -1
guard curses_open("xterm-256color", STDOUT_FILENO, STDIN_FILENO, &descriptor) != nil else {
  exit(69)
}
cbreak()
noecho()
addstr("the floor")
refresh()
_ = getch()
endwin()
