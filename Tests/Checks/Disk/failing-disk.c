// A file system that shows a folder of the disk and fails when it is told to: FUSE, libfuse 3.
//
//   failing-disk FOLDER ORDERS MOUNTPOINT [options of FUSE]
//
// ORDERS is a file. While it holds "LETTERS SKIP COUNT NAME", of the operations of these letters (r read,
// w write and making longer or shorter, s to the disk, o open and make) on paths that hold NAME the
// first SKIP are done, the COUNT after them fail with EIO, and the rest are done. A file with another
// number begins to count anew. A log's table of contents (-shm) is spared: programs reach it
// through memory, where a failed read ends any of them by a signal.

#define FUSE_USE_VERSION 35
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static int folder;
static const char *orders;
static ino_t counted;
static long seen;

/// True if this operation is to fail.
static int fails(char letter, const char *path) {
  FILE *file = fopen(orders, "r");
  if (!file) return 0;
  struct stat status;
  char letters[16] = "", name[128] = "";
  long skip = 0, count = 0;
  int known = fscanf(file, "%15s %ld %ld %127s", letters, &skip, &count, name);
  int failed = fstat(fileno(file), &status);
  fclose(file);
  if (known < 3 || failed || !strchr(letters, letter)) return 0;
  // An open file that has no name any more has no path either.
  if (!path) path = "";
  if (strstr(path, "-shm") || (*name && !strstr(path, name))) return 0;
  if (status.st_ino != counted) {
    counted = status.st_ino;
    seen = 0;
  }
  long place = seen++;
  return place >= skip && place < skip + count;
}

static const char *below(const char *path) { return path[1] ? path + 1 : "."; }
static int done(int result) { return result < 0 ? -errno : 0; }

static int get(const char *path, struct stat *status, struct fuse_file_info *info) {
  if (info) return done(fstat(info->fh, status));
  return done(fstatat(folder, below(path), status, AT_SYMLINK_NOFOLLOW));
}

static int read_link(const char *path, char *buffer, size_t size) {
  ssize_t length = readlinkat(folder, below(path), buffer, size - 1);
  if (length < 0) return -errno;
  buffer[length] = 0;
  return 0;
}

static int make_folder(const char *path, mode_t mode) {
  return done(mkdirat(folder, below(path), mode));
}

static int remove_file(const char *path) { return done(unlinkat(folder, below(path), 0)); }

static int remove_folder(const char *path) {
  return done(unlinkat(folder, below(path), AT_REMOVEDIR));
}

static int make_link(const char *target, const char *path) {
  return done(symlinkat(target, folder, below(path)));
}

static int give_name(const char *old, const char *new, unsigned int flags) {
  return done(renameat2(folder, below(old), folder, below(new), flags));
}

static int add_name(const char *old, const char *new) {
  return done(linkat(folder, below(old), folder, below(new), 0));
}

static int set_rights(const char *path, mode_t mode, struct fuse_file_info *info) {
  return done(info ? fchmod(info->fh, mode) : fchmodat(folder, below(path), mode, 0));
}

static int set_owner(const char *path, uid_t user, gid_t group, struct fuse_file_info *info) {
  if (info) return done(fchown(info->fh, user, group));
  return done(fchownat(folder, below(path), user, group, AT_SYMLINK_NOFOLLOW));
}

static int open_file(const char *path, struct fuse_file_info *info) {
  if (fails('o', path)) return -EIO;
  int file = openat(folder, below(path), info->flags & ~O_NOFOLLOW);
  info->fh = file;
  return file < 0 ? -errno : 0;
}

static int make_file(const char *path, mode_t mode, struct fuse_file_info *info) {
  if (fails('o', path)) return -EIO;
  int file = openat(folder, below(path), info->flags | O_CREAT, mode);
  info->fh = file;
  return file < 0 ? -errno : 0;
}

static int set_length(const char *path, off_t size, struct fuse_file_info *info) {
  if (fails('w', path)) return -EIO;
  if (info) return done(ftruncate(info->fh, size));
  int file = openat(folder, below(path), O_WRONLY);
  if (file < 0) return -errno;
  int result = done(ftruncate(file, size));
  close(file);
  return result;
}

static int read_file(
    const char *path, char *buffer, size_t size, off_t place, struct fuse_file_info *info) {
  if (fails('r', path)) return -EIO;
  ssize_t count = pread(info->fh, buffer, size, place);
  return count < 0 ? -errno : (int)count;
}

static int write_file(
    const char *path, const char *buffer, size_t size, off_t place, struct fuse_file_info *info) {
  if (fails('w', path)) return -EIO;
  ssize_t count = pwrite(info->fh, buffer, size, place);
  return count < 0 ? -errno : (int)count;
}

static int flush_file(const char *path, struct fuse_file_info *info) {
  return done(close(dup(info->fh)));
}

static int close_file(const char *path, struct fuse_file_info *info) {
  return done(close(info->fh));
}

static int to_disk(const char *path, int only_data, struct fuse_file_info *info) {
  if (fails('s', path)) return -EIO;
  return done(only_data ? fdatasync(info->fh) : fsync(info->fh));
}

static int folder_to_disk(const char *path, int only_data, struct fuse_file_info *info) {
  return fails('s', path) ? -EIO : 0;
}

static int list(
    const char *path, void *buffer, fuse_fill_dir_t fill, off_t place,
    struct fuse_file_info *info, enum fuse_readdir_flags flags) {
  if (fails('r', path)) return -EIO;
  int opened = openat(folder, below(path), O_RDONLY | O_DIRECTORY);
  if (opened < 0) return -errno;
  DIR *stream = fdopendir(opened);
  if (!stream) return -errno;
  struct dirent *entry;
  while ((entry = readdir(stream))) {
    struct stat status = {.st_ino = entry->d_ino, .st_mode = entry->d_type << 12};
    if (fill(buffer, entry->d_name, &status, 0, 0)) break;
  }
  closedir(stream);
  return 0;
}

static int set_times(
    const char *path, const struct timespec times[2], struct fuse_file_info *info) {
  if (info) return done(futimens(info->fh, times));
  return done(utimensat(folder, below(path), times, AT_SYMLINK_NOFOLLOW));
}

static int room(const char *path, struct statvfs *status) {
  return done(fstatvfs(folder, status));
}

static void *begin(struct fuse_conn_info *connection, struct fuse_config *config) {
  config->use_ino = 1;
  config->hard_remove = 1;
  config->attr_timeout = config->entry_timeout = config->negative_timeout = 0;
  return NULL;
}

static const struct fuse_operations operations = {
    .init = begin,
    .getattr = get,
    .readlink = read_link,
    .mkdir = make_folder,
    .unlink = remove_file,
    .rmdir = remove_folder,
    .symlink = make_link,
    .rename = give_name,
    .link = add_name,
    .chmod = set_rights,
    .chown = set_owner,
    .truncate = set_length,
    .open = open_file,
    .create = make_file,
    .read = read_file,
    .write = write_file,
    .flush = flush_file,
    .release = close_file,
    .fsync = to_disk,
    .fsyncdir = folder_to_disk,
    .readdir = list,
    .utimens = set_times,
    .statfs = room,
};

int main(int count, char **arguments) {
  if (count < 4) return 64;
  folder = open(arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  orders = arguments[2];
  if (folder < 0) return 66;
  umask(0);
  arguments[2] = arguments[0];
  return fuse_main(count - 2, arguments + 2, &operations, NULL);
}
