// openat2(2) by its number: glibc has no wrapper for it.
#define _GNU_SOURCE
#include "COpen.h"
#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_openat2
#define SYS_openat2 437
#endif

// `struct open_how` and RESOLVE_… as linux/openat2.h has them since 5.6.
struct how {
  uint64_t flags, mode, resolve;
};
enum { no_magic_links = 0x02, no_links = 0x04, beneath = 0x08 };

static int opened(int folder, const char *path, int flags, uint64_t resolve) {
  struct how how = {.flags = (uint64_t)(unsigned)flags, .mode = 0, .resolve = resolve};
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

int open_beneath(int folder, const char *path, int flags) {
  return opened(folder, path, flags, beneath | no_magic_links);
}

int open_without_links(const char *path, int flags) {
  return opened(AT_FDCWD, path, flags, no_links);
}

int open_path_flag(void) { return O_PATH; }
