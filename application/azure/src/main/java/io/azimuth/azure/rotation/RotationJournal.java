package io.azimuth.azure.rotation;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.rotation.Backoff;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running rotation of each mount, at most one, and the results of earlier ones. */
public final class RotationJournal {

  private static final Logger LOG = LoggerFactory.getLogger(RotationJournal.class);
  private static final String PATH = "rotation";
  private static final String HISTORY_PATH = "rotation-history";
  private static final int MAX_ATTEMPTS = 50;
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(1), Duration.ofMillis(100));

  private final MountStore store;

  public RotationJournal(MountStore store) {
    this.store = store;
  }

  /** The running rotation; read from the store, so that it becomes a precondition of a write. */
  public Optional<Rotation> find(MountTransaction work) {
    return work.storage().get(PATH).map(RotationCodec::decode);
  }

  void put(MountTransaction work, Rotation rotation) {
    work.storage().put(PATH, RotationCodec.encode(rotation));
  }

  public RotationHistory history(MountTransaction work) {
    return work.storage()
        .get(HISTORY_PATH)
        .map(RotationHistoryCodec::decode)
        .orElse(RotationHistory.NONE);
  }

  public void put(MountTransaction work, RotationHistory history) {
    work.storage().put(HISTORY_PATH, RotationHistoryCodec.encode(history));
  }

  /**
   * Commits what the consumer stages, if the rotation of the mount is still the expected one.
   * Blocks until it is durable.
   *
   * @return whether it was written; false when the rotation has changed
   * @throws ServiceException when the store refuses the write or its outcome is unknown
   */
  public boolean write(
      String mountUuid, Optional<Rotation> expected, Consumer<MountTransaction> stage) {
    return writeIf(
        mountUuid,
        expected,
        work -> {
          stage.accept(work);
          return true;
        });
  }

  /**
   * The same, unless what is to be staged does not fit any more.
   *
   * @param stage returns whether to commit what it staged
   */
  public boolean writeIf(
      String mountUuid, Optional<Rotation> expected, Predicate<MountTransaction> stage) {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      MountTransaction work = store.begin(mountUuid);
      if (!find(work).equals(expected) || !stage.test(work)) {
        return false;
      }
      CommitOutcome outcome = store.commit(work).toCompletableFuture().join();
      if (outcome == CommitOutcome.COMMITTED) {
        return true;
      }
      if (outcome == CommitOutcome.UNKNOWN) {
        throw new ServiceException(ErrorCode.STORE_UNCERTAIN, "the commit was not confirmed");
      }
      pause(PAUSES.after(attempt));
    }
    throw new ServiceException(ErrorCode.STORE_UNCERTAIN, "too many conflicts");
  }

  // The caller's thread is one for background work, which may wait.
  private static void pause(Duration time) {
    Deadline.of(time).firstEnd(new CompletableFuture<>()).join();
  }

  /**
   * Removes a rotation and records its result, unless the rotation has changed. Blocks until it is
   * durable, and logs what the rotation leaves in Azure.
   *
   * @return whether it was removed
   */
  boolean end(String mountUuid, Rotation rotation, UnaryOperator<RotationHistory> result) {
    List<RotationHistory.Leftover> fresh = new ArrayList<>();
    boolean ended =
        write(
            mountUuid,
            Optional.of(rotation),
            work -> {
              RotationHistory before = history(work);
              RotationHistory after = result.apply(before);
              work.storage().delete(PATH);
              put(work, after);
              fresh.clear();
              fresh.addAll(after.leftovers());
              fresh.removeAll(before.leftovers());
            });
    if (ended) {
      LOG.info("rotation ended, mount={}, state={}", mountUuid, rotation.state());
      fresh.forEach(it -> warn(mountUuid, it));
    }
    return ended;
  }

  private static void warn(String mountUuid, RotationHistory.Leftover leftover) {
    LOG.error(
        "a {} is left in Azure, mount={}, reason={}; if nobody signs in with it, remove it with: {}",
        leftover.kind().noun(),
        mountUuid,
        leftover.reason(),
        leftover.command());
  }
}
