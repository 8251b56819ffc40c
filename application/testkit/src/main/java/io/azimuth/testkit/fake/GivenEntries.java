package io.azimuth.testkit.fake;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An engine with the entries that a test gives it, and without any at first: it drops all writes,
 * as the records are in a fake store.
 */
public final class GivenEntries implements KeyValueEngine {

  private volatile Optional<Runnable> onRestore;
  private final NavigableMap<Key, Entry> entries = new TreeMap<>();
  private Optional<Key> hole = Optional.empty();
  private Optional<ErrorCode> fault = Optional.empty();
  private volatile Optional<ErrorCode> problem = Optional.empty();
  private int read;
  private volatile List<Key> restored = List.of();

  /** An engine that cannot restore while it serves. */
  public GivenEntries() {
    this(Optional.empty());
  }

  /** An engine that does this when it restores. */
  public GivenEntries(Runnable onRestore) {
    this(Optional.of(onRestore));
  }

  private GivenEntries(Optional<Runnable> onRestore) {
    this.onRestore = onRestore;
  }

  /** Restores nothing from now on, as an engine that cannot do that while it serves. */
  public void restoreNothing() {
    onRestore = Optional.empty();
  }

  /** The keys that were restored last, in the order in which they came. */
  public List<Key> restored() {
    return restored;
  }

  @Override
  public boolean restores() {
    return onRestore.isPresent();
  }

  @Override
  public Optional<Path> restore(Iterator<Batch> content) {
    List<Key> keys = new ArrayList<>();
    content.forEachRemaining(batch -> keys.addAll(batch.writes().keySet()));
    onRestore
        .orElseThrow(
            () -> new ServiceException(ErrorCode.RESTORE_UNSUPPORTED, "nothing to restore here"))
        .run();
    restored = List.copyOf(keys);
    return Optional.empty();
  }

  /** Sets what the engine reports to health checks. */
  public void reports(Optional<ErrorCode> code) {
    problem = code;
  }

  @Override
  public Optional<ErrorCode> problem() {
    return problem;
  }

  /** Puts an entry. */
  public GivenEntries with(String key, String value) {
    Key name = Key.of(key);
    entries.put(name, new Entry(name, value.getBytes(StandardCharsets.UTF_8), entries.size() + 1L));
    return this;
  }

  /** Reading that key, or on from one before it, fails as on a damaged file. */
  public void breakAt(String key) {
    hole = Optional.of(Key.of(key));
  }

  /** Every read fails with that code from now on; empty: none does. */
  public void fail(Optional<ErrorCode> code) {
    fault = code;
  }

  /** How many entries were read so far. */
  public int read() {
    return read;
  }

  @Override
  public List<Optional<Entry>> get(List<Key> keys) {
    return keys.stream().map(key -> Optional.ofNullable(entries.get(key))).toList();
  }

  @Override
  public List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    fault.ifPresent(
        code -> {
          throw new ServiceException(code, "told to fail");
        });
    List<Entry> page = new ArrayList<>();
    for (Entry entry : entries.values()) {
      boolean behind = after.filter(it -> entry.key().compareTo(it) <= 0).isPresent();
      if (page.size() < limit && entry.key().startsWith(prefix) && !behind) {
        if (hole.equals(Optional.of(entry.key()))) {
          throw new ServiceException(ErrorCode.RECORD_UNREADABLE, "the file is damaged");
        }
        page.add(entry);
      }
    }
    read += page.size();
    return page;
  }

  @Override
  public CompletionStage<CommitOutcome> apply(Batch batch) {
    return CompletableFuture.completedFuture(CommitOutcome.COMMITTED);
  }

  @Override
  public EngineSnapshot snapshot() {
    List<List<Entry>> pieces = new ArrayList<>(List.of(List.copyOf(entries.values()), List.of()));
    return new EngineSnapshot() {
      @Override
      public List<Entry> next() {
        return pieces.remove(0);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public String type() {
    return "fake";
  }

  @Override
  public void close() {}
}
