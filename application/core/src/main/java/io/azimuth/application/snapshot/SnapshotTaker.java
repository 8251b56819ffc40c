package io.azimuth.application.snapshot;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.Spool;
import io.azimuth.application.port.store.SpoolFile;
import io.azimuth.application.scrub.UnreadableEntries;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Content;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.KeyValueEngine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots of a running store. It copies the store into a file beside it, as fast as the
 * disk allows, and releases the store before the first byte is sent. A slow download holds the file
 * and nothing else.
 */
@Singleton
public final class SnapshotTaker {

  /** The most snapshots at once, being copied or downloaded. */
  static final int MOST_AT_ONCE = 2;

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);
  private static final int PIECES_PER_CHECK = 64;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'azimuth-'yyyyMMdd'T'HHmmss'Z.snapshot'")
          .withZone(ZoneOffset.UTC);

  private final KeyValueEngine engine;
  private final Spool spool;
  private final Barrier barrier;
  private final Clock clock;
  private final SnapshotOrigin origin;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  @Inject
  SnapshotTaker(
      KeyValueEngine engine, Spool spool, Barrier barrier, Clock clock, SnapshotOrigin origin) {
    this.engine = engine;
    this.spool = spool;
    this.barrier = barrier;
    this.clock = clock;
    this.origin = origin;
  }

  /**
   * The snapshot as of now. Blocks while the store is copied.
   *
   * @param keepUnreadable whether entries that cannot be read are copied as they are
   * @throws RefusedException when two snapshots are being taken or downloaded, or when entries
   *     cannot be read and are not to be copied
   * @throws ServiceException with {@code SEALED}, {@code SNAPSHOT_FAILED}, {@code
   *     SNAPSHOT_OVERTAKEN} or a code of the store
   */
  public Content take(boolean keepUnreadable) {
    if (!places.tryAcquire()) {
      throw new RefusedException(
          ErrorCategory.OVERLOADED, MOST_AT_ONCE + " snapshots are under way; try again later");
    }
    Instant now = clock.instant();
    SpoolFile file = file(now);
    boolean done = false;
    try {
      settle(fill(file, now), keepUnreadable);
      done = true;
      return file;
    } catch (IOException e) {
      throw failed(e);
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  private SpoolFile file(Instant now) {
    try {
      return spool.open(NAME.format(now), places::release);
    } catch (IOException e) {
      places.release();
      throw failed(e);
    }
  }

  // They are never left out: a server that does not find an entry takes it for deleted, and would
  // forget, for example, that an entity is disabled.
  private static void settle(UnreadableEntries found, boolean keepUnreadable) {
    if (found.isEmpty()) {
      return;
    }
    if (!keepUnreadable) {
      throw new RefusedException(
          ErrorCategory.CONFLICT,
          found.sentence() + "; with keep_unreadable=true all entries are copied as they are");
    }
    LOG.warn("a snapshot was taken with what is damaged: {}", found.sentence());
  }

  private UnreadableEntries fill(SpoolFile file, Instant now) throws IOException {
    UnreadableEntries unreadable = new UnreadableEntries();
    SnapshotWriter writer = new SnapshotWriter(file.output(), header(now));
    try (EngineSnapshot snapshot = engine.snapshot()) {
      int pieces = 0;
      for (List<Entry> piece = snapshot.next(); !piece.isEmpty(); piece = snapshot.next()) {
        if (pieces++ % PIECES_PER_CHECK == 0) {
          file.requireSpace();
        }
        for (Entry entry : piece) {
          if (!entry.key().equals(Barrier.HANDOVER)) {
            writer.add(entry);
            if (!barrier.isReadable(entry)) {
              unreadable.add(entry.key());
            }
          }
        }
      }
    }
    writer.end(barrier::snapshotMac);
    return unreadable;
  }

  private SnapshotHeader header(Instant now) {
    String sealType = barrier.sealRecord().map(SealRecord::type).orElse("");
    return new SnapshotHeader(
        SnapshotHeader.STORE_FORMAT,
        now,
        origin.version(),
        engine.type(),
        sealType,
        origin.sealKeyId());
  }

  private static ServiceException failed(IOException e) {
    return new ServiceException(ErrorCode.SNAPSHOT_FAILED, String.valueOf(e.getMessage()), e);
  }
}
