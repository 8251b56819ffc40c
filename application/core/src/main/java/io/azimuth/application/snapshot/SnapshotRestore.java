package io.azimuth.application.snapshot;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.Spool;
import io.azimuth.application.port.store.SpoolFile;
import io.azimuth.application.seal.StoreReopening;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.engine.KeyValueEngine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores snapshots under running servers. The whole snapshot is received and checked before
 * anything is changed; then the engine replaces its content, and this server opens the store again,
 * as all others do when they notice.
 */
@Singleton
public final class SnapshotRestore {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotRestore.class);
  private static final int PIECE = 1 << 16;
  private static final int PIECES_PER_CHECK = 64;

  private final KeyValueEngine engine;
  private final Spool spool;
  private final RestoreCheck check;
  private final StoreReopening reopening;
  private final Barrier barrier;
  private final AtomicBoolean busy = new AtomicBoolean();

  @Inject
  SnapshotRestore(
      KeyValueEngine engine,
      Spool spool,
      RestoreCheck check,
      StoreReopening reopening,
      Barrier barrier) {
    this.engine = engine;
    this.spool = spool;
    this.check = check;
    this.reopening = reopening;
    this.barrier = barrier;
  }

  /**
   * Restores the snapshot in the body. Blocks until that is done.
   *
   * @param force whether a snapshot of another store or of another seal is wanted
   * @return what was restored
   * @throws RefusedException when the body is no whole snapshot, may not be restored, or another
   *     restore runs; nothing is changed
   * @throws ServiceException with {@code RESTORE_UNSUPPORTED}, {@code RESTORE_FAILED} or a code of
   *     the store; nothing is changed, unless that is {@code STORE_UNCERTAIN}
   */
  public VerifiedSnapshot restore(RequestBody body, boolean force) {
    if (!engine.restores()) {
      throw new ServiceException(
          ErrorCode.RESTORE_UNSUPPORTED, "the engine " + engine.type() + " cannot restore");
    }
    if (!busy.compareAndSet(false, true)) {
      throw new RefusedException(
          ErrorCategory.OVERLOADED, "another snapshot is being restored; try again later");
    }
    try (SpoolFile file = spool.open("restore", () -> {})) {
      receive(body, file);
      VerifiedSnapshot snapshot = SnapshotReader.verify(file.input());
      replace(file, snapshot, barrier.generationMark(check.require(snapshot, force)));
      return snapshot;
    } catch (SnapshotRefusedException e) {
      throw RefusedException.invalid(e.sentence());
    } catch (IOException | UncheckedIOException e) {
      throw new ServiceException(ErrorCode.RESTORE_FAILED, String.valueOf(e.getMessage()), e);
    } finally {
      busy.set(false);
    }
  }

  private static void receive(RequestBody body, SpoolFile file) throws IOException {
    byte[] piece = new byte[PIECE];
    OutputStream out = file.output();
    try (InputStream in = body.bytes()) {
      int pieces = 0;
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        if (pieces++ % PIECES_PER_CHECK == 0) {
          file.requireSpace();
        }
        out.write(piece, 0, read);
      }
    }
  }

  private void replace(SpoolFile file, VerifiedSnapshot snapshot, byte[] mark) throws IOException {
    LOG.warn(
        "restoring a snapshot, created={}, entries={}, checksum={}",
        snapshot.header().created(),
        snapshot.entries(),
        snapshot.checksum());
    try {
      Optional<Path> kept = engine.restore(new RestoredEntries(file.input(), snapshot, mark));
      LOG.warn("restored, kept={}", kept.map(Path::toString).orElse(""));
    } finally {
      reopening.run(); // the outcome may not be known
    }
  }
}
