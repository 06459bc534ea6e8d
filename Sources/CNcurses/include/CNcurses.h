// ncurses with wide characters; what Swift cannot import (macros, globals, variadics) is given by
// inline functions here.
#pragma once
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include "signals.h"
#include <stdio.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// The attributes are macros that shift bits.
static inline attr_t curses_bold(void) { return A_BOLD; }
static inline attr_t curses_dim(void) { return A_DIM; }
static inline attr_t curses_italic(void) { return A_ITALIC; }
static inline attr_t curses_underline(void) { return A_UNDERLINE; }
static inline attr_t curses_reverse(void) { return A_REVERSE; }

// The screen is a mutable global, its size two more. It is the virtual screen itself: one window alone
// need not be drawn first and copied there.
static inline WINDOW *curses_screen(void) { return newscr; }
static inline int curses_lines(void) { return LINES; }
static inline int curses_columns(void) { return COLS; }
static inline int curses_colors(void) { return COLORS; }
static inline int curses_color_pairs(void) { return COLOR_PAIRS; }

/// `newterm` on descriptors instead of streams, which Swift would have to share as globals; NULL if
/// the type is unknown or memory is short. The descriptors stay the caller's.
///
/// `descriptor` is where curses writes to: a duplicate of `output`.
static inline SCREEN *curses_open(const char *type, int output, int input, int *descriptor) {
  FILE *to = fdopen(fcntl(output, F_DUPFD_CLOEXEC, 0), "w");
  FILE *from = fdopen(fcntl(input, F_DUPFD_CLOEXEC, 0), "r");
  SCREEN *screen = to && from ? newterm(type, to, from) : NULL;
  *descriptor = to ? fileno(to) : -1;
  if (screen) return screen;
  if (to) fclose(to);
  if (from) fclose(from);
  return NULL;
}

/// A string of the terminal's description, or NULL: `tigetstr` marks a wrong name by -1.
static inline const char *curses_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

/// A cell of a spacing character and its marks, zero-terminated.
static inline void curses_set_cell(
    cchar_t *cell, const wchar_t *characters, attr_t attributes, int pair) {
  setcchar(cell, characters, attributes, (short)pair, NULL);
}

/// Replaces what a cell shows by one spacing character, or by one with its marks, zero-terminated
/// and `CCHARW_MAX` long at most; its attributes and colours stay.
static inline void curses_set_character(cchar_t *cell, wchar_t character) {
  cell->chars[0] = character;
}
static inline void curses_set_characters(cchar_t *cell, const wchar_t *characters) {
  for (int place = 0; place < CCHARW_MAX; place++) {
    cell->chars[place] = characters[place];
    if (!characters[place]) break;
  }
}

/// Puts `count` characters on a row of the screen without moving on or wrapping.
static inline void curses_put(int row, int column, const cchar_t *cells, int count) {
  mvwadd_wchnstr(newscr, row, column, cells, count);
}

/// Has the next update send the whole screen.
static inline void curses_distrust_screen(void) { clearok(curscr, TRUE); }

/// The window size that the kernel keeps for a terminal; zeros if it keeps none.
static inline void curses_window_size(int terminal, int *columns, int *rows) {
  struct winsize size = {0};
  ioctl(terminal, TIOCGWINSZ, &size);
  *columns = size.ws_col;
  *rows = size.ws_row;
}

/// The bytes that wait to be read.
static inline int curses_waiting_bytes(int terminal) {
  int count = 0;
  return ioctl(terminal, FIONREAD, &count) == 0 ? count : 0;
}

// wchar.h declares it only if asked before any other header is included.
extern int wcwidth(wchar_t character);

/// The columns that curses counts for a character; negative if the C library knows none.
static inline int curses_width(wchar_t character) { return wcwidth(character); }

/// Whether text in the process's locale is UTF-8.
static inline int curses_is_utf8(void) {
  const char *codeset = nl_langinfo(CODESET);
  return codeset[0] == 'U' && codeset[1] == 'T' && codeset[2] == 'F';
}
