package io.azimuth.adapters.storage.leader;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which entries have not changed for a time. What counts is when this server saw them change, by
 * its own clock: times in records come from other clocks. For one thread.
 */
public final class StaleEntries {

  private final Duration patience;
  private final Map<Key, Seen> seen = new HashMap<>();

  private record Seen(long revision, Instant since) {}

  /**
   * No entry is seen yet.
   *
   * @param patience after which an entry that did not change is stale
   */
  public StaleEntries(Duration patience) {
    this.patience = patience;
  }

  /**
   * Those that have not changed for the time of patience. A clock that is set back begins it anew.
   *
   * @param records all entries that are there now
   */
  public List<Entry> among(List<Entry> records, Instant now) {
    Set<Key> there = new HashSet<>();
    for (Entry entry : records) {
      there.add(entry.key());
      seen.merge(
          entry.key(),
          new Seen(entry.revision(), now),
          (before, found) ->
              before.revision() == found.revision() && !now.isBefore(before.since())
                  ? before
                  : found);
    }
    seen.keySet().retainAll(there);
    return records.stream().filter(it -> isStale(it, now)).toList();
  }

  private boolean isStale(Entry entry, Instant now) {
    Seen last = seen.get(entry.key());
    return last != null && !now.isBefore(last.since().plus(patience));
  }
}
