package io.azimuth.adapters.azure.simulator.arm;

import java.util.Map;
import java.util.TreeMap;

/** How often each path of Resource Manager was asked, refusals and faults included. */
public final class ReadCounts {

  private static final int MAX_PATHS = 10_000;
  private static final String OTHERS = "others";

  private final Map<String, Long> counts = new TreeMap<>();
  private long total;

  /** Reads count by the path's key; the other methods by method and key. */
  synchronized void add(String method, String key) {
    String name = method.equals("GET") ? key : method + " " + key;
    boolean room = counts.size() < MAX_PATHS || counts.containsKey(name);
    counts.merge(room ? name : OTHERS, 1L, Long::sum);
    total++;
  }

  public synchronized long of(String key) {
    return counts.getOrDefault(key, 0L);
  }

  synchronized long total() {
    return total;
  }

  public synchronized Map<String, Long> snapshot() {
    return new TreeMap<>(counts);
  }

  synchronized void clear() {
    counts.clear();
    total = 0;
  }
}
