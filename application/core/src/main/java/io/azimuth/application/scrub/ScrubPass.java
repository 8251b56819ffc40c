package io.azimuth.application.scrub;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.util.List;
import java.util.Optional;

/**
 * One reading of the whole store, page by page in the order of the keys. The pages are of different
 * moments: an entry that is written meanwhile may be read in its old or its new form, and both can
 * be read. For one thread.
 */
final class ScrubPass {

  /** Values of 1 MiB each then take 16 MiB of the heap. */
  static final int PAGE = 16;

  private static final int FIRST_BYTES = 256;

  private final KeyValueEngine engine;
  private final Barrier barrier;
  private final UnreadableEntries unreadable = new UnreadableEntries();
  private int firstByte;
  private Optional<Key> after = Optional.empty();
  private int limit = PAGE;

  ScrubPass(KeyValueEngine engine, Barrier barrier) {
    this.engine = engine;
    this.barrier = barrier;
  }

  boolean isComplete() {
    return firstByte == FIRST_BYTES;
  }

  /** What was found so far. */
  UnreadableEntries unreadable() {
    return unreadable;
  }

  /**
   * Reads and checks the next page, and returns how many bytes it has. After an exception the same
   * page is next.
   *
   * @throws ServiceException when the store cannot be read now, which does not mean damage
   */
  long next() {
    List<Entry> page;
    try {
      page = engine.inspect(prefix(), after, limit);
    } catch (ServiceException e) {
      if (e.code() != ErrorCode.RECORD_UNREADABLE) {
        throw e;
      }
      passDamage();
      return 0;
    }
    if (!isRising(page)) {
      passDamage();
      return 0;
    }
    page.stream().filter(it -> !barrier.isReadable(it)).forEach(it -> unreadable.add(it.key()));
    advance(page);
    return page.stream().mapToLong(it -> it.key().length() + it.value().length).sum();
  }

  private Key prefix() {
    return Key.of(new byte[] {(byte) firstByte});
  }

  private void advance(List<Entry> page) {
    if (page.size() < limit) {
      nextFirstByte();
    } else {
      after = Optional.of(page.get(page.size() - 1).key());
    }
  }

  private void nextFirstByte() {
    firstByte++;
    after = Optional.empty();
    limit = PAGE;
  }

  // A damaged file can lead in a circle.
  private boolean isRising(List<Entry> page) {
    Optional<Key> before = after;
    for (Entry entry : page) {
      if (before.filter(it -> it.compareTo(entry.key()) >= 0).isPresent()) {
        return false;
      }
      before = Optional.of(entry.key());
    }
    return true;
  }

  /**
   * The engine does not get past some place in this page. Single entries lead up to it; what
   * follows it under the same first byte counts as one, because nothing shows the way there.
   */
  private void passDamage() {
    if (limit > 1) {
      limit = 1;
      return;
    }
    String last = after.map(Key::text).orElseGet(() -> prefix().text());
    unreadable.add(
        (after.isPresent() ? "what follows " : "what begins with ") + Quoted.escape(last));
    nextFirstByte();
  }
}
