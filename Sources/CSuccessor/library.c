#define _GNU_SOURCE
#include "p2p_library.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int p2p_open_folder(int parent, const char *name) {
  return openat(parent, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

int p2p_sealed_file(const void *bytes, size_t count) {
  int file = memfd_create("p2pcheck-successor", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (file < 0) return -1;
  const char *rest = bytes;
  while (count > 0) {
    ssize_t written = write(file, rest, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      close(file);
      return -1;
    }
    rest += written;
    count -= (size_t)written;
  }
  if (fcntl(file, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) != 0) {
    close(file);
    return -1;
  }
  return file;
}

#else

int p2p_open_folder(int parent, const char *name) {
  (void)parent;
  (void)name;
  return -1;
}

int p2p_sealed_file(const void *bytes, size_t count) {
  (void)bytes;
  (void)count;
  return -1;
}

#endif
