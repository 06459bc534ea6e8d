// The bodies behind signals.h.
#define _GNU_SOURCE
#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
  // Set by handlers, taken by the program.
  volatile sig_atomic_t resized, stopped, continued, ended, interrupted;
  // The first signal that asked for the end, from outside and as the keyboard's keys do.
  volatile sig_atomic_t ended_by, interrupted_by;
  // Whether the terminal is to be given back when the program ends, and how.
  volatile sig_atomic_t holds_terminal;
  int terminal;
  struct termios settings;
  char restore[512];
  size_t restore_length;
  int wake_up;
  // What was done about each signal before.
  struct sigaction before[NSIG];
} state;

static void give_back(void) {
  if (!state.holds_terminal) return;
  state.holds_terminal = 0;
  // A program in the background must not be stopped by this.
  signal(SIGTTOU, SIG_IGN);
  const char *rest = state.restore;
  size_t length = state.restore_length;
  while (length > 0) {
    ssize_t written = write(state.terminal, rest, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    rest += written;
    length -= (size_t)written;
  }
  tcsetattr(state.terminal, TCSANOW, &state.settings);
}

// Ends as the signal would have ended the program, with the terminal given back.
static void fatal(int number) {
  give_back();
  sigaction(number, &state.before[number], NULL);
  // Blocked until the handler returns.
  raise(number);
}

static void noted(int number) {
  int saved = errno;
  switch (number) {
    case SIGWINCH: state.resized = 1; break;
    case SIGTSTP: state.stopped = 1; break;
    case SIGCONT: state.continued = 1; break;
    case SIGINT:
    case SIGQUIT:
      if (!state.interrupted_by) state.interrupted_by = number;
      state.interrupted = state.interrupted + 1;
      break;
    default:
      if (!state.ended_by) state.ended_by = number;
      state.ended = state.ended + 1;
  }
  // Whoever asks a third time is not heard by the program any more.
  if (state.holds_terminal && state.ended + state.interrupted > 2) fatal(number);
  (void)!write(state.wake_up, "", 1);
  errno = saved;
}

static void handle(int number, void (*handler)(int), int flags) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART | flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, &state.before[number]);
}

// Handles a signal unless the program was started to ignore it (nohup).
static void handle_unless_ignored(int number, void (*handler)(int), int flags) {
  struct sigaction present;
  if (sigaction(number, NULL, &present) == 0 && present.sa_handler == SIG_IGN) return;
  handle(number, handler, flags);
}

static void note(int number) { handle_unless_ignored(number, noted, 0); }

int terminal_signals_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0; }

void terminal_signals_install(int wake_up) {
  // A stack overflow leaves no room for its handler on the stack itself.
  static char stack[65536];
  static int installed = 0;
  if (installed) return;
  installed = 1;
  state.wake_up = wake_up;
  const int notes[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT};
  for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) note(notes[i]);
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  const int crashes[] = {SIGSEGV, SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGTRAP, SIGSYS};
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
    handle(crashes[i], fatal, SA_ONSTACK);
  // All others that end a program by default (signal(7)).
  const int ends[] = {SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGVTALRM,
                      SIGPROF, SIGIO,   SIGPWR,  SIGSTKFLT};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    handle_unless_ignored(ends[i], fatal, SA_ONSTACK);
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++)
    handle_unless_ignored(number, fatal, SA_ONSTACK);
  // A write that fails says so itself.
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  atexit(give_back);
}

void terminal_signals_hold(
    int terminal, const struct termios *settings, const char *restore, size_t length) {
  if (length > sizeof state.restore) length = sizeof state.restore;
  state.terminal = terminal;
  state.settings = *settings;
  memcpy(state.restore, restore, length);
  state.restore_length = length;
  state.holds_terminal = 1;
}

void terminal_signals_release(void) { state.holds_terminal = 0; }

int terminal_signals_take(int number) {
  volatile sig_atomic_t *flag = number == SIGWINCH  ? &state.resized
                                : number == SIGTSTP ? &state.stopped
                                                    : &state.continued;
  int was = *flag;
  *flag = 0;
  return was;
}

int terminal_signals_ended(void) {
  return state.ended ? state.ended_by : state.interrupted ? state.interrupted_by : 0;
}

void terminal_signals_forget(void) { state.interrupted = state.interrupted_by = 0; }

void terminal_signals_end_by_default(void) {
  const int notes[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
  for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
    sigaction(notes[i], &state.before[notes[i]], NULL);
}

void terminal_signals_end_by(int number) {
  struct sigaction present;
  if (sigaction(number, NULL, &present) == 0 && present.sa_handler == SIG_IGN) return;
  signal(number, SIG_DFL);
  raise(number);
}

void terminal_signals_stop_by_default(int by_default) {
  if (state.before[SIGTSTP].sa_handler == SIG_IGN) return;
  if (by_default)
    sigaction(SIGTSTP, &state.before[SIGTSTP], NULL);
  else
    note(SIGTSTP);
}

void terminal_signals_stop(void) {
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  terminal_signals_stop_by_default(1);
  // Blocked while it is sent, so that this thread stops here and not a little later.
  pthread_sigmask(SIG_BLOCK, &stop, &before);
  kill(0, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  terminal_signals_stop_by_default(0);
}
