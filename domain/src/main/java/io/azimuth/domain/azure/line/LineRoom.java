package io.azimuth.domain.azure.line;

import io.azimuth.domain.azure.id.PrincipalId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The room for logins that wait, in all lines together. When it is full, the principal with most
 * logins gives up its last one: a principal that floods it displaces only its own logins. Not safe
 * for use by many threads.
 *
 * @param <T> the type of what waits
 */
public final class LineRoom<T> {

  private final int capacity;
  private final Map<PrincipalId, Deque<T>> waiting = new HashMap<>();
  private int size;

  /** An empty room for so many logins. */
  public LineRoom(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a room has at least one place");
    }
    this.capacity = capacity;
  }

  /**
   * Takes a place.
   *
   * @return the login that has left for it; this login itself when no principal has more than its
   *     own
   */
  public Optional<T> enter(PrincipalId principal, T login) {
    Deque<T> own = waiting.computeIfAbsent(principal, key -> new ArrayDeque<>());
    own.addLast(login);
    size++;
    if (size <= capacity) {
      return Optional.empty();
    }
    int most = Collections.max(waiting.values().stream().map(Deque::size).toList());
    return own.size() == most ? removeLast(principal) : removeLast(ownerOf(most));
  }

  /** Gives a place back, if it is still taken. */
  public void leave(PrincipalId principal, T login) {
    Deque<T> own = waiting.getOrDefault(principal, new ArrayDeque<>());
    if (own.remove(login)) {
      left(principal, own);
    }
  }

  /** How many wait. */
  public int size() {
    return size;
  }

  private PrincipalId ownerOf(int logins) {
    return waiting.entrySet().stream()
        .filter(entry -> entry.getValue().size() == logins)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private Optional<T> removeLast(PrincipalId principal) {
    Deque<T> own = waiting.getOrDefault(principal, new ArrayDeque<>());
    Optional<T> last = Optional.ofNullable(own.pollLast());
    left(principal, own);
    return last;
  }

  private void left(PrincipalId principal, Deque<T> own) {
    size--;
    if (own.isEmpty()) {
      waiting.remove(principal);
    }
  }
}
