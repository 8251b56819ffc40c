package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.connection.AddressBlock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A bounded queue in which the clients take turns: however many elements of one client wait, it
 * delays the next element of another by one. Any thread may call its methods; none blocks.
 *
 * <p>The elements of a client keep their order. An element without a client, such as one that a
 * proxy sent without naming a client, counts as of a client of its own.
 *
 * <p>A queue for crowds has all its places for a burst only, such as a fleet that boots. While it
 * is never nearly empty, for more than five seconds, a third of them is left: in a longer queue
 * everybody waits longer, and no more are served.
 */
final class FairQueue<T> {

  private static final int SHARE_FOR_CROWDS = 3;
  private static final int NEARLY_EMPTY = 4;
  private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final int capacity;
  private final int ofCrowd;
  private final LongSupplier nanos;

  /** All fields below are guarded by this object. */
  private final Map<AddressBlock, Line<T>> lines = new HashMap<>();

  private final Deque<Line<T>> turns = new ArrayDeque<>(); // none of them is empty
  private int size;
  private OptionalLong crowdedSince = OptionalLong.empty();

  /** The elements of one client. */
  private static final class Line<T> {
    private final Optional<AddressBlock> client;
    private final Deque<T> elements = new ArrayDeque<>();

    private Line(Optional<AddressBlock> client) {
      this.client = client;
    }

    private int length() {
      return elements.size();
    }
  }

  /**
   * An empty queue.
   *
   * @param capacity how many elements it holds
   */
  FairQueue(int capacity) {
    this(capacity, capacity, () -> 0);
  }

  private FairQueue(int capacity, int ofCrowd, LongSupplier nanos) {
    this.capacity = capacity;
    this.ofCrowd = ofCrowd;
    this.nanos = nanos;
  }

  /**
   * An empty queue for crowds.
   *
   * @param capacity how many elements of a burst it holds
   * @param nanos a clock that never goes back
   */
  static <T> FairQueue<T> forCrowds(int capacity, LongSupplier nanos) {
    return new FairQueue<>(capacity, Math.max(1, capacity / SHARE_FOR_CROWDS), nanos);
  }

  /**
   * Adds the element. When the queue is full, it takes the place of the newest element of the
   * client that has most, provided that its own client then has no more than that one.
   *
   * @return the element that has no place: empty, this one, or another
   */
  synchronized Optional<T> offer(Optional<AddressBlock> client, T element) {
    if (size < places()) {
      add(client, element);
      return Optional.empty();
    }
    int own = line(client).map(Line::length).orElse(0);
    Optional<Line<T>> longest = turns.stream().max(Comparator.comparingInt(Line::length));
    if (longest.isEmpty() || longest.get().length() < own + 2) {
      return Optional.of(element);
    }
    T displaced = longest.get().elements.removeLast(); // one is left, so the line stays
    size--;
    add(client, element);
    return Optional.of(displaced);
  }

  private int places() {
    if (size >= ofCrowd && crowdedSince.isEmpty()) {
      crowdedSince = OptionalLong.of(nanos.getAsLong());
    }
    boolean burst =
        crowdedSince.isEmpty() || nanos.getAsLong() - crowdedSince.getAsLong() < BURST_NANOS;
    return burst ? capacity : ofCrowd;
  }

  private void add(Optional<AddressBlock> client, T element) {
    Line<T> line = line(client).orElseGet(() -> begin(client));
    line.elements.addLast(element);
    size++;
  }

  private Optional<Line<T>> line(Optional<AddressBlock> client) {
    return client.flatMap(address -> Optional.ofNullable(lines.get(address)));
  }

  private Line<T> begin(Optional<AddressBlock> client) {
    Line<T> line = new Line<>(client);
    client.ifPresent(address -> lines.put(address, line));
    turns.addLast(line);
    return line;
  }

  /** Takes the oldest element of the client whose turn it is. */
  synchronized Optional<T> poll() {
    Line<T> line = turns.pollFirst();
    if (line == null) {
      return Optional.empty();
    }
    T element = line.elements.removeFirst();
    size--;
    if (size <= ofCrowd / NEARLY_EMPTY) {
      crowdedSince = OptionalLong.empty();
    }
    if (line.length() > 0) {
      turns.addLast(line);
    } else {
      line.client.ifPresent(lines::remove);
    }
    return Optional.of(element);
  }

  /**
   * Whether a third of the places were taken when the last came, and it was not nearly empty since.
   */
  synchronized boolean isCrowded() {
    return crowdedSince.isPresent();
  }

  /** How many elements it holds. */
  synchronized int size() {
    return size;
  }
}
