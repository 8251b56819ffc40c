package io.azimuth.testkit.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The hooks of the store's contract suite and the small language its tests are written in. */
public abstract class StoreContractBase {

  /** The uuid of a mount. */
  static final String MOUNT = "0d7c51ab-6a0b-4c1e-9d5e-2f1f0c8f3c11";

  private static final long LIMIT_SECONDS = 120;

  private Opened opened;

  /**
   * A store without records and the barrier before it, not initialised.
   *
   * @param close closes what they are over
   */
  public record Opened(Store store, Barrier barrier, Runnable close) {}

  /** Opens what a test needs; called once for each test. */
  protected abstract Opened open() throws Exception;

  @BeforeEach
  void initializeStore() throws Exception {
    opened = open();
    commit(opened.barrier().initialize(rootKey(), new SealRecord("static", new byte[] {1, 2, 3})));
  }

  @AfterEach
  void closeStore() {
    opened.close().run();
  }

  final Store store() {
    return opened.store();
  }

  final void seal() {
    opened.barrier().seal();
  }

  final void unseal() {
    opened.barrier().unseal(rootKey());
  }

  private static byte[] rootKey() {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 0x5a);
    return key;
  }

  final UnitOfWork begin() {
    return store().begin();
  }

  final CommitOutcome outcome(UnitOfWork work) {
    return outcome(store().commit(work));
  }

  static CommitOutcome outcome(CompletionStage<CommitOutcome> stage) {
    return result(stage);
  }

  static <T> T result(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the stage must complete, and never exceptionally", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Commits what must succeed. */
  final void commit(UnitOfWork work) {
    assertThat(outcome(work)).isEqualTo(CommitOutcome.COMMITTED);
  }

  /** Stages and commits what must succeed. */
  final void write(Consumer<UnitOfWork> changes) {
    UnitOfWork work = begin();
    changes.accept(work);
    commit(work);
  }

  static void assertSealed(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            ServiceException.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.SEALED));
  }

  static void assertRefused(ErrorCategory category, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().category()).isEqualTo(category));
  }
}
