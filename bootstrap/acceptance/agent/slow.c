/* Preloaded into an agent: a disk that takes a tenth of a second to keep a file. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

int fsync(int file) {
  usleep(100000);
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}
