package io.azimuth.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/** The response times of many requests. */
final class AnswerTimes {

  private static final int LARGEST = 8_000_000;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private long[] nanos = new long[1 << 16];
  private int count;
  private int errors;
  private String firstError = "";
  private Duration span = Duration.ZERO;

  /** Adds an answer, whose text is only asked for when it is the first error. */
  void add(int status, long time, Supplier<String> answer) {
    if (status != OK && status != NO_CONTENT) {
      firstError = errors == 0 ? answer.get() : firstError;
      errors++;
    }
    if (count == nanos.length) {
      if (count >= LARGEST) {
        throw new IllegalStateException("too many answers for one figure");
      }
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = time;
  }

  /** Adds the answers to another client. */
  void addAll(AnswerTimes other) {
    if (errors == 0) {
      firstError = other.firstError;
    }
    errors += other.errors;
    nanos = Arrays.copyOf(nanos, Math.max(nanos.length, count + other.count));
    System.arraycopy(other.nanos, 0, nanos, count, other.count);
    count += other.count;
  }

  /** Sets the duration of the whole measurement. */
  AnswerTimes over(Duration time) {
    span = time;
    Arrays.sort(nanos, 0, count);
    return this;
  }

  int count() {
    return count;
  }

  int errors() {
    return errors;
  }

  String firstError() {
    return firstError;
  }

  double perSecond() {
    return count * 1e9 / span.toNanos();
  }

  /** The time in milliseconds within which this share of the requests was answered. */
  double quantile(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    return nanos[Math.min(count - 1, (int) (count * share))] / 1e6;
  }
}
