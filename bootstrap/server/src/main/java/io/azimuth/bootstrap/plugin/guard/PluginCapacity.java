package io.azimuth.bootstrap.plugin.guard;

import java.util.Map;

/**
 * How many requests the plugins of jars work on at a time.
 *
 * @param usual the most threads in the handlers of one plugin for callers with a token, and as many
 *     again for callers without one
 * @param byType the same for plugins of a type, where configured
 * @param attending how many threads of the server may wait for plugins, all together; further
 *     requests wait without a thread
 */
public record PluginCapacity(int usual, Map<String, Integer> byType, int attending) {

  public PluginCapacity {
    byType = Map.copyOf(byType);
    if (usual < 1 || attending < 1 || byType.values().stream().anyMatch(most -> most < 1)) {
      throw new IllegalArgumentException("a plugin needs a thread");
    }
  }

  /** For a process that serves no requests. */
  public static PluginCapacity none() {
    return new PluginCapacity(1, Map.of(), 1);
  }

  /** The most threads in the handlers of a plugin of that type. */
  public int threads(String type) {
    return byType.getOrDefault(type, usual);
  }
}
