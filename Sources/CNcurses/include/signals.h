// What happens to a terminal when signals come: handlers that do what a handler may do, and no more.
#pragma once
#include <stddef.h>
#include <termios.h>

/// A pipe whose ends do not block and close on exec; 0 if there can be none.
int terminal_signals_pipe(int ends[2]);

/// Installs all handlers, once in a process. `wake_up` is the end of a pipe, one that does not
/// block; a byte is written there for each signal that is noted.
///
/// Done before ncurses begins, which leaves alone what is not at its default.
void terminal_signals_install(int wake_up);

/// Says how the terminal is to be given back from now on, however the program ends.
void terminal_signals_hold(
    int terminal, const struct termios *settings, const char *restore, size_t length);

/// The terminal has been given back in good order.
void terminal_signals_release(void);

/// Whether SIGWINCH, SIGTSTP or SIGCONT has come since the last time it was asked for.
int terminal_signals_take(int number);

/// The signal that asked for the end; 0 if none has.
int terminal_signals_ended(void);

/// Ends the program as a signal does by default; returns where it was started to ignore that one.
void terminal_signals_end_by(int number);

/// Leaves it to the system again how signals end the program: it has no terminal any more.
void terminal_signals_end_by_default(void);

/// Forgets that an end was asked for from the keyboard: another program had it meanwhile.
void terminal_signals_forget(void);

/// Leaves stopping to the system (1), or notes it again (0).
void terminal_signals_stop_by_default(int by_default);

/// Stops the program and its group as the terminal's own Ctrl-Z does, and returns when it goes on;
/// at once where nobody could make it go on (an orphaned group).
void terminal_signals_stop(void);
