package io.azimuth.azure.rotation;

import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.Optional;
import java.util.function.Consumer;

/** The running rotation of each mount, at most one, and the results of earlier ones. */
public final class RotationJournal {

  private static final String PATH = "rotation";
  private static final String HISTORY_PATH = "rotation-history";
  private static final int MAX_ATTEMPTS = 50;

  private final Store store;

  public RotationJournal(Store store) {
    this.store = store;
  }

  /** The running rotation; read from the store, so that it becomes a precondition of a write. */
  public Optional<Rotation> find(UnitOfWork work, String mountUuid) {
    return work.storage(mountUuid).get(PATH).map(RotationCodec::decode);
  }

  void put(UnitOfWork work, String mountUuid, Rotation rotation) {
    work.storage(mountUuid).put(PATH, RotationCodec.encode(rotation));
  }

  void clear(UnitOfWork work, String mountUuid) {
    work.storage(mountUuid).delete(PATH);
  }

  public RotationHistory history(UnitOfWork work, String mountUuid) {
    return work.storage(mountUuid)
        .get(HISTORY_PATH)
        .map(RotationHistoryCodec::decode)
        .orElse(RotationHistory.NONE);
  }

  public void put(UnitOfWork work, String mountUuid, RotationHistory history) {
    work.storage(mountUuid).put(HISTORY_PATH, RotationHistoryCodec.encode(history));
  }

  /**
   * Commits what the consumer stages, if the rotation of the mount is still the expected one.
   * Blocks until it is durable.
   *
   * @return whether it was written; false when the rotation has changed
   * @throws ServiceException when the store refuses the write or its outcome is unknown
   */
  public boolean write(String mountUuid, Optional<Rotation> expected, Consumer<UnitOfWork> stage) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      UnitOfWork work = store.begin();
      if (!find(work, mountUuid).equals(expected)) {
        return false;
      }
      stage.accept(work);
      CommitOutcome outcome = store.commit(work).toCompletableFuture().join();
      if (outcome == CommitOutcome.COMMITTED) {
        return true;
      }
      if (outcome == CommitOutcome.UNKNOWN) {
        throw new ServiceException(ErrorCode.STORE_UNCERTAIN, "the commit was not confirmed");
      }
    }
    throw new ServiceException(ErrorCode.STORE_UNCERTAIN, "too many conflicts");
  }
}
