package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.connection.AddressBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The workers that wait for the rest of a body, of which there is a limited number. When it is
 * reached, a newcomer takes the place of the body that comes most slowly, if that has had a second
 * and comes at less than 64 KiB a second; otherwise the place of the newest one of the client that
 * has most, if the newcomer's client then has no more. Safe for use by many threads.
 */
public final class SlowBodies {

  private static final long GRACE = TimeUnit.SECONDS.toNanos(1);
  private static final double LEAST_PER_SECOND = 64 * 1024;

  private final int most;
  private final List<Place> places = new ArrayList<>(); // guarded by this

  /**
   * No body is waited for yet.
   *
   * @param most how many workers may wait at the same time
   */
  public SlowBodies(int most) {
    this.most = most;
  }

  /**
   * Takes a place for a body of this client; empty when there is none.
   *
   * @param client empty for a body that counts by itself
   * @param now in nanoseconds, as of {@link System#nanoTime}
   */
  synchronized Optional<Place> enter(Optional<AddressBlock> client, long now) {
    if (places.size() >= most) {
      Optional<Place> victim = slowest(now).or(() -> newestOfGreedy(client));
      if (victim.isEmpty()) {
        return Optional.empty();
      }
      victim.get().displaced = true;
      places.remove(victim.get());
    }
    Place place = new Place(client, now);
    places.add(place);
    return Optional.of(place);
  }

  private Optional<Place> slowest(long now) {
    return places.stream()
        .filter(place -> now - place.begin >= GRACE && place.perSecond(now) < LEAST_PER_SECOND)
        .min(Comparator.comparingDouble(place -> place.perSecond(now)));
  }

  private Optional<Place> newestOfGreedy(Optional<AddressBlock> newcomer) {
    long own = count(newcomer);
    return places.stream()
        .filter(place -> count(place.client) > own + 1)
        .max(
            Comparator.<Place>comparingLong(place -> count(place.client))
                .thenComparingLong(place -> place.begin));
  }

  private long count(Optional<AddressBlock> client) {
    return client.isEmpty()
        ? 0
        : places.stream().filter(place -> place.client.equals(client)).count();
  }

  private synchronized void leave(Place place) {
    places.remove(place);
  }

  /** Whether a newcomer must displace another. */
  public synchronized boolean isFull() {
    return places.size() >= most;
  }

  /** A worker that waits for a body. */
  final class Place implements AutoCloseable {

    private final Optional<AddressBlock> client;
    private final long begin;
    private volatile long received;
    private volatile boolean displaced;

    private Place(Optional<AddressBlock> client, long begin) {
      this.client = client;
      this.begin = begin;
    }

    private double perSecond(long now) {
      return received * (double) TimeUnit.SECONDS.toNanos(1) / (now - begin);
    }

    /** Notes how many bytes have come since the worker waits. */
    void received(long bytes) {
      received = bytes;
    }

    /** Whether another body has this place now. */
    boolean isDisplaced() {
      return displaced;
    }

    @Override
    public void close() {
      leave(this);
    }
  }
}
