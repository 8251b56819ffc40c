package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.sql.Connection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A restore under servers that ends at one of its steps, and what is in its way. */
@Tag("database")
class PostgresRestoreTest {

  private static final Key OLD = Key.of("old");
  private static final Key NEW = Key.of("new");

  private final TestDatabase database = new TestDatabase();

  private static Iterator<Batch> content() {
    return List.of(Batch.builder().put(NEW, new byte[] {1}).build()).iterator();
  }

  private static void put(KeyValueEngine engine, Key key) {
    assertThat(
            engine
                .apply(Batch.builder().put(key, new byte[] {9}).build())
                .toCompletableFuture()
                .join())
        .isEqualTo(CommitOutcome.COMMITTED);
  }

  private void assertNothingHappened(KeyValueEngine engine) throws Exception {
    assertThat(engine.get(List.of(OLD, NEW)).get(0)).isPresent();
    assertThat(engine.get(List.of(OLD, NEW)).get(1)).isEmpty();
    put(engine, Key.of("later"));
    assertThat(database.tables())
        .noneMatch(name -> name.contains("replaced") || name.contains("restoring"));
    restoreOnceIdle(engine, PostgresRestoreTest::content);
    assertThat(engine.get(List.of(NEW)).get(0)).isPresent();
  }

  /**
   * A restore that was killed has its locks until the database has ended its process, and one that
   * waits for reads gives up after three seconds.
   */
  static void restoreOnceIdle(KeyValueEngine engine, Supplier<Iterator<Batch>> content) {
    while (true) {
      try {
        engine.restore(content.get());
        return;
      } catch (ServiceException e) {
        if (e.code() != ErrorCode.RESTORE_BUSY) {
          throw e;
        }
      }
    }
  }

  @Test
  void theOldEntriesAreKeptInATable() throws Exception {
    try (KeyValueEngine engine = database.open()) {
      put(engine, OLD);
      String kept = engine.restore(content()).orElseThrow().toString();

      assertThat(database.tables()).contains(kept, "azimuth_entry");
      assertThat(database.tables()).noneMatch(name -> name.contains("restoring"));
    }
  }

  @Test
  void whereNothingIsThereIsNothingToKeep() {
    try (KeyValueEngine engine = database.open()) {
      assertThat(engine.restore(content())).isEmpty();
    }
  }

  @Test
  void aRestoreThatIsKilledWhileItWaitsForCommitsChangesNothing() throws Exception {
    assertKilledWithoutTrace(database::holdCommits);
  }

  @Test
  void aRestoreThatIsKilledWhileItWaitsForReadsChangesNothing() throws Exception {
    assertKilledWithoutTrace(database::holdReads);
  }

  private void assertKilledWithoutTrace(Callable<Connection> hold) throws Exception {
    try (KeyValueEngine engine = database.open()) {
      put(engine, OLD);
      CompletableFuture<?> restore;
      try (Connection holder = hold.call()) {
        restore =
            CompletableFuture.runAsync(() -> restoreOnceIdle(engine, PostgresRestoreTest::content));
        database.killOnceItWaits("-restore");
        holder.rollback();
      }
      assertFails(restore, ErrorCode.STORE_UNAVAILABLE);
      assertNothingHappened(engine);
    }
  }

  @Test
  void whoeverReadsTheWholeStoreIsWaitedForOnlyShortly() throws Exception {
    try (KeyValueEngine engine = database.open()) {
      put(engine, OLD);
      try (EngineSnapshot snapshot = engine.snapshot()) {
        assertThatThrownBy(() -> engine.restore(content()))
            .isInstanceOfSatisfying(
                ServiceException.class,
                fault -> assertThat(fault.code()).isEqualTo(ErrorCode.RESTORE_BUSY));
        assertThat(snapshot.next()).extracting(entry -> entry.key()).containsExactly(OLD);
      }
      assertNothingHappened(engine);
    }
  }

  @Test
  void oneRestoreAtATime() throws Exception {
    try (KeyValueEngine engine = database.open();
        KeyValueEngine other = database.open()) {
      put(engine, OLD);
      CompletableFuture<?> restore;
      try (Connection holder = database.holdCommits()) {
        restore = CompletableFuture.supplyAsync(() -> engine.restore(content()));
        database.awaitLockWait("-restore");
        assertThatThrownBy(() -> other.restore(content()))
            .isInstanceOfSatisfying(
                ServiceException.class,
                fault -> assertThat(fault.code()).isEqualTo(ErrorCode.RESTORE_BUSY));
        holder.rollback();
      }
      restore.join();
      assertThat(other.get(List.of(NEW)).get(0)).isPresent();
    }
  }

  @Test
  void writesOfBeforeAreNotAppliedToTheRestoredStore() throws Exception {
    try (KeyValueEngine engine = database.open();
        KeyValueEngine other = database.open()) {
      put(engine, OLD);
      long revision = other.get(List.of(OLD)).get(0).orElseThrow().revision();
      CompletableFuture<?> restore;
      CompletableFuture<CommitOutcome> late;
      try (Connection holder = database.holdCommits()) {
        restore = CompletableFuture.supplyAsync(() -> engine.restore(content()));
        database.awaitLockWait("-restore");
        late =
            other
                .apply(Batch.builder().require(OLD, revision).put(OLD, new byte[1]).build())
                .toCompletableFuture();
        database.awaitLockWait("-writer");
        holder.rollback();
      }
      restore.join();
      assertThat(late.join()).isEqualTo(CommitOutcome.CONFLICT);
      assertThat(engine.get(List.of(OLD)).get(0)).isEmpty();
    }
  }

  private static void assertFails(CompletableFuture<?> restore, ErrorCode code) {
    assertThatThrownBy(restore::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ServiceException.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
