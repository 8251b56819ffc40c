package io.azimuth.domain.azure.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The reads of Azure within the last minute, so that watching takes a small part of what Azure
 * grants. Each page of a list is a read. Immutable.
 *
 * @param reads when they began, the earliest first
 */
public record ReadWindow(List<Instant> reads) {

  /** The most reads within {@link #LENGTH}. */
  public static final int MOST = 30;

  /** How long a read counts. */
  public static final Duration LENGTH = Duration.ofMinutes(1);

  /** Nothing was read. */
  public static final ReadWindow EMPTY = new ReadWindow(List.of());

  public ReadWindow {
    reads = List.copyOf(reads);
  }

  /** Whether so many reads may begin now. */
  public boolean admits(int count, Instant now) {
    return counted(now).size() + count <= MOST;
  }

  /** The window after so many reads began. */
  public ReadWindow begun(int count, Instant now) {
    List<Instant> all = counted(now);
    all.addAll(Collections.nCopies(count, now));
    return new ReadWindow(all);
  }

  /** The window when so many of the reads that began then were not needed, or more were. */
  public ReadWindow corrected(int planned, int made, Instant begun) {
    List<Instant> all = new ArrayList<>(reads);
    for (int i = made; i < planned; i++) {
      all.remove(begun); // the first of that moment, if it still counts
    }
    for (int i = planned; i < made; i++) {
      all.add(begun);
    }
    return new ReadWindow(all);
  }

  // A clock that was set back makes earlier reads count no more.
  private List<Instant> counted(Instant now) {
    List<Instant> counted = new ArrayList<>(reads);
    counted.removeIf(
        read -> {
          Duration age = Duration.between(read, now);
          return age.isNegative() || age.compareTo(LENGTH) >= 0;
        });
    return counted;
  }
}
