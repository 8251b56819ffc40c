package io.azimuth.application.scrub;

import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.engine.Key;
import java.util.ArrayList;
import java.util.List;

/** Counts entries that cannot be read and keeps the first keys. For one thread. */
public final class UnreadableEntries {

  /** How many keys a sentence names. */
  static final int MOST_NAMED = 5;

  private final List<String> named = new ArrayList<>();
  private long count;

  /** No entry is found yet. */
  public UnreadableEntries() {}

  /** Counts the entry with that key. */
  public void add(Key key) {
    add(Quoted.escape(key.text()));
  }

  /** Counts what has no key of its own, and names it so. */
  void add(String name) {
    count++;
    if (named.size() < MOST_NAMED) {
      named.add(name);
    }
  }

  /** How many were found. */
  public long count() {
    return count;
  }

  /** Whether none was found. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** The number and the first keys. A key holds no secret; damage to it cannot forge a log line. */
  public String sentence() {
    return (count == 1 ? "1 entry of the store" : count + " entries of the store")
        + " cannot be read"
        + (count > named.size() ? "; the first are " : ": ")
        + String.join(", ", named);
  }
}
