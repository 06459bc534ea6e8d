// Opening by descriptors: what glibc has no function for, or Swift does not see.
#pragma once

// Opens `path` as seen from the folder `folder`, links followed, and never leaves it (openat2(2) with
// RESOLVE_BENEATH); -1 with errno. ENOSYS where the kernel is older than 5.6.
int open_beneath(int folder, const char *path, int flags);

// Opens an absolute path none of whose components is a link (RESOLVE_NO_SYMLINKS).
int open_without_links(const char *path, int flags);

// O_PATH, which only the GNU headers name: a descriptor of a place, without reading it.
int open_path_flag(void);
