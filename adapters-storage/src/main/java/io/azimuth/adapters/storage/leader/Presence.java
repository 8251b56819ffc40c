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
 * Which servers have told for too long nothing new. What counts is when this server saw a record
 * change, by its own clock: the times in the records come from other clocks. For one thread.
 */
final class Presence {

  private final Duration patience;
  private final Map<Key, Seen> seen = new HashMap<>();

  private record Seen(long revision, Instant since) {}

  Presence(Duration patience) {
    this.patience = patience;
  }

  /** Those of the records that have not changed for the time of patience. */
  List<Entry> gone(List<Entry> records, Instant now) {
    Set<Key> there = new HashSet<>();
    for (Entry entry : records) {
      there.add(entry.key());
      seen.merge(
          entry.key(),
          new Seen(entry.revision(), now),
          (before, found) -> before.revision() == found.revision() ? before : found);
    }
    seen.keySet().retainAll(there);
    return records.stream().filter(it -> isGone(it, now)).toList();
  }

  private boolean isGone(Entry entry, Instant now) {
    Seen last = seen.get(entry.key());
    return last != null && !now.isBefore(last.since().plus(patience));
  }
}
