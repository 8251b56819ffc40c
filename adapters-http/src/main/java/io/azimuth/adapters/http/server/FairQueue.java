package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.connection.AddressBlock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bounded queue in which the clients take turns: however many elements of one client wait, it
 * delays the next element of another by one. Any thread may call its methods; none blocks.
 *
 * <p>The elements of a client keep their order. An element without a client, such as one that a
 * proxy sent for nobody in particular, counts as of a client of its own.
 */
final class FairQueue<T> {

  private final int capacity;

  /** All fields below are guarded by this object. */
  private final Map<AddressBlock, Line<T>> lines = new HashMap<>();

  private final Deque<Line<T>> turns = new ArrayDeque<>(); // none of them is empty
  private int size;

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
    this.capacity = capacity;
  }

  /**
   * Adds the element. When the queue is full, it takes the place of the newest element of the
   * client that has most, provided that its own client then has no more than that one.
   *
   * @return the element that has no place: empty, this one, or another
   */
  synchronized Optional<T> offer(Optional<AddressBlock> client, T element) {
    if (size < capacity) {
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
    if (line.length() > 0) {
      turns.addLast(line);
    } else {
      line.client.ifPresent(lines::remove);
    }
    return Optional.of(element);
  }

  /** How many elements it holds. */
  synchronized int size() {
    return size;
  }
}
