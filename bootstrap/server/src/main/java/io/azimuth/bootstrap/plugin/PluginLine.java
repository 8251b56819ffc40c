package io.azimuth.bootstrap.plugin;

import io.azimuth.domain.network.ClientNetwork;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tasks that wait for a thread of a plugin. Clients take turns, so that one of them delays the
 * next task of another by one, however many it has. Not for use by two threads at once.
 */
final class PluginLine {

  private final int places;
  private final Map<ClientNetwork, Deque<PluginTask<?>>> byClient = new LinkedHashMap<>();
  private int size;

  /** An empty line for so many tasks. */
  PluginLine(int places) {
    this.places = places;
  }

  /**
   * Adds the task. When the line is full, it takes the place of the newest task of the client that
   * has most, provided that its own client then has no more than that one.
   *
   * @return the task that has no place: empty, this one, or another
   */
  Optional<PluginTask<?>> offer(ClientNetwork client, PluginTask<?> task) {
    Optional<PluginTask<?>> displaced = Optional.empty();
    if (size >= places) {
      Optional<Deque<PluginTask<?>>> longest =
          byClient.values().stream().max(Comparator.comparingInt(Deque::size));
      if (longest.isEmpty() || longest.get().size() < lengthOf(client) + 2) {
        return Optional.of(task);
      }
      displaced = Optional.of(longest.get().removeLast()); // one is left, so the client stays
      size--;
    }
    byClient.computeIfAbsent(client, unused -> new ArrayDeque<>()).addLast(task);
    size++;
    return displaced;
  }

  private int lengthOf(ClientNetwork client) {
    Deque<PluginTask<?>> own = byClient.get(client);
    return own == null ? 0 : own.size();
  }

  /** Takes the oldest task of the client whose turn it is. */
  Optional<PluginTask<?>> poll() {
    Optional<ClientNetwork> next = byClient.keySet().stream().findFirst();
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Deque<PluginTask<?>> own = byClient.remove(next.get());
    PluginTask<?> first = own.removeFirst();
    size--;
    if (!own.isEmpty()) {
      byClient.put(next.get(), own); // behind all others
    }
    return Optional.of(first);
  }

  /** Takes the task out; false if it does not wait any more. */
  boolean remove(PluginTask<?> task) {
    boolean waited = byClient.values().stream().anyMatch(own -> own.remove(task));
    if (waited) {
      size--;
      byClient.values().removeIf(Deque::isEmpty);
    }
    return waited;
  }

  /** How many tasks wait. */
  int size() {
    return size;
  }
}
