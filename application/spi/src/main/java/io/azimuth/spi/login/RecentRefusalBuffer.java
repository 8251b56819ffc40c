package io.azimuth.spi.login;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The latest refused logins, a bounded number of them. When there are too many, the oldest of the
 * source that has most of them goes: a source that floods it pushes out only its own. Not safe for
 * use by many threads.
 */
final class RecentRefusalBuffer {

  private final int capacity;
  private final List<RefusedLogin> oldestFirst = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  RecentRefusalBuffer(int capacity) {
    this.capacity = capacity;
  }

  void add(RefusedLogin login) {
    oldestFirst.add(login);
    counts.merge(login.source(), 1, Integer::sum);
    if (oldestFirst.size() > capacity) {
      removeOne();
    }
  }

  /** A copy, the oldest first. */
  List<RefusedLogin> all() {
    return List.copyOf(oldestFirst);
  }

  private void removeOne() {
    int most = Collections.max(counts.values());
    Iterator<RefusedLogin> all = oldestFirst.iterator();
    while (all.hasNext()) {
      String source = all.next().source();
      if (counts.getOrDefault(source, 0) == most) {
        all.remove();
        if (most == 1) {
          counts.remove(source);
        } else {
          counts.put(source, most - 1);
        }
        return;
      }
    }
  }
}
