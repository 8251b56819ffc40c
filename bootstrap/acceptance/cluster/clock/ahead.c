/* Preloaded into a server: moves its wall clock by CLOCK_AHEAD_MS milliseconds. What measures spans of
 * time (CLOCK_MONOTONIC) stays. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long long ahead_ms(void) {
  const char *text = getenv("CLOCK_AHEAD_MS");
  return text ? atoll(text) : 0;
}

static void move(time_t *seconds, long *fraction, long long unit, long long by) {
  long long total = *seconds * unit + *fraction + by;
  *seconds = total / unit;
  *fraction = total % unit;
}

int clock_gettime(clockid_t clock, struct timespec *out) {
  static int (*real)(clockid_t, struct timespec *);
  static long long by;
  if (!real) {
    by = ahead_ms() * 1000000LL;
    real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  }
  int result = real(clock, out);
  if (result == 0 && clock == CLOCK_REALTIME) move(&out->tv_sec, &out->tv_nsec, 1000000000LL, by);
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
