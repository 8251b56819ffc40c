/* Preloaded into a process: moves its wall clock by CLOCK_AHEAD_MS milliseconds, or by those in the
 * first eight bytes of CLOCK_AHEAD_FILE, which may change while the process runs. What measures spans
 * of time (CLOCK_MONOTONIC) stays. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile long long *ahead_ms(void) {
  static long long fixed;
  const char *text = getenv("CLOCK_AHEAD_MS");
  const char *path = getenv("CLOCK_AHEAD_FILE");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file >= 0) {
    void *shared = mmap(NULL, sizeof fixed, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (shared != MAP_FAILED) return shared;
  }
  fixed = text ? atoll(text) : 0;
  return &fixed;
}

static void move(time_t *seconds, long *fraction, long long unit, long long by) {
  long long total = *seconds * unit + *fraction + by;
  *seconds = total / unit;
  *fraction = total % unit;
}

int clock_gettime(clockid_t clock, struct timespec *out) {
  static int (*real)(clockid_t, struct timespec *);
  static const volatile long long *by;
  if (!by) {
    real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    by = ahead_ms();
  }
  int result = real(clock, out);
  if (result == 0 && clock == CLOCK_REALTIME) move(&out->tv_sec, &out->tv_nsec, 1000000000LL, *by * 1000000LL);
  return result;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone) {
  struct timespec now;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
  out->tv_sec = now.tv_sec;
  out->tv_usec = now.tv_nsec / 1000;
  return 0;
}
