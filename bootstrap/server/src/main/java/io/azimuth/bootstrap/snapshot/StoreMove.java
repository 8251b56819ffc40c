package io.azimuth.bootstrap.snapshot;

import io.azimuth.bootstrap.config.StorageBlock;
import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Copies the store of one configuration into the store of another one, while no server uses either.
 * The entries stay as they are, encrypted; the seal of the first configuration is only used to
 * check that each can be read. The other store gets all of them or none, and compares what it has
 * written, so the copy can be made again after any failure.
 */
public final class StoreMove {

  /** Which servers shared the old store is of no use in the new one. */
  private static final Key MEMBERS = Key.of("leader/");

  private static final int MOST_ENTRIES = 500;
  private static final int MOST_BYTES = 4 << 20;

  private final Clock clock;
  private final SecretGenerator secrets;

  public StoreMove(Clock clock, SecretGenerator secrets) {
    this.clock = clock;
    this.secrets = secrets;
  }

  /**
   * What the operator allows.
   *
   * @param replace whether entries of the other store may be set aside
   * @param keepUnreadable whether entries that cannot be read, or not be checked, are copied
   */
  public record Permissions(boolean replace, boolean keepUnreadable) {}

  /**
   * The result of a move.
   *
   * @param entries how many were copied
   * @param warnings what is wrong with them, or why they were not checked
   * @param kept where the entries are that the other store had before, if it had some
   */
  public record Outcome(long entries, List<String> warnings, Optional<Path> kept) {
    public Outcome {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Copies all entries.
   *
   * @throws SnapshotFailedException if it failed; neither store is changed
   */
  public Outcome run(StartupPlan from, StartupPlan to, Permissions allowed) {
    StorageBlock source = from.config().storage();
    StorageBlock target = to.config().storage();
    if (source.type().equals(target.type()) && source.settings().equals(target.settings())) {
      throw new SnapshotFailedException("both configurations have the same store");
    }
    LoadedPlugin<KeyValueEngineFactory> reading = engine(from, source);
    LoadedPlugin<KeyValueEngineFactory> writing = engine(to, target);
    try (KeyValueEngine engine =
        reading
            .origin()
            .run(
                () ->
                    reading
                        .factory()
                        .open(source.settings(), from.engineContext(reading, clock)))) {
      requireAlone(engine);
      try (CopyCheck check = CopyCheck.of(engine, from, allowed.keepUnreadable(), clock, secrets);
          EngineSnapshot snapshot = engine.snapshot()) {
        Batches batches = new Batches(snapshot, check);
        Optional<Path> kept =
            writing
                .origin()
                .run(
                    () ->
                        writing
                            .factory()
                            .restore(
                                target.settings(),
                                to.engineContext(writing, clock),
                                batches,
                                allowed.replace()));
        return new Outcome(batches.entries, check.warnings(), kept);
      }
    } catch (ServiceException e) {
      throw new SnapshotFailedException("nothing was copied: " + e.detail(), e);
    }
  }

  private static LoadedPlugin<KeyValueEngineFactory> engine(
      StartupPlan plan, StorageBlock storage) {
    return plan.plugins()
        .engine(storage.type())
        .orElseThrow(
            () -> new SnapshotFailedException("there is no storage engine " + storage.type()));
  }

  // What a server would still write into the old store would be lost.
  private static void requireAlone(KeyValueEngine engine) {
    if (engine.leaderLock().filter(lock -> !lock.hold()).isPresent()) {
      throw new SnapshotFailedException(
          "nothing was copied: a server uses the store to read; stop it first");
    }
  }

  /** The entries of a snapshot in batches of puts, checked before the last one is given. */
  private static final class Batches implements Iterator<Batch> {

    private final EngineSnapshot snapshot;
    private final CopyCheck check;
    private final Deque<Entry> read = new ArrayDeque<>();
    private boolean ended;
    private long entries;

    Batches(EngineSnapshot snapshot, CopyCheck check) {
      this.snapshot = snapshot;
      this.check = check;
    }

    @Override
    public boolean hasNext() {
      while (read.isEmpty() && !ended) {
        List<Entry> piece = snapshot.next();
        ended = piece.isEmpty();
        if (ended) {
          check.end();
        }
        piece.forEach(check::look);
        piece.stream().filter(entry -> !entry.key().startsWith(MEMBERS)).forEach(read::add);
      }
      return !read.isEmpty();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Batch.Builder batch = Batch.builder();
      long bytes = 0;
      for (int i = 0; i < MOST_ENTRIES && bytes < MOST_BYTES && hasNext(); i++) {
        Entry entry = read.remove();
        batch.put(entry.key(), entry.value());
        bytes += entry.value().length;
        entries++;
      }
      return batch.build();
    }
  }
}
